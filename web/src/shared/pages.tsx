import type { ReactNode } from 'react';
import { Button, Center } from '@mantine/core';
import { useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { Answer } from '../shell/faces';
import { useLanguage } from '../language';
import { shared } from './words';

/** As the API gives a list: some of it, and where the rest begins. */
type Part<Item> = { items: Item[]; next?: string | null };

export type Pages<Item, Page extends Part<Item> = Part<Item>> = Pick<
  UseInfiniteQueryResult<unknown>,
  'error' | 'isPending' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage' | 'refetch'
> & { items: Item[] | undefined; first: Page | undefined };

/**
 * Reads a list of the API part by part, under a name as `useRead` has it.
 * @param read given where a part begins, which is empty for the first one
 * @param options.refresh milliseconds after which what is shown is read again by itself, or what says so of what was read
 */
export function usePages<Item, Page extends Part<Item>>(
  name: readonly unknown[],
  read: (cursor: string) => Promise<Page & Part<Item>>,
  { enabled, refresh }: { enabled?: boolean; refresh?: number | ((items: Item[]) => number | false) } = {},
): Pages<Item, Page> {
  const query = useInfiniteQuery({
    queryKey: name,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    enabled,
    refetchInterval: ({ state }) =>
      typeof refresh === 'function' ? refresh(state.data?.pages.flatMap(({ items: some }) => some) ?? []) : refresh,
  });
  const { error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch, data } = query;
  const items = data?.pages.flatMap((page) => page.items);
  return { error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch, items, first: data?.pages[0] };
}

type Shown<Item> = { of: Pages<Item>; empty: ReactNode; rows?: number; children: (items: Item[]) => ReactNode };

/** A list with its faces, and a button for what comes after as long as something does. */
export function PagedList<Item>({ of, empty, rows, children }: Shown<Item>) {
  return (
    <>
      <Answer of={{ ...of, data: of.items }} rows={rows}>
        {(all) => (all.length === 0 ? empty : children(all))}
      </Answer>
      <More of={of} />
    </>
  );
}

type Following = Pick<Pages<unknown>, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>;

/** The next page of a list, below it. */
function More({ of }: { of: Following }) {
  const { say } = useLanguage();
  if (!of.hasNextPage) return null;
  return (
    <Center mt="md" className="no-print">
      <Button variant="default" loading={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
        {say(shared.more)}
      </Button>
    </Center>
  );
}

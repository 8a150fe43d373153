import { Button, Stack, TextInput, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { useLanguage } from '../language';
import { Answer, Empty } from '../shell/faces';
import { findDossiers } from './calls';
import { DossierTable } from './dossier-table';
import { counter, listing } from './words';

/** Dossiers by code, name with or without diacritics, identity number or telephone. */
export function SearchPage() {
  const { say } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const q = search.get('q') ?? '';
  const found = useInfiniteQuery({
    queryKey: ['search', q],
    queryFn: ({ pageParam }) => findDossiers(q, pageParam || undefined),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    enabled: q !== '',
  });
  const items = found.data?.pages.flatMap((page) => page.items);
  return (
    <Stack>
      <Title order={1} size="h2">
        {say(counter.search)}
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const typed = new FormData(event.currentTarget).get('q');
          setSearch({ q: typeof typed === 'string' ? typed.trim() : '' });
        }}
      >
        <TextInput key={q} name="q" label={say(listing.queryHint)} defaultValue={q} maxLength={200} maw={480} />
      </form>
      {q !== '' && (
        <Answer of={{ ...found, data: items, refetch: found.refetch }}>
          {(rows) => (rows.length === 0 ? <Empty says={listing.nothingFits} /> : <DossierTable of={rows} />)}
        </Answer>
      )}
      {found.hasNextPage && (
        <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {say(listing.more)}
        </Button>
      )}
    </Stack>
  );
}

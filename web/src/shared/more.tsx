import { Button, Center } from '@mantine/core';
import { useLanguage } from '../language';
import { shared } from './words';

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };

/** The next page of a list, below it. */
export function More({ of }: { of: Pages }) {
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

import { Anchor, Button, Center, Checkbox, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { useLanguage } from '../language';
import { PageHead } from '../shared/page-head';
import { useAddress } from '../shared/use-address';
import { shared } from '../shared/words';
import { Answer, Empty } from '../shell/faces';
import { readResults, type ReplayResult } from './calls';
import { ResultView } from './verdict';
import { auditor } from './words';

/** The report of a replay: a verdict for each subject, and where the accounts differ. */
export function RunPage() {
  const { say } = useLanguage();
  const { id = '' } = useParams();
  const [{ differing }, change] = useAddress({ differing: '' });
  const only = differing !== '';
  const results = useInfiniteQuery({
    queryKey: ['replays', id, 'report', only],
    queryFn: ({ pageParam }) => readResults(id, only, pageParam),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  return (
    <>
      <PageHead
        title={say(auditor.results)}
        table={`/api/v1/replays/${id}/results${only ? '?differing=true' : ''}`}
        csvOnly
      />
      <Checkbox
        mb="md"
        label={say(auditor.onlyDiffering)}
        checked={only}
        onChange={(event) => change({ differing: event.currentTarget.checked ? '1' : '' })}
      />
      <Answer of={results}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? <Empty says={shared.nothing} /> : <Results id={id} items={items} />;
        }}
      </Answer>
      {results.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={results.isFetchingNextPage} onClick={() => void results.fetchNextPage()}>
            {say(shared.more)}
          </Button>
        </Center>
      )}
    </>
  );
}

function Results({ id, items }: { id: string; items: ReplayResult[] }) {
  const { say } = useLanguage();
  return (
    <Table.ScrollContainer type="native" minWidth={640} tabIndex={0} role="region" aria-label={say(auditor.results)}>
      <Table withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{say(auditor.subject)}</Table.Th>
            <Table.Th scope="col">{say(auditor.verdict)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.sha256}>
              <Table.Td>
                <Anchor component={Link} href={pageOf(item)}>
                  {say(item.subject.kind === 'dossier' ? auditor.dossierKind : auditor.transferKind)} {item.subject.id}
                </Anchor>
              </Table.Td>
              <Table.Td>
                {item.verdict === 'agrees' ? say(auditor.agreesShort) : <ResultView id={id} of={item} />}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function pageOf({ subject: { kind, id } }: ReplayResult): string {
  return kind === 'dossier' ? `/kiem-tra/ho-so/${id}` : `/chuyen-giao/${id}`;
}

import { Anchor, Button, Center, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from 'wouter';
import { answerOf, api } from '../api/client';
import type { components } from '../api/contract';
import { useLanguage } from '../language';
import { PageHead } from '../shared/page-head';
import { shared } from '../shared/words';
import { Answer, Empty } from '../shell/faces';
import { moment } from '../shell/format';
import { leader } from './words';

/** The dossiers that a figure counts: the address has the figure's own filters. */
export function RowsPage() {
  const { say } = useLanguage();
  const search = useSearch();
  const query = Object.fromEntries(new URLSearchParams(search));
  const rows = useInfiniteQuery({
    queryKey: ['figures', 'rows', query],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/api/v1/figures/rows', {
          params: { query: { ...query, ...(pageParam && { cursor: pageParam }) } as never },
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });
  const title = rows.data?.pages[0]?.name;
  return (
    <>
      <PageHead
        title={title ? `${say(leader.rows)}: ${say(title)}` : say(leader.rows)}
        table={`/api/v1/figures/rows?${search}`}
      />
      <Answer of={rows}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Empty says={shared.nothing} />;
          return <Rows items={items} />;
        }}
      </Answer>
      {rows.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
            {say(shared.more)}
          </Button>
        </Center>
      )}
    </>
  );
}

function Rows({ items }: { items: components['schemas']['FigureRow'][] }) {
  const { say, language } = useLanguage();
  const columns = ['code', 'procedure', 'unit', 'group', 'status', 'received', 'due', 'finished'] as const;
  return (
    <Table.ScrollContainer type="native" minWidth={900} tabIndex={0} role="region" aria-label={say(leader.rows)}>
      <Table striped withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {columns.map((name) => (
              <Table.Th key={name} scope="col">
                {say(leader[name])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ id, code, procedure, unit, group, status, receivedAt, dueAt, finishedAt }) => (
            <Table.Tr key={id}>
              <Table.Td className="number">
                <Anchor component={Link} href={`/ho-so/${encodeURIComponent(code ?? id)}`}>
                  {code ?? id}
                </Anchor>
              </Table.Td>
              <Table.Td>{procedure.name[language]}</Table.Td>
              <Table.Td>{unit.name[language]}</Table.Td>
              <Table.Td>{group ? say(shared[group]) : '–'}</Table.Td>
              <Table.Td>{status.title[language]}</Table.Td>
              {[receivedAt, dueAt, finishedAt].map((at, i) => (
                <Table.Td key={i} className="number">
                  {at ? moment(at, language) : '–'}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

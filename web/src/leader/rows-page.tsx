import { Anchor, Table } from '@mantine/core';
import { Link, useSearch } from 'wouter';
import { answerOf, api } from '../api/client';
import type { components } from '../api/contract';
import { useLanguage } from '../language';
import { PageHead } from '../shared/page-head';
import { PagedList, usePages } from '../shared/pages';
import { shared } from '../shared/words';
import { Empty } from '../shell/faces';
import { moment } from '../shell/format';
import { leader } from './words';

/** The dossiers that a figure counts: the address has the figure's own filters. */
export function RowsPage() {
  const { say } = useLanguage();
  const search = useSearch();
  const query = Object.fromEntries(new URLSearchParams(search));
  const rows = usePages(['figures', 'rows', query], (cursor) =>
    answerOf(api.GET('/api/v1/figures/rows', { params: { query: { ...query, ...(cursor && { cursor }) } as never } })),
  );
  const title = rows.first?.name;
  return (
    <>
      <PageHead
        title={title ? `${say(leader.rows)}: ${say(title)}` : say(leader.rows)}
        table={`/api/v1/figures/rows?${search}`}
      />
      <PagedList of={rows} empty={<Empty says={shared.nothing} />}>
        {(items) => <Rows items={items} />}
      </PagedList>
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

import { Anchor, Table } from '@mantine/core';
import { Link } from 'wouter';
import { answerOf, api } from '../api/client';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { dayOf, today } from '../shared/dates';
import { PageHead } from '../shared/page-head';
import { useAddress } from '../shared/use-address';
import { shared } from '../shared/words';
import { Answer, Empty } from '../shell/faces';
import { moment } from '../shell/format';
import { readPlans } from '../transfers/calls';
import { leader } from './words';

/** The units and tasks that a figure of the coverage counts. */
export function CoverageRowsPage() {
  const { say, language } = useLanguage();
  const [query] = useAddress({ figure: '', date: today() });
  const rows = useRead(['coverage', 'rows', query], () =>
    answerOf(api.GET('/api/v1/coverage/rows', { params: { query } })),
  );
  const plans = useRead(['plans'], readPlans, { staleTime: 600_000 });
  const stages = new Map(plans.data?.flatMap(({ stages: all }) => all.map((one) => [one.name, one.title] as const)));
  const title = rows.data?.figure.title[language] ?? say(leader.coverage);
  const columns = ['unit', 'district', 'field', 'task', 'stage', 'since', 'decision'] as const;
  return (
    <>
      <PageHead
        title={`${title} – ${dayOf(query.date)}`}
        table={`/api/v1/coverage/rows?${new URLSearchParams(query)}`}
      />
      <Answer of={rows}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty says={shared.nothing} />
          ) : (
            <Table.ScrollContainer type="native" minWidth={900} tabIndex={0} role="region" aria-label={title}>
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
                  {items.map(({ id, unit, district, field, task, stage, since, decision, transfer, illustrative }) => (
                    <Table.Tr key={id}>
                      <Table.Td>
                        {transfer ? (
                          <Anchor component={Link} href={`/chuyen-giao/${transfer}`}>
                            {unit.name[language]}
                          </Anchor>
                        ) : (
                          unit.name[language]
                        )}
                        {illustrative && ` (${say(leader.illustrative)})`}
                      </Table.Td>
                      <Table.Td>{district?.name[language] ?? '–'}</Table.Td>
                      <Table.Td>{field?.name[language] ?? '–'}</Table.Td>
                      <Table.Td>{task ? say(leader[task]) : '–'}</Table.Td>
                      <Table.Td>{stage ? (stages.get(stage)?.[language] ?? stage) : '–'}</Table.Td>
                      <Table.Td className="number">{since ? moment(since, language) : '–'}</Table.Td>
                      <Table.Td>{decision ?? '–'}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Answer>
    </>
  );
}

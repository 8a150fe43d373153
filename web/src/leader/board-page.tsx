import { Paper, SimpleGrid, Text as Line } from '@mantine/core';
import { answerOf, api } from '../api/client';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { PageHead } from '../shared/page-head';
import { filled, useAddress } from '../shared/use-address';
import { Answer, Empty } from '../shell/faces';
import { moment } from '../shell/format';
import { FigureLink } from './figure-link';
import { FigureTable } from './figure-table';
import { ByChoice, Filters, NO_FILTER, type By, type Filter } from './filters';
import { leader } from './words';

const MEASURES = ['received', 'open', 'dueToday', 'overdue', 'waiting', 'returned'] as const;

/** How things stand now: six numbers, and the same by unit, district, field or group. */
export function BoardPage() {
  const { say, language } = useLanguage();
  const [values, change] = useAddress<Filter & { by: By }>({ ...NO_FILTER, by: 'unit' });
  const query = filled(values) as { by: By };
  const board = useRead(
    ['figures', 'board', query],
    () => answerOf(api.GET('/api/v1/figures/board', { params: { query } })),
    { refresh: 60_000 },
  );
  return (
    <>
      <PageHead title={say(leader.board)} table={`/api/v1/figures/board?${new URLSearchParams(query)}`} />
      <Filters values={values} change={change} />
      <Answer of={board}>
        {({ at, total, items }) => (
          <>
            <Line size="sm" c="dimmed" mb="xs">
              {say(leader.asOf, { at: moment(at, language) })}
            </Line>
            <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} mb="lg">
              {MEASURES.map((measure) => (
                <Paper key={measure} withBorder p="sm">
                  <Line size="sm">{say(leader[measure])}</Line>
                  <Line component="div" fz={28} fw={600} className="number">
                    <FigureLink
                      {...{
                        value: total.counts[measure] ?? 0,
                        link: total.links[measure],
                        label: say(leader[measure]),
                      }}
                    />
                  </Line>
                </Paper>
              ))}
            </SimpleGrid>
            <ByChoice value={values.by} onChange={(by) => change({ by })} />
            {items.length === 0 ? (
              <Empty says={leader.noFigures} />
            ) : (
              <FigureTable
                {...{ caption: say(leader.board), first: leader[values.by], total }}
                columns={MEASURES.map((name) => ({ name, title: leader[name] }))}
                lines={items.map((item) => ({ ...item, name: item.name[language] }))}
              />
            )}
          </>
        )}
      </Answer>
    </>
  );
}

import { SegmentedControl, Table, Text as Line } from '@mantine/core';
import { answerOf, api } from '../api/client';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { addDays, today } from '../shared/dates';
import { PageHead } from '../shared/page-head';
import { filled, useAddress } from '../shared/use-address';
import { Answer, Empty } from '../shell/faces';
import { FigureLink } from './figure-link';
import { Filters, NO_FILTER, type Filter } from './filters';
import { leader } from './words';

type Measure = 'received' | 'returned';
type Cell = { weekday: number; hour: number; count: number; links: Record<string, string> };

/** When in the week people come: a table in which the fuller an hour the darker its cell, with the number in it. */
export function WorkloadPage() {
  const { say } = useLanguage();
  const [values, change] = useAddress<Filter & { measure: Measure; from: string; to: string }>({
    ...NO_FILTER,
    ...{ measure: 'received', from: addDays(today(), -90), to: today() },
  });
  const query = { from: values.from, to: values.to, ...filled(values) };
  const figures = useRead(['figures', 'workload', query], () =>
    answerOf(api.GET('/api/v1/figures/workload', { params: { query: query as never } })),
  );
  return (
    <>
      <PageHead title={say(leader.workload)} table={`/api/v1/figures/workload?${new URLSearchParams(query)}`} />
      <Filters values={values} change={change} period={values} />
      <SegmentedControl
        className="no-print"
        mb="md"
        aria-label={say(leader.measure)}
        value={values.measure}
        onChange={(measure) => change({ measure: measure as Measure })}
        data={(['received', 'returned'] as const).map((value) => ({ value, label: say(leader[value]) }))}
      />
      <Answer of={figures}>
        {({ items, days }) => (items.length === 0 ? <Empty says={leader.noFigures} /> : <Heat {...{ items, days }} />)}
      </Answer>
    </>
  );
}

function Heat({ items, days }: { items: Cell[]; days: number[] }) {
  const { say, language } = useLanguage();
  const names = say(leader.weekdays).split(',');
  const hours = items.map(({ hour }) => hour);
  const [first, last] = [Math.min(7, ...hours), Math.max(17, ...hours)];
  const shown = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const most = Math.max(...items.map(({ count }) => count));
  const average = (weekday: number) => {
    const count = items.filter((cell) => cell.weekday === weekday).reduce((sum, cell) => sum + cell.count, 0);
    const options = { maximumFractionDigits: 1 };
    return (count / Math.max(1, days[weekday - 1] ?? 0)).toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', options);
  };
  return (
    <Table.ScrollContainer type="native" minWidth={720} tabIndex={0} role="region" aria-label={say(leader.hours)}>
      <Table withTableBorder withColumnBorders captionSide="top">
        <Table.Caption>{say(leader.hours)}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{say(leader.weekday)}</Table.Th>
            {shown.map((hour) => (
              <Table.Th key={hour} scope="col" ta="center">
                {hour}h
              </Table.Th>
            ))}
            <Table.Th scope="col" ta="right">
              {say(leader.average)}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {names.map((name, i) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">{name}</Table.Th>
              {shown.map((hour) => {
                const cell = items.find((candidate) => candidate.weekday === i + 1 && candidate.hour === hour);
                return <HeatCell key={hour} cell={cell} most={most} label={`${name}, ${hour}h`} />;
              })}
              <Table.Td ta="right" className="number">
                {average(i + 1)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The tint stays light enough for dark letters; a bar under the number says the same without colour. */
function HeatCell({ cell, most, label }: { cell?: Cell; most: number; label: string }) {
  const share = cell ? cell.count / most : 0;
  return (
    <Table.Td ta="center" className="heat" bg={`rgba(24, 100, 171, ${(share * 0.45).toFixed(2)})`}>
      {cell ? (
        <FigureLink value={cell.count} link={cell.links.rows} label={label} />
      ) : (
        <Line component="span" c="gray.7">
          ·
        </Line>
      )}
      <span className="heat-bar" style={{ width: `${Math.round(share * 100)}%` }} />
    </Table.Td>
  );
}

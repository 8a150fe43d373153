import { SegmentedControl } from '@mantine/core';
import { answerOf, api } from '../api/client';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { addDays, dayOf, today } from '../shared/dates';
import { PageHead } from '../shared/page-head';
import { filled, useAddress } from '../shared/use-address';
import { Answer } from '../shell/faces';
import { Chart } from './chart';
import { shareText } from './figure-link';
import { FigureTable } from './figure-table';
import { Filters, NO_FILTER, type Filter } from './filters';
import { leader } from './words';

const STEPS = ['day', 'week', 'month'] as const;
type Step = (typeof STEPS)[number];
const MEASURES = ['received', 'finished', 'onTime', 'late', 'returned'] as const;

/** Receipts, results and punctuality by days, weeks or months. */
export function TrendsPage() {
  const { say, language } = useLanguage();
  const [values, change] = useAddress<Filter & { step: Step; from: string; to: string }>({
    ...NO_FILTER,
    ...{ step: 'week', from: addDays(today(), -90), to: today() },
  });
  const query = { from: values.from, to: values.to, ...filled(values) };
  const figures = useRead(['figures', 'trends', query], () =>
    answerOf(api.GET('/api/v1/figures/trends', { params: { query: query as never } })),
  );
  return (
    <>
      <PageHead title={say(leader.trends)} table={`/api/v1/figures/trends?${new URLSearchParams(query)}`} />
      <Filters values={values} change={change} period={values} />
      <SegmentedControl
        className="no-print"
        aria-label={say(leader.step)}
        value={values.step}
        onChange={(step) => change({ step: step as Step })}
        data={STEPS.map((step) => ({ value: step, label: say(leader[step]) }))}
      />
      <Answer of={figures}>
        {({ items }) => (
          <>
            <Chart
              name={say(leader.trends)}
              points={items.map(({ from, counts }) => ({ name: dayOf(from).slice(0, 5), ...counts }))}
              series={[
                { key: 'received', name: say(leader.received), kind: 'line' },
                { key: 'onTime', name: say(leader.onTime), kind: 'solid', stack: 'a' },
                { key: 'late', name: say(leader.late), kind: 'hatched', stack: 'a' },
                { key: 'unlimited', name: say(leader.unlimited), kind: 'dotted', stack: 'a' },
              ]}
            />
            <FigureTable
              {...{ caption: say(leader.trends), first: leader.span, last: leader.share }}
              columns={MEASURES.map((name) => ({ name, title: leader[name] }))}
              lines={items.map(({ from, to, counts, links, share }) => ({
                key: from,
                name: from === to ? dayOf(from) : `${dayOf(from)} – ${dayOf(to)}`,
                ...{ counts, links, last: shareText(share, language) },
              }))}
            />
          </>
        )}
      </Answer>
    </>
  );
}

import { answerOf, api } from '../api/client';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { addDays, today } from '../shared/dates';
import { PageHead } from '../shared/page-head';
import { filled, useAddress } from '../shared/use-address';
import { Answer, Empty } from '../shell/faces';
import { Chart } from './chart';
import { shareText } from './figure-link';
import { FigureTable } from './figure-table';
import { ByChoice, Filters, NO_FILTER, type By, type Filter } from './filters';
import { leader } from './words';

const MEASURES = ['finished', 'onTime', 'late', 'lateAgainstFirst', 'unlimited'] as const;
/** More bars than this say nothing; the table has all. */
const MOST_BARS = 20;

/** How the dossiers that were finished in a period kept their appointments, by unit, district, field or group. */
export function PunctualityPage() {
  const { say, language } = useLanguage();
  const [values, change] = useAddress<Filter & { by: By; from: string; to: string }>({
    ...NO_FILTER,
    ...{ by: 'field', from: addDays(today(), -90), to: today() },
  });
  const query = { from: values.from, to: values.to, ...filled(values) };
  const figures = useRead(['figures', 'punctuality', query], () =>
    answerOf(api.GET('/api/v1/punctuality', { params: { query: query as never } })),
  );
  return (
    <>
      <PageHead title={say(leader.punctuality)} table={`/api/v1/punctuality?${new URLSearchParams(query)}`} />
      <Filters values={values} change={change} period={values} />
      <ByChoice value={values.by} onChange={(by) => change({ by })} />
      <Answer of={figures}>
        {({ total, items }) =>
          items.length === 0 ? (
            <Empty says={leader.noFigures} />
          ) : (
            <>
              <Chart
                name={say(leader.punctuality)}
                points={[...items]
                  .sort((a, b) => b.finished - a.finished)
                  .slice(0, MOST_BARS)
                  .map(({ name, onTime, late, unlimited }) => ({ name: name[language], onTime, late, unlimited }))}
                series={[
                  { key: 'onTime', name: say(leader.onTime), kind: 'solid', stack: 'a' },
                  { key: 'late', name: say(leader.late), kind: 'hatched', stack: 'a' },
                  { key: 'unlimited', name: say(leader.unlimited), kind: 'dotted', stack: 'a' },
                ]}
              />
              <FigureTable
                {...{ caption: say(leader.punctuality), first: leader[values.by], last: leader.share }}
                columns={MEASURES.map((name) => ({ name, title: leader[name] }))}
                lines={items.map(({ key, name, links, share, ...counts }) => ({
                  ...{ key, name: name[language], links, counts, last: shareText(share, language) },
                }))}
                total={{ counts: countsOf(total), links: total.links, last: shareText(total.share, language) }}
              />
            </>
          )
        }
      </Answer>
    </>
  );
}

function countsOf(figures: { [name in (typeof MEASURES)[number]]: number }): Record<string, number> {
  return Object.fromEntries(MEASURES.map((name) => [name, figures[name]]));
}

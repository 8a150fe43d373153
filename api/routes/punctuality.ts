import { shareOnTime, type Measure } from '../../domain/figures';
import { ok, signedIn, type Handler } from '../call';
import { periodOf, rowLinks, scopeOf, type FigureFilter, type FigurePeriod } from '../figure-scope';
import { addUp, filterOf, keyOf, MEASURE_NAMES, nameOf, SHARE_NAME, type Counts, type FigureBy } from '../figure-view';
import { countFinished } from '../reads/figures';
import { tableReply, type TableFormat } from '../table-reply';

type Query = FigureFilter & FigurePeriod & { by: FigureBy; format: 'json' | TableFormat };

const COUNTED: Measure[] = ['finished', 'unlimited', 'onTime', 'late', 'lateAgainstFirst'];

/**
 * How the dossiers that were finished in a period kept their appointments: against the first one and against the one
 * that stood in the end, so that an extension or a correction never hides a delay.
 */
export const readPunctuality: Handler = signedIn(async (ctx, call) => {
  const { catalogue, read } = ctx;
  const { from, to, by, format, ...filter } = call.query as Query;
  const cells = await countFinished(read, scopeOf(catalogue, call, filter), periodOf({ from, to }));
  const { total, items } = addUp(cells, COUNTED, (cell) => keyOf(catalogue, cell, by));
  const view = (counts: Counts, place: FigureFilter) => ({
    ...counts,
    share: shareOf(counts),
    links: rowLinks(COUNTED, { ...place, from, to }),
  });
  const named = items.map(({ key, counts }) => {
    return { key, name: nameOf(catalogue, by, key), ...view(counts, { ...filter, ...filterOf(by, key) }) };
  });
  if (format === 'json') return ok({ from, to, by, total: view(total, filter), items: named });
  const { language } = call;
  return tableReply(`punctuality-${from}-${to}`, format, [
    ['', ...COUNTED.map((measure) => MEASURE_NAMES[measure][language]), SHARE_NAME[language]],
    ...named.map(({ name, share, ...counts }) => {
      return [name[language], ...COUNTED.map((measure) => (counts as Counts)[measure] ?? 0), share];
    }),
  ]);
});

function shareOf({ onTime = 0, late = 0 }: Counts): number | null {
  return shareOnTime({ onTime, late });
}

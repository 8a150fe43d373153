import { placeInWeek, shareOnTime, spansOf, weekdaysIn, dateOfHour, hoursOf } from '../../domain/figures';
import type { Measure, Step } from '../../domain/figures';
import { Refusal } from '../../domain/problem';
import { ok, signedIn, type Call, type Handler } from '../call';
import { periodOf, rowLinks, scopeOf, standingOf } from '../figure-scope';
import type { FigureFilter, FigurePeriod } from '../figure-scope';
import { add, addUp, figureRowCells, figureRowView, filterOf, keyOf, MEASURE_NAMES, nameOf } from '../figure-view';
import { SHARE_NAME, type Counts, type FigureBy } from '../figure-view';
import { placeOf } from '../cursor';
import type { ApiContext } from '../context';
import { countHours, countMoved, countStanding, type HourCell } from '../reads/figures';
import { figureRows, type Shown } from '../reads/figure-rows';
import { tableReply, type TableFormat } from '../table-reply';

type Format = 'json' | TableFormat;
type BoardQuery = FigureFilter & { by: FigureBy; format: Format };

const BOARD: Measure[] = ['received', 'open', 'dueToday', 'overdue', 'waiting', 'returned'];
const MOVED: Measure[] = ['received', 'returned'];

/** How things stand now, and what was received and returned today. */
export const readFigureBoard: Handler = signedIn(async (ctx, call) => {
  const { by, format, ...filter } = call.query as BoardQuery;
  const { catalogue, read } = ctx;
  const scope = scopeOf(catalogue, call, filter);
  const today = { from: call.today, to: call.today };
  const [standing, received, returned] = await Promise.all([
    countStanding(read, scope, standingOf(call)),
    countMoved(read, scope, periodOf(today), 'received'),
    countMoved(read, scope, periodOf(today), 'returned'),
  ]);
  const cells = [...standing, ...received, ...returned];
  const { total, items } = addUp(cells, BOARD, (cell) => keyOf(catalogue, cell, by));
  const links = (place: FigureFilter) => ({
    ...rowLinks(BOARD, { ...place }),
    ...rowLinks(MOVED, { ...place, ...today }),
  });
  const named = items.map(({ key, counts }) => ({
    ...{ key, name: nameOf(catalogue, by, key), counts },
    links: links({ ...filter, ...filterOf(by, key) }),
  }));
  if (format !== 'json') {
    return tableReply(`board-${call.today}`, format, [
      ['', ...BOARD.map((measure) => MEASURE_NAMES[measure][call.language])],
      ...named.map(({ name, counts }) => [name[call.language], ...BOARD.map((measure) => counts[measure] ?? 0)]),
    ]);
  }
  return ok({ date: call.today, at: call.now, by, total: { counts: total, links: links(filter) }, items: named });
});

type TrendQuery = FigureFilter & FigurePeriod & { step: Step; format: Format };

const TREND: Measure[] = ['received', 'returned', 'finished', 'unlimited', 'onTime', 'late', 'lateAgainstFirst'];

/** Receipts, returns and punctuality of a period by days, weeks or months. */
export const readFigureTrends: Handler = signedIn(async (ctx, call) => {
  const { from, to, step, format, ...filter } = call.query as TrendQuery;
  const scope = scopeOf(ctx.catalogue, call, filter);
  const period = periodOf({ from, to });
  const measures = ['received', 'returned', 'finished'] as const;
  const hours = await Promise.all(measures.map((measure) => countHours(ctx.read, scope, period, measure)));
  const counts = bySpan(hours.flat(), spansOf({ from, to }, step));
  const items = counts.map(({ counts: of, ...span }) => ({
    ...{ ...span, counts: of, share: shareOf(of) },
    links: rowLinks(TREND, { ...filter, ...span }),
  }));
  if (format !== 'json') {
    const { language } = call;
    const headings = [...TREND.map((measure) => MEASURE_NAMES[measure][language]), SHARE_NAME[language]];
    return tableReply(`trends-${from}-${to}`, format, [
      [...(language === 'vi' ? ['từ', 'đến'] : ['from', 'to']), ...headings],
      ...items.map(({ from: first, to: last, counts: of, share }) => {
        return [first, last, ...TREND.map((measure) => of[measure] ?? 0), share];
      }),
    ]);
  }
  return ok({ from, to, step, items });
});

function bySpan(hours: HourCell[], spans: { from: string; to: string }[]) {
  const none = (): Counts => Object.fromEntries(TREND.map((measure) => [measure, 0]));
  const rows = spans.map((span) => ({ ...span, counts: none() }));
  const sorted = hours.map(({ hour, counts }) => ({ date: dateOfHour(hour), counts }));
  sorted.sort((a, b) => (a.date < b.date ? -1 : 1));
  let i = 0;
  for (const { date, counts } of sorted) {
    while (date > (rows[i]?.to ?? date)) i += 1;
    const row = rows[i];
    if (row) add(row.counts, counts, TREND);
  }
  return rows;
}

function shareOf({ onTime = 0, late = 0 }: Counts): number | null {
  return shareOnTime({ onTime, late });
}

type WorkloadQuery = FigureFilter & FigurePeriod & { measure: 'received' | 'returned'; format: Format };

/** When in the week people come: by weekday and hour of Viet Nam. */
export const readFigureWorkload: Handler = signedIn(async (ctx, call) => {
  const { from, to, measure, format, ...filter } = call.query as WorkloadQuery;
  const scope = scopeOf(ctx.catalogue, call, filter);
  const cells = await countHours(ctx.read, scope, periodOf({ from, to }), measure);
  const counts = new Map<string, { weekday: number; hour: number; count: number }>();
  for (const { hour: at, counts: of } of cells) {
    const place = placeInWeek(at);
    const key = `${place.weekday} ${String(place.hour).padStart(2, '0')}`;
    counts.set(key, { ...place, count: (counts.get(key)?.count ?? 0) + (of[measure] ?? 0) });
  }
  const days = weekdaysIn(from, to);
  const items = [...counts.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, place]) => {
      const { weekday, hour } = place;
      return { ...place, links: { rows: rowLinks([measure], { ...filter, from, to, weekday, hour })[measure] } };
    });
  if (format !== 'json') {
    const headings =
      call.language === 'vi' ? ['thứ (1 = thứ Hai)', 'giờ', 'số hồ sơ'] : ['weekday (1 = Monday)', 'hour', 'dossiers'];
    const rows = items.map(({ weekday, hour, count }) => [weekday, hour, count]);
    return tableReply(`workload-${from}-${to}`, format, [headings, ...rows]);
  }
  return ok({ from, to, measure, days, items });
});

type RowsQuery = FigureFilter &
  Partial<FigurePeriod> & {
    measure: Measure;
    weekday?: number;
    hour?: number;
    format: Format;
    cursor?: string;
    limit: number;
  };

/** A file has at most so many rows: what is more is asked for in parts. */
const MOST = 50_000;

/** The dossiers that a figure counts. */
export const readFigureRows: Handler = signedIn(async (ctx, call) => {
  const { format, cursor, limit, measure } = call.query as RowsQuery;
  const shown = shownBy(ctx, call);
  if (format === 'json') {
    const { items, next } = await figureRows(ctx.read, shown, limit, placeOf(cursor));
    return ok({
      measure,
      name: MEASURE_NAMES[measure],
      items: items.map((row) => figureRowView(ctx.catalogue, row)),
      next,
    });
  }
  const { items, next } = await figureRows(ctx.read, shown, MOST);
  if (next !== null) throw tooMany();
  return tableReply(`${measure}-${call.today}`, format, figureRowCells(ctx.catalogue, items, call.language));
});

function shownBy(ctx: ApiContext, call: Call): Shown {
  const { measure, from = call.today, to = call.today, weekday, hour, ...filter } = call.query as RowsQuery;
  const place = { ...(weekday !== undefined && { weekday }), ...(hour !== undefined && { hour }) };
  const period = periodOf({ from, to });
  return {
    measure,
    scope: scopeOf(ctx.catalogue, call, filter),
    period,
    standing: standingOf(call),
    ...(Object.keys(place).length > 0 && { hours: hoursOf(from, to, place) }),
  };
}

function tooMany(): Refusal {
  const message = {
    vi: 'có hơn 50.000 hồ sơ: hãy chọn khoảng ngày ngắn hơn hoặc lọc theo đơn vị',
    en: 'more than 50,000 dossiers: choose a shorter period or one unit',
  };
  return new Refusal('invalid-request', {}, [{ pointer: '/query/to', rule: 'too-many-rows', message }]);
}

import { feeFigures, figureKey } from '../../domain/fee-report';
import { Refusal } from '../../domain/problem';
import { addDays, type LocalDate } from '../../domain/time';
import { unitId } from '../../domain/unit';
import { ok, signedIn, type Call, type Handler } from '../call';
import type { ApiContext } from '../context';
import { csvReply } from '../csv-reply';
import { placeOf } from '../cursor';
import { figureCells, figureView, rowCells, rowView } from '../fee-report-view';
import { requireReach, unitsReached } from '../permit';
import { isPostal } from '../reads/authority';
import { allFeeRows, feeRows, feeSums, type FeePeriod } from '../reads/fees';
import { registeredUnit } from '../register-access';

type FeesQuery = { from?: LocalDate; to?: LocalDate; unit?: string; format: 'json' | 'csv' };
type RowsQuery = FeesQuery & { figure: string; cursor?: string; limit: number };

/** What was collected, given back and taken off in a period. */
export const readFees: Handler = signedIn(async (ctx, call) => {
  const { catalogue, read } = ctx;
  const { period, query, named } = periodOf(ctx, call);
  const figures = feeFigures(await feeSums(read, period), named);
  const { from, to } = period;
  const { format } = call.query as FeesQuery;
  if (format === 'csv') return csvReply(`fees-${from}-${to}.csv`, figureCells(catalogue, figures, call.language));
  return ok({ from, to, figures: figures.map((figure) => figureView(catalogue, figure, query)) });
});

/** The entries that a figure adds up: their amounts come to its value. */
export const readFeeRows: Handler = signedIn(async (ctx, call) => {
  const { catalogue, read } = ctx;
  const { figure: key, format, cursor, limit } = call.query as RowsQuery;
  const { period } = periodOf(ctx, call);
  const { from, to } = period;
  const figure = figureKey(key);
  if (!figure) throw new Refusal('not-found');
  if (format === 'csv') {
    const rows = await allFeeRows(read, period, figure);
    return csvReply(`fee-rows-${from}-${to}.csv`, rowCells(catalogue, figure.measure, rows, call.language));
  }
  const place = placeOf(cursor);
  const { items, next } = await feeRows(read, period, figure, limit, place);
  return ok({ from, to, figure: key, items: items.map((row) => rowView(catalogue, figure.measure, row)), next });
});

const LONGEST = 366;

/**
 * The period and the units that somebody may look at: those he is set over, an auditor all; the Post's manager only what
 * the Post collected.
 * @throws Refusal not-your-role, not-your-unit, unit-unknown, invalid-request
 */
function periodOf({ catalogue }: ApiContext, call: Call) {
  const { actor, today, query } = call;
  const { to = today, unit: asked, from = `${to.slice(0, 8)}01` } = query as FeesQuery;
  if (from > to || addDays(from, LONGEST) <= to) {
    const message = { vi: `kỳ phải từ 1 đến ${LONGEST} ngày`, en: `the period must be 1 to ${LONGEST} days` };
    throw new Refusal('invalid-request', {}, [{ pointer: '/query/to', rule: 'period', message }]);
  }
  const unit = asked === undefined ? undefined : unitId(registeredUnit(catalogue, asked, to, '/query/unit'));
  if (unit !== undefined) requireReach(catalogue, call, unit);
  const units = unit !== undefined ? [unit] : unitsReached(catalogue, call);
  const period: FeePeriod = { from, to, units, ...(isPostal(actor.role) && { group: 'post' as const }) };
  const again = `from=${from}&to=${to}${unit === undefined ? '' : `&unit=${encodeURIComponent(unit)}`}`;
  return { period, query: again, named: unit === undefined ? [] : [unit] };
}

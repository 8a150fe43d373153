import type { Knex } from 'knex';
import type { Hour, Measure } from '../../domain/figures';
import type { Group } from '../../domain/plan';
import type { Instant } from '../../domain/time';
import type { UnitId } from '../../domain/unit';

/** Which dossiers are counted: those of these receiving units, decided by some, of a field, received by a group. */
export type Scope = { units: UnitId[] | 'all'; deciding?: UnitId[]; field?: string; group?: Group | 'none' };
/** From an instant to before another. */
export type Period = { from: Instant; to: Instant };
/** `today` ends with the day on which `now` is. */
export type Standing = { now: Instant; endOfToday: Instant };

/** Dossiers that were counted alike. */
export type Cell = { unit: UnitId; field: string; group: Group | ''; counts: { [measure in Measure]?: number } };

type Row = { receiving_unit: UnitId; field: string; received_group: Group | null } & { [count: string]: unknown };

function scoped(db: Knex, { units, deciding, field, group }: Scope): Knex.QueryBuilder {
  const query = db('dossiers');
  if (units !== 'all') void query.whereIn('receiving_unit', units);
  if (deciding) void query.whereIn('deciding_unit', deciding);
  if (field) void query.where({ field });
  if (group) void query.where({ received_group: group === 'none' ? null : group });
  return query;
}

/** The condition is written out, not bound: only so do both engines use the index that holds open dossiers alone. */
const OPEN = 'closed = 0 and received_at is not null';

/** Dossiers as they stand now, by unit, field and group. */
export async function countStanding(db: Knex, scope: Scope, { now, endOfToday }: Standing): Promise<Cell[]> {
  const without = (condition: string, ...values: Instant[]) =>
    sumOf(db, `finished_at is null and ${condition}`, values);
  const rows = await byPlace(scoped(db, scope).whereRaw(OPEN), {
    open: without('1 = 1'),
    dueToday: without('due_at >= ? and due_at < ?', now, endOfToday),
    overdue: without('due_at < ?', now),
    waiting: sumOf(db, 'finished_at is not null', []),
  });
  return cells(rows, ['open', 'dueToday', 'overdue', 'waiting']);
}

/** Dossiers that were received, or returned, in a period. */
export async function countMoved(
  db: Knex,
  scope: Scope,
  { from, to }: Period,
  measure: 'received' | 'returned',
): Promise<Cell[]> {
  const column = `${measure}_at`;
  const rows = await byPlace(scoped(db, scope).where(column, '>=', from).where(column, '<', to), {
    [measure]: db.raw('count(*)'),
  });
  return cells(rows, [measure]);
}

const FINISHED: Measure[] = ['finished', 'unlimited', 'onTime', 'late', 'lateAgainstFirst'];

function finishedCounts(db: Knex): Record<string, Knex.Raw> {
  return {
    finished: db.raw('count(*)'),
    unlimited: sumOf(db, 'due_at is null'),
    onTime: sumOf(db, 'due_at >= finished_at'),
    late: sumOf(db, 'due_at < finished_at'),
    lateAgainstFirst: sumOf(db, LATE_AGAINST_FIRST),
  };
}

/** Both, since an appointment may have been moved ahead: what is late against the last is late against the first. */
const LATE_AGAINST_FIRST = '(due_at < finished_at or first_due_at < finished_at)';

/** Dossiers whose result was ready in a period, and how they kept their appointments. */
export async function countFinished(db: Knex, scope: Scope, period: Period): Promise<Cell[]> {
  return cells(await byPlace(finishedIn(db, scope, period), finishedCounts(db)), FINISHED);
}

function finishedIn(db: Knex, scope: Scope, { from, to }: Period): Knex.QueryBuilder {
  return scoped(db, scope).where('finished_at', '>=', from).where('finished_at', '<', to).whereNotNull('received_at');
}

/** Counts by the hour in which things happened: an hour in UTC begins as one in Viet Nam does. */
export type HourCell = { hour: Hour; counts: { [measure in Measure]?: number } };

export async function countHours(
  db: Knex,
  scope: Scope,
  period: Period,
  measure: 'received' | 'returned' | 'finished',
): Promise<HourCell[]> {
  const column = `${measure}_at`;
  const hour = db.raw('substr(??, 1, 13)', [column]);
  const query =
    measure === 'finished'
      ? finishedIn(db, scope, period)
      : scoped(db, scope).where(column, '>=', period.from).where(column, '<', period.to);
  const counts = measure === 'finished' ? finishedCounts(db) : { [measure]: db.raw('count(*)') };
  const rows: (Row & { hour: Hour })[] = await query.groupBy(hour).select({ hour, ...counts });
  const names = measure === 'finished' ? FINISHED : [measure];
  return rows.map((row) => ({ hour: row.hour, counts: countsOf(row, names) }));
}

async function byPlace(query: Knex.QueryBuilder, counts: Record<string, Knex.Raw>): Promise<Row[]> {
  const rows: Row[] = await query
    .groupBy('receiving_unit', 'field', 'received_group')
    .select('receiving_unit', 'field', 'received_group', counts);
  return rows;
}

function cells(rows: Row[], names: Measure[]): Cell[] {
  return rows.map((row) => ({
    unit: row.receiving_unit,
    field: row.field,
    group: row.received_group ?? '',
    counts: countsOf(row, names),
  }));
}

/** PostgreSQL gives counts as text. */
function countsOf(row: Row, names: Measure[]): Cell['counts'] {
  return Object.fromEntries(names.map((name) => [name, Number(row[name])]));
}

function sumOf(db: Knex, condition: string, values: Instant[] = []): Knex.Raw {
  return db.raw(`sum(case when ${condition} then 1 else 0 end)`, values);
}

/** Narrows a query to the dossiers that a measure counts: the same conditions, whether counted or shown. */
export function whereMeasure(
  query: Knex.QueryBuilder,
  measure: Measure,
  { from, to }: Period,
  { now, endOfToday }: Standing,
): void {
  const within = (column: string) => void query.where(column, '>=', from).where(column, '<', to);
  const open = () => void query.whereRaw(OPEN).whereNull('finished_at');
  const finished = (condition?: string) => {
    within('finished_at');
    void query.whereNotNull('received_at');
    if (condition) void query.whereRaw(condition);
  };
  const narrow: Record<Measure, () => void> = {
    received: () => within('received_at'),
    returned: () => within('returned_at'),
    open,
    dueToday: () => (open(), void query.where('due_at', '>=', now).where('due_at', '<', endOfToday)),
    overdue: () => (open(), void query.where('due_at', '<', now)),
    waiting: () => void query.whereRaw(OPEN).whereNotNull('finished_at'),
    finished: () => finished(),
    unlimited: () => finished('due_at is null'),
    onTime: () => finished('due_at >= finished_at'),
    late: () => finished('due_at < finished_at'),
    lateAgainstFirst: () => finished(LATE_AGAINST_FIRST),
  };
  narrow[measure]();
}

export { scoped };

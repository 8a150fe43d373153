import type { Knex } from 'knex';
import { workloadFrom, workloadSpan } from '../../config/workload';
import type { Catalogue } from '../../domain/catalogue';
import type { Group } from '../../domain/plan';
import type { Workload } from '../../domain/staffing';
import type { Instant, LocalDate } from '../../domain/time';
import type { UnitId } from '../../domain/unit';

/** Official staff of both groups on a date. */
export type Present = { post: number; government: number; total: number };
export const NOBODY: Present = { post: 0, government: 0, total: 0 };

/** The official staff of every unit (or of one) on a date; units with nobody are not in it. */
export async function presentOn(db: Knex, date: LocalDate, unit?: UnitId): Promise<Map<UnitId, Present>> {
  const query = db('staff')
    .where({ kind: 'official', ...(unit !== undefined && { unit }) })
    .where('posted_from', '<=', date)
    .where('posted_to', '>', date)
    .where((there) => void there.whereNull('left_on').orWhere('left_on', '>', date))
    .groupBy('unit', 'staff_group')
    .select('unit', 'staff_group')
    .count({ n: '*' });
  const present = new Map<UnitId, Present>();
  for (const { unit: id, staff_group, n } of (await query) as { unit: UnitId; staff_group: Group; n: number }[]) {
    const here = { ...(present.get(id) ?? NOBODY) };
    here[staff_group] = Number(n);
    present.set(id, { ...here, total: here.post + here.government });
  }
  return present;
}

/** What the first 15 signs of an instant, `2026-11-25T02:3`, lack. */
const REST = '0:00.000Z';

type Came = { unit: UnitId; moment: string; n: number };

/**
 * What `workloadOf` says, for all units in one query. The database counts by ten minutes, which is a cut through the
 * text of the instant on every engine; three of them are the half hour that is asked for.
 */
export async function workloads(db: Knex, catalogue: Catalogue, until: LocalDate): Promise<Map<UnitId, Workload>> {
  const { from, to } = workloadSpan(catalogue, until);
  const moments = (column: 'received_at' | 'returned_at') =>
    db('dossiers')
      .where(column, '>=', from)
      .where(column, '<', to)
      .select('receiving_unit as unit', db.raw('substr(??, 1, 15) as moment', [column]));
  const rows: Came[] = await db
    .from(
      moments('received_at')
        .unionAll([moments('returned_at')])
        .as('came'),
    )
    .groupBy('unit', 'moment')
    .select('unit', 'moment')
    .count({ n: '*' });
  const came = new Map<UnitId, { at: Instant; count: number }[]>();
  for (const { unit, moment, n } of rows) {
    const each = { at: `${moment}${REST}`, count: Number(n) };
    const list = came.get(unit);
    if (list) list.push(each);
    else came.set(unit, [each]);
  }
  return new Map([...came].map(([unit, list]) => [unit, workloadFrom(catalogue, list)]));
}

/** Fields of which postal staff do a task at a unit at an instant, as the record has it now. */
export async function postFieldsAt(db: Knex, unit: UnitId, at: Instant): Promise<string[]> {
  const rows: { field: string }[] = await db('responsibility')
    .where({ unit, post: 1 })
    .whereNull('known_to')
    .where('from_at', '<=', at)
    .where((open) => void open.whereNull('to_at').orWhere('to_at', '>', at))
    .distinct('field')
    .orderBy('field');
  return rows.map(({ field }) => field);
}

import type { Knex } from 'knex';
import type { FeeEntryRow } from '../../config/fee-row';
import type { CashUpState } from '../../domain/cash-up';
import type { Group } from '../../domain/plan';
import type { LocalDate } from '../../domain/time';
import type { UnitId } from '../../domain/unit';
import { entryOf } from './fees';

/** Which tills somebody may see: one collector's, those of a group, or all of a unit. */
export type TillFilter = { unit: UnitId; collector?: string; group?: Group };

const wanted = ({ unit, collector, group }: TillFilter) => ({
  unit,
  ...(collector !== undefined && { collector }),
  ...(group && { staff_group: group }),
});

export async function findCashUp(db: Knex, id: string): Promise<CashUpState | undefined> {
  const row: { state: string } | undefined = await db('cash_ups').where({ id }).first('state');
  return row && (JSON.parse(row.state) as CashUpState);
}

/** The cash-ups of a date, in the order in which they were closed. */
export async function cashUpsOn(db: Knex, tills: TillFilter, date: LocalDate): Promise<CashUpState[]> {
  const rows: { state: string }[] = await db('cash_ups')
    .where({ ...wanted(tills), date })
    .orderBy(['closed_at', 'id'])
    .select('state');
  return rows.map(({ state }) => JSON.parse(state) as CashUpState);
}

/** What went through the tills up to a date and is in no cash-up. */
export async function openTills(db: Knex, tills: TillFilter, date: LocalDate): Promise<FeeEntryRow[]> {
  const rows: FeeEntryRow[] = await db('fee_entries')
    .where(wanted(tills))
    .whereNull('cash_up_id')
    .whereNot({ kind: 'reduction' })
    .where('date', '<=', date)
    .orderBy(['collector', 'at', 'id'])
    .select();
  return rows.map(entryOf);
}

/** The entries that cash-ups have closed, by the id of the cash-up. */
export async function closedEntries(db: Knex, cashUpIds: string[]): Promise<Map<string, FeeEntryRow[]>> {
  const rows: FeeEntryRow[] = await db('fee_entries').whereIn('cash_up_id', cashUpIds).orderBy(['at', 'id']).select();
  const found = new Map<string, FeeEntryRow[]>(cashUpIds.map((id) => [id, []]));
  for (const row of rows) found.get(row.cash_up_id ?? '')?.push(entryOf(row));
  return found;
}

import type { Knex } from 'knex';
import { locked } from '../../config/dialect';
import type { FeeEntryRow } from '../../config/fee-row';
import type { CashUpState, TillEntry } from '../../domain/cash-up';
import type { LocalDate } from '../../domain/time';
import type { UnitId } from '../../domain/unit';

export type HeldCashUp = { state: CashUpState; hash: string };

export async function holdCashUp(trx: Knex, id: string): Promise<HeldCashUp | undefined> {
  const row: { state: string; hash: string } | undefined = await locked(
    trx,
    trx('cash_ups').where({ id }).first('state', 'hash'),
  );
  return row && { state: JSON.parse(row.state) as CashUpState, hash: row.hash };
}

export async function writeCashUp(trx: Knex, state: CashUpState, hash: string): Promise<void> {
  const { id, unit, collector, group, date, closedAt, seq, entries } = state;
  const row = { seq, state: JSON.stringify(state), hash };
  if (seq > 1) {
    await trx('cash_ups').where({ id }).update(row);
    return;
  }
  await trx('cash_ups').insert({ id, unit, collector, staff_group: group, date, closed_at: closedAt, ...row });
  const ids = entries.map((entry) => entry.id);
  for (let i = 0; i < ids.length; i += CHUNK)
    await trx('fee_entries')
      .whereIn('id', ids.slice(i, i + CHUNK))
      .update({ cash_up_id: id });
}

const CHUNK = 100;

export type OpenEntry = TillEntry & { book?: string; number?: number };

/** What went through a till up to the end of a date and is in no cash-up. The till is held by whoever asks. */
export async function openEntries(
  trx: Knex,
  till: { unit: UnitId; collector: string },
  date: LocalDate,
): Promise<OpenEntry[]> {
  type Row = Pick<FeeEntryRow, 'id' | 'method' | 'book' | 'number'> & {
    kind: TillEntry['kind'];
    amount: number | string;
  };
  const rows: Row[] = await trx('fee_entries')
    .where(till)
    .whereNull('cash_up_id')
    .whereNot({ kind: 'reduction' })
    .where('date', '<=', date)
    .orderBy(['at', 'id'])
    .select('id', 'kind', 'method', 'book', 'number', 'amount');
  return rows.flatMap(({ id, kind, method, book, number, amount }) =>
    method === null
      ? []
      : [{ id, kind, method, amount: Number(amount), ...(book !== null && number !== null && { book, number }) }],
  );
}

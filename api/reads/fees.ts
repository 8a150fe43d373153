import type { Knex } from 'knex';
import type { FeeEntryRow } from '../../config/fee-row';
import { openSalted, type SaltedContent } from '../../config/encrypted';
import type { FeeAccount } from '../../domain/fee';
import type { FeeEvent } from '../../domain/fee-account';
import { COUNTS, type FeeFigure, type FeeSum } from '../../domain/fee-report';
import type { Group } from '../../domain/plan';
import { Refusal } from '../../domain/problem';
import type { LocalDate } from '../../domain/time';
import type { UnitId } from '../../domain/unit';
import { pageOf, type Cursor, type Page } from '../cursor';

export async function findAccount(db: Knex, dossierId: string): Promise<FeeAccount | undefined> {
  const row: { state: string } | undefined = await db('fee_accounts').where({ id: dossierId }).first('state');
  return row && (JSON.parse(row.state) as FeeAccount);
}

export type FeeHistory = { event: FeeEvent; hash: string; reason: string | null }[];

/** Everything that was done about the fees of a dossier, in order; a reason that was erased is not there. */
export async function feeHistory(db: Knex, dossierId: string): Promise<FeeHistory> {
  type Row = { seq: number; event: string; hash: string; data_key: string | null } & Partial<SaltedContent>;
  const rows: Row[] = await db('ledger as l')
    .leftJoin('fee_reasons as r', (on) => on.on('r.dossier_id', db.raw('?', [dossierId])).andOn('r.seq', 'l.seq'))
    .leftJoin('dossiers as d', 'd.id', db.raw('?', [dossierId]))
    .where('l.subject', `fees:${dossierId}`)
    .orderBy('l.seq')
    .select('l.seq', 'l.event', 'l.hash', 'r.salt', 'r.content', 'd.data_key');
  return rows.map(({ event, hash, salt, content, ...row }) => {
    const written = content
      ? openSalted(db, 'fee_reasons', { ...row, dossier_id: dossierId, salt: salt ?? '', content })
      : undefined;
    return {
      event: JSON.parse(event) as FeeEvent,
      hash,
      reason: written ? (JSON.parse(written.content) as { reason: string }).reason : null,
    };
  });
}

/** In which cash-up each payment of a dossier is, by its id. */
export async function cashUpsOf(db: Knex, dossierId: string): Promise<Map<string, string>> {
  const rows: { id: string; cash_up_id: string }[] = await db('fee_entries')
    .where({ dossier_id: dossierId, kind: 'payment' })
    .whereNotNull('cash_up_id')
    .select('id', 'cash_up_id');
  return new Map(rows.map((row) => [row.id, row.cash_up_id]));
}

/** `all` units for an auditor. Both dates are part of the period. */
export type FeePeriod = { from: LocalDate; to: LocalDate; units: UnitId[] | 'all'; group?: Group };

function inPeriod(db: Knex, { from, to, units, group }: FeePeriod): Knex.QueryBuilder {
  const query = db('fee_entries').whereBetween('date', [from, to]);
  if (group) void query.where({ staff_group: group });
  return units === 'all' ? query : query.whereIn('unit', units);
}

/** The entries of a period, summed up by everything by which a report may ask. */
export async function feeSums(db: Knex, period: FeePeriod): Promise<FeeSum[]> {
  const alike = ['unit', 'field', 'procedure_code', 'staff_group', 'method', 'held_by', 'kind'];
  type Row = Pick<FeeEntryRow, 'unit' | 'field' | 'procedure_code' | 'staff_group' | 'method' | 'held_by' | 'kind'> & {
    n: number | string;
    total: number | string;
  };
  const query = inPeriod(db, period).groupBy(alike).select(alike).count({ n: '*' }).sum({ total: 'amount' });
  const rows = (await query) as Row[];
  return rows.map(({ procedure_code, staff_group, held_by, n, total, ...row }) => ({
    ...row,
    ...{ procedure: procedure_code, group: staff_group, holder: held_by },
    ...{ count: Number(n), amount: Number(total) },
  }));
}

const COLUMNS = { unit: 'unit', field: 'field', procedure: 'procedure_code', group: 'staff_group' };
const COLUMN = { ...COLUMNS, method: 'method', holder: 'held_by' };

function behind(db: Knex, period: FeePeriod, { by, of, measure }: Pick<FeeFigure, 'by' | 'of' | 'measure'>) {
  const query = inPeriod(db, period).whereIn('kind', Object.keys(COUNTS[measure]));
  return by === 'all' ? query : query.where(COLUMN[by], of);
}

/** One page of the entries that a figure adds up, the oldest first. */
export async function feeRows(
  db: Knex,
  period: FeePeriod,
  figure: Pick<FeeFigure, 'by' | 'of' | 'measure'>,
  limit: number,
  cursor?: Cursor,
): Promise<Page<FeeEntryRow>> {
  const query = behind(db, period, figure)
    .orderBy(['at', 'id'])
    .limit(limit + 1)
    .select();
  if (cursor) {
    const after = cursor.after ?? '';
    void query.where(
      (where) =>
        void where.where('at', '>', after).orWhere((same) => void same.where('at', after).where('id', '>', cursor.id)),
    );
  }
  const rows = (await query) as FeeEntryRow[];
  return pageOf(rows.map(entryOf), limit, ({ at, id }) => ({ after: at, id }));
}

/** A list for a spreadsheet is whole or not at all. */
export const MOST_ROWS = 20_000;

/** @throws Refusal too-many-rows */
export async function allFeeRows(
  db: Knex,
  period: FeePeriod,
  figure: Pick<FeeFigure, 'by' | 'of' | 'measure'>,
): Promise<FeeEntryRow[]> {
  const { items, next } = await feeRows(db, period, figure, MOST_ROWS);
  if (next) throw new Refusal('too-many-rows', { limit: MOST_ROWS });
  return items;
}

/** PostgreSQL gives 64 bits as text. */
export const entryOf = (row: FeeEntryRow): FeeEntryRow => ({ ...row, amount: Number(row.amount) });

import type { Knex } from 'knex';
import { isStanding, type Hour, type Measure } from '../../domain/figures';
import { pageOf, type Cursor, type Page } from '../cursor';
import type { DossierRow } from './dossiers';
import { scoped, whereMeasure, type Period, type Scope, type Standing } from './figures';

export type FigureRow = Pick<
  DossierRow,
  | 'id'
  | 'code'
  | 'procedure_code'
  | 'field'
  | 'channel'
  | 'receiving_unit'
  | 'status'
  | 'closed'
  | 'received_at'
  | 'due_at'
  | 'received_group'
  | 'finished_at'
  | 'returned_at'
> & { first_due_at: string | null };

const COLUMNS = [
  ...(['id', 'code', 'procedure_code', 'field', 'channel', 'receiving_unit', 'status', 'closed'] as const),
  ...(['received_at', 'due_at', 'first_due_at', 'finished_at', 'returned_at', 'received_group'] as const),
] as const;

export type Shown = { measure: Measure; scope: Scope; period: Period; standing: Standing; hours?: Hour[] };

/** When a measure's dossiers came to be counted: what the list is sorted by. Open ones are sorted by their receipt. */
function columnOf(measure: Measure): 'received_at' | 'returned_at' | 'finished_at' {
  if (measure === 'returned') return 'returned_at';
  return measure === 'received' || isStanding(measure) ? 'received_at' : 'finished_at';
}

/** The dossiers that a figure counts, the oldest first. Nothing of them is about a person. */
export async function figureRows(db: Knex, shown: Shown, limit: number, cursor?: Cursor): Promise<Page<FigureRow>> {
  const { measure, scope, period, standing, hours } = shown;
  const column = columnOf(measure);
  const query = scoped(db, scope);
  whereMeasure(query, measure, period, standing);
  if (hours) {
    const marks = hours.map(() => '?').join(', ') || 'null';
    void query.whereRaw(`substr(??, 1, 13) in (${marks})`, [column, ...hours]);
  }
  if (cursor) {
    const after = cursor.after ?? '';
    void query.where(
      (where) =>
        void where
          .where(column, '>', after)
          .orWhere((same) => void same.where(column, after).where('id', '>', cursor.id)),
    );
  }
  const rows: FigureRow[] = await query
    .orderBy([column, 'id'])
    .limit(limit + 1)
    .select(COLUMNS);
  return pageOf(rows, limit, (row) => ({ after: row[column], id: row.id }));
}

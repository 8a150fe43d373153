import type { Knex } from 'knex';
import type { Scope } from '../../domain/plan';
import type { Instant, LocalDate } from '../../domain/time';
import type { TransferEvent, TransferState } from '../../domain/transfer';
import type { UnitId } from '../../domain/unit';
import { pageOf, type Cursor, type Page } from '../cursor';

export type TransferRow = {
  id: string;
  programme_id: string;
  unit: UnitId;
  field: string;
  scope: Scope;
  effective_on: LocalDate;
  stage: string;
  stage_since: Instant;
  closed: number;
  illustrative: number;
  flagged_at: Instant | null;
  next_at: Instant | null;
  findings: string;
  seq: number;
  state: string;
};

export type ProgrammeRow = {
  id: string;
  number: string;
  date: LocalDate;
  effective_on: LocalDate;
  title: string;
  reference: string;
  begun_at: Instant;
};

export type TransferFilter = {
  /** Units whose transfers may be seen; `all` for those who see the whole province. */
  units: UnitId[] | 'all';
  programme?: string;
  unit?: UnitId;
  field?: string;
  stage?: string;
  flagged?: boolean;
  open?: boolean;
};

export async function findTransfer(db: Knex, id: string): Promise<TransferRow | undefined> {
  return db<TransferRow>('transfers').where({ id }).first();
}

export function transferStateOf(row: Pick<TransferRow, 'state'>): TransferState {
  return JSON.parse(row.state) as TransferState;
}

/** Transfers that fit, by effective date and id. */
export async function transferPage(
  db: Knex,
  filter: TransferFilter,
  limit: number,
  cursor?: Cursor,
): Promise<Page<TransferRow>> {
  const query = db<TransferRow>('transfers')
    .orderBy(['effective_on', 'id'])
    .limit(limit + 1);
  const { units, programme, unit, field, stage, flagged, open } = filter;
  if (units !== 'all') void query.whereIn('unit', units);
  if (programme) void query.where({ programme_id: programme });
  if (unit) void query.where({ unit });
  if (field) void query.where({ field });
  if (stage) void query.where({ stage });
  if (flagged) void query.whereNotNull('flagged_at');
  if (open !== undefined) void query.where('closed', open ? 0 : 1);
  if (cursor) {
    const { after, id } = cursor;
    void query.where(
      (later) =>
        void later
          .where('effective_on', '>', after ?? '')
          .orWhere((same) => void same.where('effective_on', after ?? '').where('id', '>', id)),
    );
  }
  return pageOf(await query, limit, (row) => ({ after: row.effective_on, id: row.id }));
}

export type BoardRow = Pick<
  TransferRow,
  'id' | 'unit' | 'field' | 'scope' | 'effective_on' | 'flagged_at' | 'next_at' | 'findings' | 'illustrative' | 'state'
>;

/** Every open transfer, in one query: what the board of a province shows. */
export async function boardRows(db: Knex, units: UnitId[] | 'all'): Promise<BoardRow[]> {
  const query = db<TransferRow>('transfers')
    .where({ closed: 0 })
    .select(
      'id',
      'unit',
      'field',
      'scope',
      'effective_on',
      'flagged_at',
      'next_at',
      'findings',
      'illustrative',
      'state',
    );
  if (units !== 'all') void query.whereIn('unit', units);
  return query;
}

export async function transferEvents(db: Knex, id: string): Promise<{ event: TransferEvent; hash: string }[]> {
  const rows: { event: string; hash: string }[] = await db('ledger')
    .where({ subject: `transfer:${id}` })
    .orderBy('seq')
    .select('event', 'hash');
  return rows.map(({ event, hash }) => ({ event: JSON.parse(event) as TransferEvent, hash }));
}

export async function programmes(db: Knex): Promise<ProgrammeRow[]> {
  return db<ProgrammeRow>('programmes').orderBy(['date', 'number']).select();
}

export async function findProgramme(db: Knex, id: string): Promise<ProgrammeRow | undefined> {
  return db<ProgrammeRow>('programmes').where({ id }).first();
}

export type StageCount = { programme: string; stage: string; count: number };

/** How many transfers of a programme, or of each, are in each stage. */
export async function stageCounts(db: Knex, programmeId?: string): Promise<StageCount[]> {
  const query = db('transfers')
    .groupBy('programme_id', 'stage')
    .orderBy(['programme_id', 'stage'])
    .select('programme_id as programme', 'stage')
    .count({ count: '*' });
  if (programmeId !== undefined) void query.where({ programme_id: programmeId });
  const rows = (await query) as (Omit<StageCount, 'count'> & { count: number | string })[];
  return rows.map(({ count, ...row }) => ({ ...row, count: Number(count) }));
}

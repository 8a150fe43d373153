import type { Knex } from 'knex';
import type { DraftContent } from '../../domain/definition';
import type { DraftStage, DraftState } from '../../domain/draft';
import type { Instant } from '../../domain/time';

export type DraftRow = { state: DraftState; takenAt: Instant };

type Stored = { state: string; taken_at: Instant; content: string };

export type DraftFilter = { procedure?: string; stage?: DraftStage };

const MOST = 200;

/** Drafts, the newest first. */
export async function listDrafts(db: Knex, { procedure, stage }: DraftFilter): Promise<DraftRow[]> {
  const query = db('process_drafts')
    .orderBy([
      { column: 'taken_at', order: 'desc' },
      { column: 'id', order: 'asc' },
    ])
    .limit(MOST)
    .select('state', 'taken_at');
  if (procedure !== undefined) void query.where({ procedure_code: procedure });
  if (stage !== undefined) void query.where({ stage });
  const rows = (await query) as Stored[];
  return rows.map(rowOf);
}

export async function findDraft(db: Knex, id: string): Promise<(DraftRow & { content: DraftContent }) | undefined> {
  const row: Stored | undefined = await db('process_drafts').where({ id }).first('state', 'taken_at', 'content');
  return row && { ...rowOf(row), content: JSON.parse(row.content) as DraftContent };
}

function rowOf({ state, taken_at: takenAt }: Stored): DraftRow {
  return { state: JSON.parse(state) as DraftState, takenAt };
}

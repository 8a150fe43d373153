import type { Knex } from 'knex';
import type { DraftContent } from '../../domain/definition';
import type { DraftStage, DraftState } from '../../domain/draft';
import type { Instant } from '../../domain/time';
import { newestPage, type Cursor, type Page } from '../cursor';

export type DraftRow = { state: DraftState; takenAt: Instant };

type Stored = { state: string; taken_at: Instant };

export type DraftFilter = { procedure?: string; stage?: DraftStage };

/** Drafts, the newest first. */
export async function draftPage(
  db: Knex,
  { procedure, stage }: DraftFilter,
  limit: number,
  cursor?: Cursor,
): Promise<Page<DraftRow>> {
  const query = db('process_drafts').select('id', 'state', 'taken_at');
  if (procedure !== undefined) void query.where({ procedure_code: procedure });
  if (stage !== undefined) void query.where({ stage });
  const page = await newestPage<Stored & { id: string }>(query, ['taken_at', 'id'], limit, cursor);
  return { ...page, items: page.items.map(rowOf) };
}

/** Drafts of a procedure that became versions, whether these are in force or were withdrawn: all of them. */
export async function publishedDrafts(db: Knex, procedure: string): Promise<DraftRow[]> {
  const rows: Stored[] = await db('process_drafts')
    .where({ procedure_code: procedure })
    .whereIn('stage', ['published', 'withdrawn'] satisfies DraftStage[])
    .orderBy('taken_at', 'desc')
    .select('state', 'taken_at');
  return rows.map(rowOf);
}

export async function findDraft(db: Knex, id: string): Promise<(DraftRow & { content: DraftContent }) | undefined> {
  const row: (Stored & { content: string }) | undefined = await db('process_drafts')
    .where({ id })
    .first('state', 'taken_at', 'content');
  return row && { ...rowOf(row), content: JSON.parse(row.content) as DraftContent };
}

function rowOf({ state, taken_at: takenAt }: Stored): DraftRow {
  return { state: JSON.parse(state) as DraftState, takenAt };
}

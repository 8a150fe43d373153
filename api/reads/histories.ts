import type { Knex } from 'knex';
import type { HistoryRow } from '../../config/archive';

export type HistoryEntry = Omit<HistoryRow, 'packed'> & { stored: number };

/** The archived runs of a subject, in the order in which they began. */
export async function historiesOf(db: Knex, subject: string): Promise<HistoryEntry[]> {
  const rows: HistoryEntry[] = await db('histories')
    .where({ subject })
    .orderBy(['started_at', 'closed_at', 'run_id'])
    .select(
      'run_id',
      'subject',
      'workflow_id',
      'status',
      'started_at',
      'closed_at',
      'events',
      'size',
      'sha256',
      'archived_at',
      db.raw('length(packed) as stored'),
    );
  return rows;
}

/** One run of a subject; a run of another is not found. */
export async function findHistory(db: Knex, subject: string, runId: string): Promise<HistoryRow | undefined> {
  return db<HistoryRow>('histories').where({ subject, run_id: runId }).first();
}

import type { Knex } from 'knex';
import type { ReplayState } from '../../domain/replay';
import { sha256 } from '../canonical';
import { resultsHash } from '../replay/results-hash';
import type { Tell } from './fault';

/**
 * The certificates of every replay that has ended, against the one hash over all of them that its last event holds. What a
 * replay is still finding out is not sealed by anything yet.
 */
export async function checkCertificates(db: Knex, fault: Tell): Promise<void> {
  const replays: { id: string; state: string }[] = await db('replays')
    .whereNot({ stage: 'running' })
    .select('id', 'state');
  for (const { id, state } of replays) {
    const { ended, seq } = JSON.parse(state) as ReplayState;
    if (ended && !(await holds(db, id, ended.results))) fault(`replay:${id}`, seq, 'certificate');
  }
}

async function holds(db: Knex, id: string, expected: string): Promise<boolean> {
  const rows: { subject: string; sha256: string; certificate: string }[] = await db('replay_results')
    .where({ replay_id: id })
    .select('subject', 'sha256', 'certificate');
  // What is stored is canonical JSON, so its text is what was hashed.
  const isWhole = rows.every((row) => sha256(row.certificate) === row.sha256);
  return isWhole && resultsHash(rows) === expected;
}

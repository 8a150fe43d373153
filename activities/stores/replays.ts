import type { Knex } from 'knex';
import { CHAIN_START } from '../../config/chain';
import { locked } from '../../config/dialect';
import { resultsHash } from '../../config/replay/results-hash';
import { evolveReplay, type ReplayEvent, type ReplayFigures, type ReplayState } from '../../domain/replay';
import { appendLedger } from './ledger';

export type StoredReplay = { state: ReplayState; hash: string };

export type ReplayResult = {
  subject: string;
  differs: boolean;
  certificate: string;
  sha256: string;
  live: Buffer | null;
};

export const replaySubject = (id: string) => `replay:${id}`;

/** A replay as last written, held against other writers until the transaction ends. Begins with a write (see claimCommand). */
export async function holdReplay(trx: Knex, id: string): Promise<StoredReplay | undefined> {
  await trx('replays').where({ id }).update({ id });
  const row: { state: string; hash: string } | undefined = await locked(
    trx,
    trx('replays').where({ id }).first('state', 'hash'),
  );
  return row && { state: JSON.parse(row.state) as ReplayState, hash: row.hash };
}

/** Appends what happened to a replay, and brings its row along. */
export async function writeReplay(trx: Knex, held: StoredReplay | undefined, event: ReplayEvent): Promise<void> {
  const state = evolveReplay(held?.state, event);
  const hash = await appendLedger(trx, replaySubject(state.id), event, held?.hash ?? CHAIN_START);
  await projectReplay(trx, state, hash);
}

export async function projectReplay(trx: Knex, state: ReplayState, hash: string): Promise<void> {
  const row = { stage: state.stage, seq: state.seq, state: JSON.stringify(state), hash };
  if (state.seq > 1) await trx('replays').where({ id: state.id }).update(row);
  else await trx('replays').insert({ id: state.id, ordered_at: state.orderedAt, ...row });
}

/** What was found, each subject once. */
export async function writeResults(trx: Knex, replayId: string, results: ReplayResult[]): Promise<void> {
  const rows = results.map(({ differs, ...result }) => ({ replay_id: replayId, differs: differs ? 1 : 0, ...result }));
  await trx('replay_results').insert(rows).onConflict(['replay_id', 'subject']).ignore();
}

/** What a replay comes to, with the hash that ties the certificate of every subject to the chain of the record. */
export async function figuresOf(trx: Knex, replayId: string): Promise<ReplayFigures> {
  const rows: { subject: string; sha256: string; differs: number }[] = await trx('replay_results')
    .where({ replay_id: replayId })
    .select('subject', 'sha256', 'differs');
  return {
    subjects: rows.length,
    differing: rows.filter(({ differs }) => differs).length,
    results: resultsHash(rows),
  };
}

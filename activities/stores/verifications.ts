import type { Knex } from 'knex';
import { CHAIN_START } from '../../config/chain';
import { locked } from '../../config/dialect';
import { evolveVerification, type VerificationEvent, type VerificationState } from '../../domain/verification';
import { appendLedger } from './ledger';

export type StoredVerification = { state: VerificationState; hash: string; checked: number };

type Row = { state: string; hash: string; checked: number };

/** A verification as last written, held against other writers until the transaction ends. Begins with a write (see claimCommand). */
export async function holdVerification(trx: Knex, id: string): Promise<StoredVerification | undefined> {
  await trx('verifications').where({ id }).update({ id });
  const row: Row | undefined = await locked(trx, trx('verifications').where({ id }).first('state', 'hash', 'checked'));
  return row && { ...row, state: JSON.parse(row.state) as VerificationState };
}

/** Those that are under way. */
export async function runningVerifications(trx: Knex): Promise<VerificationState[]> {
  const rows: Row[] = await trx('verifications').where({ stage: 'running' }).select('state');
  return rows.map(({ state }) => JSON.parse(state) as VerificationState);
}

/** Appends what happened to a verification, and brings its row along. */
export async function writeVerification(
  trx: Knex,
  held: StoredVerification | undefined,
  event: VerificationEvent,
): Promise<void> {
  const state = evolveVerification(held?.state, event);
  const hash = await appendLedger(trx, `verification:${state.id}`, event, held?.hash ?? CHAIN_START);
  await projectVerification(trx, state, hash);
}

export async function projectVerification(trx: Knex, state: VerificationState, hash: string): Promise<void> {
  const row = { stage: state.stage, seq: state.seq, state: JSON.stringify(state), hash };
  if (state.seq > 1) await trx('verifications').where({ id: state.id }).update(row);
  else await trx('verifications').insert({ id: state.id, ordered_at: state.orderedAt, ...row });
}

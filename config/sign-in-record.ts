import type { Knex } from 'knex';
import { SYSTEM, type By } from '../domain/actor';
import type { SignInCount, SignInNote } from '../domain/sign-in';
import { localDate, type Instant } from '../domain/time';
import { canonical } from './canonical';
import { CHAIN_START, chainHash } from './chain';
import { inWriteTurn } from './write-turns';

/** All that is told of signing in has one chain a day: it is read by days, and sealed with all other chains. */
export const SIGN_INS = 'sign-ins:';

export type SignInEvent = (SignInNote | SignInCount) & {
  seq: number;
  at: Instant;
  recordedAt: Instant;
  by: By | { id: string };
};

const TRIES = 5;

/**
 * Appends to the chain of the day. Signing in does not go through the workflow engine, and so neither does its record: who
 * wants to get in while the engine is down must be seen too.
 */
export async function appendSignIns(db: Knex, notes: (SignInNote | SignInCount)[], now: Instant): Promise<void> {
  if (notes.length === 0) return;
  for (let left = TRIES; ; left -= 1) {
    try {
      await inWriteTurn(db, () => db.transaction((trx) => append(trx, notes, now)));
      return;
    } catch (error) {
      // Another process has appended at the same moment: its link is in the place that this one wanted.
      if (left === 1 || !isTaken(error)) throw error;
    }
  }
}

async function append(trx: Knex, notes: (SignInNote | SignInCount)[], now: Instant): Promise<void> {
  // A write first: on SQLite a transaction that has read cannot write once somebody else has.
  await trx('credentials').where({ account: '' }).update({ failures: 0 });
  const subject = `${SIGN_INS}${localDate(now)}`;
  const last: { seq: number; hash: string } | undefined = await trx('ledger')
    .where({ subject })
    .orderBy('seq', 'desc')
    .first('seq', 'hash');
  let [seq, hash] = [last?.seq ?? 0, last?.hash ?? CHAIN_START];
  for (const note of notes) {
    seq += 1;
    const by = note.account === undefined ? { id: SYSTEM.id } : { id: note.account };
    const event: SignInEvent = { ...note, seq, at: now, recordedAt: now, by };
    const previous = hash;
    hash = chainHash(previous, event);
    await trx('ledger').insert({
      subject,
      seq,
      at: now,
      recorded_at: now,
      kind: event.kind,
      actor: by.id,
      command_id: null,
      event: canonical(event),
      previous_hash: previous,
      hash,
    });
  }
}

function isTaken(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === '23505' || code === 'SQLITE_CONSTRAINT';
}

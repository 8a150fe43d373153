import type { Knex } from 'knex';
import type { Instant } from '../../domain/time';

/**
 * Something that happened, to be told: `subject` is the id of a dossier, or `transfer:…`, `programme:…`. `kind` is the
 * action of a dossier, the kind of a ledger event, or a mark such as `due-soon` (domain/message, MARKS); then `seq` is
 * the event after which it holds.
 */
export type Told = { subject: string; seq: number; kind: string; at: Instant };

/** Leaves word of what happened in the transaction in which it happens: one is not there without the other. */
export async function putOut(trx: Knex, told: Told): Promise<void> {
  await trx('outbox').insert(outboxRow(told));
}

export function outboxRow({ subject, seq, kind, at }: Told) {
  return { subject, seq, kind, created_at: at };
}

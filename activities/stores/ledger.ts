import type { Knex } from 'knex';
import { canonical } from '../../config/canonical';
import { byOf, type By } from '../../domain/actor';
import type { Instant } from '../../domain/time';
import { CHAIN_START, chainHash } from '../../config/chain';

/** What every event of the ledger has, whatever it tells of. */
export type LedgerEvent = {
  seq: number;
  at: Instant;
  recordedAt: Instant;
  kind: string;
  by: { id: string };
  commandId?: string;
};

export type LedgerRow = {
  subject: string;
  seq: number;
  at: Instant;
  recorded_at: Instant;
  kind: string;
  actor: string;
  command_id: string | null;
  event: string;
  previous_hash: string;
  hash: string;
};

/** The row of an event, chained to the one before it. */
export function ledgerRow(subject: string, event: LedgerEvent, previous: string): LedgerRow {
  return {
    subject,
    seq: event.seq,
    at: event.at,
    recorded_at: event.recordedAt,
    kind: event.kind,
    actor: event.by.id,
    command_id: event.commandId ?? null,
    event: canonical(event),
    previous_hash: previous,
    hash: chainHash(previous, event),
  };
}

/** Appends an event to its subject's chain; the key (subject, seq) refuses a second one in the same place. */
export async function appendLedger(trx: Knex, subject: string, event: LedgerEvent, previous: string): Promise<string> {
  const row = ledgerRow(subject, event, previous);
  await trx('ledger').insert(row);
  return row.hash;
}

/** The events of a subject after a sequence number, in order. */
export async function ledgerSince<E>(db: Knex, subject: string, seq: number): Promise<E[]> {
  const rows: { event: string }[] = await db('ledger')
    .where({ subject })
    .andWhere('seq', '>', seq)
    .orderBy('seq')
    .select('event');
  return rows.map(({ event }) => JSON.parse(event) as E);
}

/** Appends what somebody did to a subject that has no row of its own to keep its last link in. */
export async function noteLedger(
  trx: Knex,
  subject: string,
  what: { kind: string } & Record<string, unknown>,
  by: By,
  now: Instant,
  commandId: string,
): Promise<void> {
  const last: { seq: number; hash: string } | undefined = await trx('ledger')
    .where({ subject })
    .orderBy('seq', 'desc')
    .first('seq', 'hash');
  const event = { ...what, seq: (last?.seq ?? 0) + 1, at: now, recordedAt: now, by: byOf(by), commandId };
  await appendLedger(trx, subject, event, last?.hash ?? CHAIN_START);
}

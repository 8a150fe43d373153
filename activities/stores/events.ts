import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { canonical, sha256 } from '../../config/canonical';
import type { DossierEvent } from '../../domain/dossier';

/** The hash before the first event of a dossier. */
export const CHAIN_START = '0'.repeat(64);

/** The link of the chain: everything in the event, and the link before. */
export function chainHash(previous: string, event: DossierEvent): string {
  return sha256(`${previous}\n${canonical(event)}`);
}

/** The hash that stands in the event for content kept elsewhere; the salt keeps short answers from being guessed. */
export function contentHash(salt: string, content: unknown): string {
  return sha256(`${salt}\n${canonical(content)}`);
}

/** Puts content away and gives the event its hash; empty content leaves no row. */
export async function storeContent(
  trx: Knex,
  dossierId: string,
  event: DossierEvent,
  content: Record<string, unknown>,
): Promise<DossierEvent> {
  if (Object.keys(content).length === 0) return event;
  const salt = randomBytes(16).toString('hex');
  await trx('contents').insert({ dossier_id: dossierId, seq: event.seq, salt, content: canonical(content) });
  return { ...event, contentHash: contentHash(salt, content) };
}

/** Appends an event to its dossier's chain. The key (dossier, seq) refuses a second event in the same place. */
export async function appendEvent(
  trx: Knex,
  dossierId: string,
  event: DossierEvent,
  previous: string,
): Promise<string> {
  const hash = chainHash(previous, event);
  await trx('events').insert({
    dossier_id: dossierId,
    seq: event.seq,
    at: event.at,
    action: event.action,
    actor: event.by.id,
    command_id: event.commandId,
    event: canonical(event),
    previous_hash: previous,
    hash,
  });
  return hash;
}

/** The events after a sequence number, in order. */
export async function eventsSince(db: Knex, dossierId: string, seq: number): Promise<DossierEvent[]> {
  const rows = await db('events')
    .where({ dossier_id: dossierId })
    .andWhere('seq', '>', seq)
    .orderBy('seq')
    .select('event');
  return rows.map((row: { event: string }) => JSON.parse(row.event) as DossierEvent);
}

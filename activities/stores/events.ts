import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { canonical } from '../../config/canonical';
import { contentHash } from '../../config/chain';
import { encryptSalted, type SaltedContent } from '../../config/encrypted';
import type { KeyHolder } from '../../config/vault';
import type { DossierEvent } from '../../domain/dossier';

/** An event that carries the hash of its content, and the content to put away; without content there is nothing to. */
export function sealContent(
  event: DossierEvent,
  content: Record<string, unknown>,
): { event: DossierEvent; salted?: SaltedContent } {
  if (Object.keys(content).length === 0) return { event };
  const salt = randomBytes(16).toString('hex');
  return {
    event: { ...event, contentHash: contentHash(salt, content) },
    salted: { salt, content: canonical(content) },
  };
}

export async function writeContent(trx: Knex, holder: KeyHolder, seq: number, salted: SaltedContent): Promise<void> {
  const encrypted = encryptSalted(trx, holder, { table: 'contents', seq }, salted);
  await trx('contents').insert({ dossier_id: holder.id, seq, ...encrypted });
}

/** Appends an event to its dossier's chain. The key (dossier, seq) refuses a second event in the same place. */
export async function appendEvent(
  trx: Knex,
  dossierId: string,
  event: DossierEvent,
  link: { previous: string; hash: string },
): Promise<void> {
  await trx('events').insert({
    dossier_id: dossierId,
    seq: event.seq,
    at: event.at,
    action: event.action,
    actor: event.by.id,
    command_id: event.commandId,
    event: canonical(event),
    previous_hash: link.previous,
    hash: link.hash,
  });
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

import type { Knex } from 'knex';
import type { PrivacyAct, PrivacyBody } from '../config/privacy-body';
import type { Actor } from '../domain/actor';
import { privacySubject } from '../domain/privacy';
import { Refusal } from '../domain/problem';
import type { Instant } from '../domain/time';
import { holdDossier } from './stores/dossiers';
import { eraseData } from './stores/erasure';
import { noteLedger } from './stores/ledger';

const KINDS: Record<PrivacyAct['do'], string> = {
  reveal: 'revealed',
  hold: 'held',
  release: 'released',
  erase: 'erased',
  export: 'exported',
};

/**
 * Carries out what somebody does about the personal data of a dossier, and records who, what and why. No value is in the
 * event.
 * @throws Refusal dossier-not-found, dossier-erased, dossier-held, dossier-not-held, dossier-not-closed
 */
export async function applyPrivacy(
  trx: Knex,
  { actor, dossierId, act }: PrivacyBody,
  now: Instant,
  commandId: string,
): Promise<void> {
  if (act.do === 'export') {
    // In order of their ids, so that two exports at once do not wait for each other for ever.
    for (const id of act.dossiers) await noteExport(trx, id, act.reason, actor, now, commandId);
    return;
  }
  // Held, so that the events of a dossier come one after the other.
  const dossier = await holdDossier(trx, dossierId);
  if (!dossier) throw new Refusal('dossier-not-found');
  if (dossier.dataKey === null) throw new Refusal('dossier-erased');
  await carryOut(trx, dossier.state, act, now);
  const { do: what, ...said } = act;
  await noteLedger(trx, privacySubject(dossierId), { kind: KINDS[what], ...said }, actor, now, commandId);
}

async function noteExport(
  trx: Knex,
  id: string,
  reason: string,
  actor: Actor,
  now: Instant,
  commandId: string,
): Promise<void> {
  if (await holdDossier(trx, id))
    await noteLedger(trx, privacySubject(id), { kind: KINDS.export, reason }, actor, now, commandId);
}

async function carryOut(
  trx: Knex,
  { id, closed }: { id: string; closed: boolean },
  { do: what }: Exclude<PrivacyAct, { do: 'export' }>,
  now: Instant,
): Promise<void> {
  if (what === 'reveal') return;
  const row: { held_at: Instant | null } | undefined = await trx('dossiers').where({ id }).first('held_at');
  const held = row?.held_at ?? null;
  if (what === 'release') {
    if (held === null) throw new Refusal('dossier-not-held');
    await trx('dossiers').where({ id }).update({ held_at: null });
    return;
  }
  if (held !== null) throw new Refusal('dossier-held');
  if (what === 'hold') {
    await trx('dossiers').where({ id }).update({ held_at: now });
    return;
  }
  if (!closed) throw new Refusal('dossier-not-closed');
  await eraseData(trx, id, now);
}

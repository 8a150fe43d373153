import type { Knex } from 'knex';
import type { PrivacyAct, PrivacyBody } from '../config/privacy-body';
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
  // Held, so that the events of a dossier come one after the other.
  const dossier = await holdDossier(trx, dossierId);
  if (!dossier) throw new Refusal('dossier-not-found');
  if (dossier.dataKey === null) throw new Refusal('dossier-erased');
  await carryOut(trx, dossier.state, act, now);
  const { do: what, ...said } = act;
  await noteLedger(trx, privacySubject(dossierId), { kind: KINDS[what], ...said }, actor, now, commandId);
}

async function carryOut(
  trx: Knex,
  { id, closed }: { id: string; closed: boolean },
  { do: what }: PrivacyAct,
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

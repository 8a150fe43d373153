import type { Knex } from 'knex';
import type { PrivacyAct, PrivacyBody } from '../config/privacy-body';
import { privacySubject } from '../domain/privacy';
import { Refusal } from '../domain/problem';
import type { Instant } from '../domain/time';
import { holdDossier } from './stores/dossiers';
import { noteLedger } from './stores/ledger';

const KINDS: Record<PrivacyAct['do'], string> = { reveal: 'revealed' };

/**
 * Carries out what somebody does about the personal data of a dossier, and records who, what and why. The value itself
 * is in no event.
 * @throws Refusal dossier-not-found
 */
export async function applyPrivacy(
  trx: Knex,
  { actor, dossierId, act }: PrivacyBody,
  now: Instant,
  commandId: string,
): Promise<void> {
  // Held, so that the events of a dossier come one after the other.
  if (!(await holdDossier(trx, dossierId))) throw new Refusal('dossier-not-found');
  const { do: what, ...said } = act;
  await noteLedger(trx, privacySubject(dossierId), { kind: KINDS[what], ...said }, actor, now, commandId);
}

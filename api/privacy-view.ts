import type { Catalogue } from '../domain/catalogue';
import type { PrivacyRow } from './reads/privacy';
import { dossierPath, personView } from './views';

/** What was done about personal data, as auditors read it; no value is in it. */
export function privacyEventView(catalogue: Catalogue, { dossierId, code, event }: PrivacyRow) {
  const { seq, at, kind, by, ...said } = event;
  const { part = null, field = null, reason = null } = said;
  return {
    dossier: { id: dossierId, code, href: dossierPath({ id: dossierId, code }) },
    seq,
    at,
    kind,
    by: personView(catalogue, by),
    part,
    field,
    reason,
  };
}

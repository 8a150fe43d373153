import type { Catalogue } from '../domain/catalogue';
import type { PrivacyRow } from './reads/privacy';
import { dossierPath, personView } from './views';

/** What was done about personal data, as auditors read it; no value is in it. */
export function privacyEventView(catalogue: Catalogue, { dossierId, code, event }: PrivacyRow) {
  const { seq, at, kind, by, ...said } = event;
  const { part = null, field = null, reason = null, rule = null } = said;
  return {
    dossier: { id: dossierId, code, href: dossierPath({ id: dossierId, code }) },
    seq,
    at,
    kind,
    // The worker itself, when the time of keeping is over, belongs to no unit.
    by: by.unit ? personView(catalogue, by) : { ...by, unit: null },
    part,
    field,
    reason,
    rule,
  };
}

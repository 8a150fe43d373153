import type { ErasableRow } from '../config/erasable';
import type { Catalogue } from '../domain/catalogue';
import { erasedOn, retentionOf } from '../domain/retention';
import { localDate } from '../domain/time';
import type { DossierRow } from './reads/dossiers';
import { dossierPath } from './views';

function ruleOf(catalogue: Catalogue, procedure: string) {
  const { years, source = null, unverified = false } = retentionOf(catalogue, procedure);
  return { years, source, unverified };
}

/** How long the personal data of a dossier are kept. */
export function retentionView(catalogue: Catalogue, row: DossierRow) {
  const rule = ruleOf(catalogue, row.procedure_code);
  const over = row.closed_at === null || row.erased_at !== null;
  return {
    rule,
    eraseOn: over || row.held_at !== null ? null : erasedOn(localDate(row.closed_at ?? ''), rule),
    heldAt: row.held_at,
    erasedAt: row.erased_at,
  };
}

export function erasableView(catalogue: Catalogue, row: ErasableRow) {
  const rule = ruleOf(catalogue, row.procedure_code);
  return {
    dossier: { id: row.id, code: row.code, href: dossierPath(row) },
    procedure: row.procedure_code,
    closedAt: row.closed_at,
    eraseOn: erasedOn(localDate(row.closed_at), rule),
    rule,
  };
}

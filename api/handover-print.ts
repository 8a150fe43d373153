import type { Catalogue } from '../domain/catalogue';
import type { DossierState } from '../domain/dossier';
import { resolveTemplate, type PrintDocument } from '../domain/print-document';
import { papersVariables, resultsVariables, type HandoverFacts } from '../domain/print-handover';
import { Refusal } from '../domain/problem';
import type { Instant } from '../domain/time';
import type { StoredHandover } from './reads/handovers';
import { paperName } from './views';

export type HandoverDossiers = Map<string, Pick<DossierState, 'procedure' | 'outcome'>>;

/** A slip as its list on paper. It names dossiers and no applicant. @throws Refusal print-template-missing */
export function handoverDocument(
  catalogue: Catalogue,
  { state, listedAt }: StoredHandover,
  dossiers: HandoverDossiers,
  printedAt: Instant,
): PrintDocument {
  const nameOf = ({ procedure: { code, version } }: Pick<DossierState, 'procedure'>) =>
    catalogue.procedure(code, version)?.name.vi ?? code;
  const facts: HandoverFacts = {
    state,
    listedAt,
    giver: catalogue.unit(state.from),
    taker: catalogue.unit(state.to),
    dossiers: new Map(
      [...dossiers].map(([id, dossier]) => [id, { procedure: nameOf(dossier), outcome: dossier.outcome }]),
    ),
    paperName: (id, code) => {
      const dossier = dossiers.get(id);
      return dossier ? paperName(catalogue, dossier, code).vi : code;
    },
    printedAt,
  };
  const kind = state.kind === 'papers' ? ('handover-papers' as const) : ('handover-results' as const);
  const template = catalogue.template(kind);
  if (!template) throw new Refusal('print-template-missing', { kind });
  const variables = kind === 'handover-papers' ? papersVariables(facts, template) : resultsVariables(facts, template);
  return resolveTemplate(template, variables, printedAt);
}

import { printsOf } from '../config/print-facts';
import type { Catalogue } from '../domain/catalogue';
import type { DossierState } from '../domain/dossier';
import type { DossierPrint } from '../domain/print-template';
import type { RecordedEvent } from './reads/timeline';
import type { PrintRow } from './reads/prints';
import { dossierPath } from './views';

type Named = { id: string; code: string | null };

export const printPath = (dossier: Named, id: string) => `${dossierPath(dossier)}/prints/${id}`;

/** A printed document: under which template, when and by whom, and where its bytes are. */
export function printView(row: PrintRow, dossier: Named) {
  const self = printPath(dossier, row.id);
  return {
    id: row.id,
    kind: row.kind,
    seq: row.step,
    template: { regulation: row.regulation, number: row.number, version: row.template_version },
    printedAt: row.printed_at,
    printedBy: row.printed_by,
    size: row.size,
    sha256: row.sha256,
    links: { self, pdf: `${self}?format=pdf`, html: `${self}?format=html` },
  };
}

/** Everything that the steps of a dossier print, with what is printed already. */
export function printables(
  catalogue: Catalogue,
  state: DossierState,
  events: RecordedEvent[],
  prints: PrintRow[],
  dossier: Named,
) {
  return events.flatMap(({ event }) =>
    printsOf(catalogue, state, event).map((kind) => {
      const row = prints.find((print) => print.step === event.seq && print.kind === kind);
      return {
        kind: kind as DossierPrint,
        seq: event.seq,
        at: event.at,
        title: titleOf(catalogue, state, kind),
        print: row ? printView(row, dossier) : null,
      };
    }),
  );
}

function titleOf(catalogue: Catalogue, { receipt, rules }: DossierState, kind: string) {
  return catalogue.rules(receipt?.rules ?? rules)?.forms[kind]?.title ?? { vi: kind, en: kind };
}

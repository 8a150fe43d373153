import type { Actor } from '../domain/actor';
import type { DossierPrint } from '../domain/print-template';

/** A wish to print, as it waits in the database for the step that carries it out. */
export type PrintBody = {
  actor: Actor;
  dossierId: string;
  kind: DossierPrint;
  /** The number of the step of which it is printed; without it, the last one that prints the kind. */
  step?: number;
  /** Where applicants look the dossier up. The key is made by the API, which alone has the secret. */
  lookup: { base: string; key: string };
};

/** The one document of a step and kind has this id. */
export const printKey = (dossierId: string, step: number, kind: DossierPrint): string =>
  `print\n${dossierId}\n${step}\n${kind}`;

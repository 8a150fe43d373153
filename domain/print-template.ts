import type { Text } from './text';

/** What can be printed of a dossier (the words in `prints` of a process), of a unit, and of papers handed over. */
export const DOSSIER_PRINTS = [
  'appointment-slip',
  'supplement-slip',
  'refusal-slip',
  'apology-slip',
  'stop-notice',
  'control-slip',
] as const;
export type DossierPrint = (typeof DOSSIER_PRINTS)[number];
export const PRINT_KINDS = [...DOSSIER_PRINTS, 'ledger', 'handover-papers', 'handover-results'] as const;
export type PrintKind = (typeof PRINT_KINDS)[number];

/** Lengths in millimetres, `fontSize` in points. */
export type PrintPage = { size: 'A5' | 'A4'; landscape?: boolean; margin: number; fontSize: number };

export type Align = 'left' | 'center' | 'right';
/** One place of a line; without a value a dotted line is left for the pen. */
export type FieldPart = { label: string; value: string; strong?: boolean };
export type Column = { head: string; cell: string; width: number; align?: Align };
export type Signature = { role: string; note: string; name?: string };

/** A part of a form. Every text may hold `{{variable}}`; inside of `table` and `each` also those of an item of the list. */
export type Block =
  /** `number` and `day` stand under the two columns; `mark` above, on the right. */
  | { block: 'heading'; left: string[]; right: string[]; number?: string; day?: string; mark?: string }
  | { block: 'title'; text: string; under?: string[] }
  | { block: 'paragraph'; text: string; style?: 'plain' | 'bold' | 'italic'; align?: Align; indent?: boolean }
  | { block: 'fields'; lines: FieldPart[][] }
  | { block: 'table'; list: string; columns: Column[]; atLeast?: number }
  | { block: 'signatures'; places: Signature[] }
  | { block: 'qr'; value: string; caption: string[] }
  | { block: 'note'; lines: string[] }
  | { block: 'each'; list: string; blocks: Block[]; atLeast?: number }
  /** Its blocks only where the variable, or the list, is not empty; with `not` only where it is. */
  | { block: 'when'; has: string; not?: boolean; blocks: Block[] };

/**
 * A template of law, or of the authority, as configuration: known by regulation and number together, since a number alone
 * means two forms (05 is the control slip of 2018 and the stop notice of 2025). The highest version is the one that prints.
 */
export type PrintTemplate = {
  regulation: string;
  number: string;
  version: number;
  kind: PrintKind;
  title: Text;
  page: PrintPage;
  /** An image file (PNG or JPEG) beside the template, drawn in the heading; read in when the configuration is loaded. */
  logo?: string;
  /** What the foot of every page says beside the number of the page. */
  footer?: string;
  blocks: Block[];
  sources: string[];
  /** Names of the properties that no source confirms. */
  unverified?: string[];
};

/** `regulation/number@version`, the key of a template everywhere in the product. */
export function templateId({ regulation, number, version }: Pick<PrintTemplate, 'regulation' | 'number' | 'version'>) {
  return `${regulation}/${number}@${version}`;
}

const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The names of the variables in a text. */
export function placesIn(text: string): string[] {
  return [...text.matchAll(PLACE)].map((match) => match[1] ?? '');
}

/** A text with every place filled; a variable that is not known is a fault that loading the template should have found. */
export function fillPlaces(text: string, valueOf: (name: string) => string): string {
  return text.replace(PLACE, (_place, name: string) => valueOf(name)).normalize('NFC');
}

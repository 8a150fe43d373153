import type { PrintKind } from './print-template';

/*
 * The variables that templates may use. Which kind of print has which is said here once: the functions that make the
 * values are typed by it, and templates are checked against it when the configuration is loaded.
 */

const COMMON = ['agency', 'unit', 'unitName', 'placeAndDay', 'formNumber', 'regulation'] as const;

const DOSSIER = [
  ...COMMON,
  'code',
  'procedure',
  'procedureCode',
  'field',
  'summary',
  'channel',
  'deciding',
  'submitter',
  'submitterAddress',
  'submitterPhone',
  'submitterEmail',
  'submitterIdentity',
  'owner',
  'ownerAddress',
  'ownerPhone',
  'ownerIdentity',
  'receivedAt',
  'receivedDay',
  'limit',
  'unitAddress',
  'officer',
  'clerk',
  'lookupUrl',
  'lookupKey',
] as const;

const APPOINTMENT = [...DOSSIER, 'sets', 'dueAt', 'supplementedAt', 'returnPlace', 'fee', 'feePaid', 'note'] as const;
const APOLOGY = [...DOSSIER, 'reason', 'oldDueAt', 'newDueAt'] as const;

/** Texts by kind. All are there for every document of the kind; what is not known is empty. */
export const TEXTS = {
  'appointment-slip': APPOINTMENT,
  'supplement-slip': [...DOSSIER, 'reason', 'contact'],
  'refusal-slip': [...DOSSIER, 'reason', 'legalBasis'],
  'apology-slip': APOLOGY,
  'stop-notice': [...DOSSIER, 'reason', 'legalBasis'],
  'control-slip': DOSSIER,
  ledger: [...COMMON, 'year', 'from', 'to', 'count'],
  'handover-papers': [...COMMON, 'slip', 'giver', 'taker', 'listedAt', 'givenAt', 'takenAt', 'dossiers'],
  'handover-results': [...COMMON, 'slip', 'giver', 'taker', 'listedAt', 'givenAt', 'takenAt', 'dossiers'],
} as const satisfies Record<PrintKind, readonly string[]>;

/** Lists by kind, with the variables of an item. Numbering is `no`. */
export const LISTS = {
  'appointment-slip': { papers: ['no', 'name', 'originals', 'copies', 'files'] },
  'supplement-slip': { asked: ['no', 'name', 'note'] },
  'refusal-slip': {},
  'apology-slip': {},
  'stop-notice': {},
  'control-slip': { handovers: ['no', 'giver', 'taker', 'givenAt', 'takenAt'] },
  ledger: {
    entries: [
      'no',
      'code',
      'content',
      'sets',
      'owner',
      'address',
      'phone',
      'receivedOn',
      'dueOn',
      'resultOn',
      'returnedOn',
      'returnedBy',
      'returnedTo',
      'method',
      'note',
    ],
  },
  'handover-papers': {
    items: ['no', 'code', 'paper', 'originals', 'copies', 'countedOriginals', 'countedCopies', 'found'],
  },
  'handover-results': { items: ['no', 'code', 'procedure', 'outcome', 'originals', 'copies', 'found'] },
} as const satisfies Record<PrintKind, Record<string, readonly string[]>>;

/** What the law asks a form to say: a template that leaves it out is not the form. (Thông tư 01/2018/TT-VPCP, Điều 9) */
export const NEEDED: Record<PrintKind, readonly string[]> = {
  'appointment-slip': ['code', 'submitter', 'procedure', 'papers', 'receivedAt', 'dueAt'],
  'supplement-slip': ['submitter', 'procedure', 'asked', 'reason'],
  'refusal-slip': ['submitter', 'procedure', 'reason'],
  'apology-slip': ['code', 'submitter', 'reason', 'oldDueAt', 'newDueAt'],
  'stop-notice': ['code', 'submitter', 'reason'],
  'control-slip': ['code', 'handovers'],
  ledger: ['entries', 'no', 'owner'],
  'handover-papers': ['giver', 'taker', 'items', 'code'],
  'handover-results': ['giver', 'taker', 'items', 'code'],
};

type Texts<K extends PrintKind> = Record<(typeof TEXTS)[K][number], string>;
type Items<L> = L extends readonly (infer Name extends string)[] ? Record<Name, string>[] : never;
type Lists<K extends PrintKind> = { [L in keyof (typeof LISTS)[K]]: Items<(typeof LISTS)[K][L]> };

/** The variables of one document. */
export type Variables<K extends PrintKind = PrintKind> = { texts: Texts<K>; lists: Lists<K> };
/** The same, as templates see them: by name. */
export type NamedVariables = { texts: Record<string, string>; lists: Record<string, Record<string, string>[]> };

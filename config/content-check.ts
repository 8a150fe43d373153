import type { Catalogue } from '../domain/catalogue';
import { missingDocuments, unknownDocuments, type HandedIn } from '../domain/documents';
import { Refusal, type FieldFault } from '../domain/problem';
import type { Channel, JsonSchema, Procedure, RequiredDocument } from '../domain/procedure';
import type { Action } from '../domain/process';
import { searchKey } from '../domain/text';
import type { SchemaCheck } from './schema-check';

/** An action without a form takes no content. */
const NO_FORM: JsonSchema = { type: 'object', additionalProperties: false };

/**
 * Whether what was written for an action may stand: its form, and the papers handed in with it.
 * Faults point into the request body (`/content/…`, `/documents/…`). Papers are asked for at the receipt only.
 * @param documents the papers of this step
 * @param earlier papers that the dossier has already, such as those of an online application that is now received
 * @throws Refusal form-invalid, document-unknown, document-missing
 */
export function checkContent(
  checks: SchemaCheck,
  catalogue: Catalogue,
  procedure: Procedure,
  action: Action,
  content: Record<string, unknown>,
  documents: HandedIn[],
  channel: Channel,
  earlier: HandedIn[] = [],
): void {
  const faults = [...formFaults(checks, catalogue, procedure, action, content), ...repeats(documents)];
  if (faults.length > 0) throw new Refusal('form-invalid', {}, faults);
  checkKnown(procedure, action, documents);
  if (!action.receives && action.name !== 'answer-at-once') return;
  const applies = (document: RequiredDocument) =>
    !document.when || checks.fits(keyOf(procedure, document), document.when, content);
  const given = togetherWith(earlier, documents).map((paper) => (channel === 'online' ? onlyFiles(paper) : paper));
  const missing = missingDocuments(procedure.documents, given, applies);
  if (missing.length === 0) return;
  const names = missing.map((document) => document.name.vi).join('; ');
  throw new Refusal('document-missing', { names }, missing.map(missingFault));
}

function formFaults(
  checks: SchemaCheck,
  catalogue: Catalogue,
  procedure: Procedure,
  action: Action,
  content: Record<string, unknown>,
): FieldFault[] {
  const form = action.form === undefined ? undefined : catalogue.form(action.form);
  if (action.form !== undefined && !form) throw new Error(`no form ${action.form}`);
  const faults = form
    ? checks.faults(
        `${action.form}/${procedure.code}@${procedure.version}`,
        catalogue.formSchema(form, procedure),
        content,
      )
    : checks.faults('no-form', NO_FORM, content);
  return faults.map((fault) => ({ ...fault, pointer: `/content${fault.pointer}` }));
}

function checkKnown(procedure: Procedure, action: Action, documents: HandedIn[]): void {
  const taken = action.takesDocuments || action.receives ? procedure.documents : [];
  const unknown = new Set(unknownDocuments(taken, documents));
  if (unknown.size === 0) return;
  const faults = documents.flatMap((paper, i): FieldFault[] =>
    unknown.has(paper.code) ? [{ pointer: `/documents/${i}/code`, rule: 'enum', message: NOT_LISTED }] : [],
  );
  throw new Refusal('document-unknown', {}, faults);
}

const NOT_LISTED = { vi: 'không thuộc thành phần hồ sơ của bước này', en: 'is not among the papers of this step' };
const TWICE = { vi: 'đã có ở trên', en: 'is given twice' };

/**
 * What staff of the counter ask an applicant for must be on the procedure's list: nobody there may demand other papers.
 * (Nghị định 61/2018/NĐ-CP, Điều 5; Quyết định 45/2016/QĐ-TTg, Điều 16 khoản 5)
 * @throws Refusal paper-not-on-list
 */
export function checkAskedPapers(procedure: Procedure, content: Record<string, unknown>): void {
  const asked = Array.isArray(content.papers) ? (content.papers as { name?: unknown }[]) : [];
  const listed = new Set(procedure.documents.flatMap(({ code, name }) => [code, name.vi, name.en].map(searchKey)));
  const faults = asked.flatMap(({ name }, i): FieldFault[] =>
    typeof name === 'string' && !listed.has(searchKey(name))
      ? [{ pointer: `/content/papers/${i}/name`, rule: 'enum', message: NOT_REQUIRED }]
      : [],
  );
  if (faults.length > 0) throw new Refusal('paper-not-on-list', {}, faults);
}

const NOT_REQUIRED = {
  vi: 'không thuộc thành phần hồ sơ của thủ tục này',
  en: 'is not among the papers that this procedure asks for',
};

/** A paper or a file named twice in one step would count twice. */
function repeats(documents: HandedIn[]): FieldFault[] {
  const seen = new Set<string>();
  const twice = (name: string) => seen.has(name) || !seen.add(name);
  return documents
    .flatMap((paper, i) => [
      ...(twice(`code ${paper.code}`) ? [`/documents/${i}/code`] : []),
      ...paper.uploads.flatMap((id, j) => (twice(`upload ${id}`) ? [`/documents/${i}/uploads/${j}`] : [])),
    ])
    .map((pointer) => ({ pointer, rule: 'uniqueItems', message: TWICE }));
}

/** Papers of earlier steps and of this one, added up by code. */
function togetherWith(earlier: HandedIn[], now: HandedIn[]): HandedIn[] {
  const sum = new Map<string, HandedIn>();
  for (const { code, originals, copies, uploads } of [...earlier, ...now]) {
    const had = sum.get(code) ?? { code, originals: 0, copies: 0, uploads: [] };
    sum.set(code, {
      code,
      originals: had.originals + originals,
      copies: had.copies + copies,
      uploads: [...had.uploads, ...uploads],
    });
  }
  return [...sum.values()];
}

/** Nobody counts paper in an online application: what is claimed without a file is not there. */
function onlyFiles(paper: HandedIn): HandedIn {
  return { ...paper, originals: 0, copies: 0 };
}

function missingFault({ name, originals, copies }: RequiredDocument): FieldFault {
  return {
    pointer: '/documents',
    rule: 'required',
    message: {
      vi: `thiếu «${name.vi}» (${originals} bản chính, ${copies} bản sao)`,
      en: `“${name.en}” is missing (${originals} original(s), ${copies} copies)`,
    },
  };
}

function keyOf(procedure: Procedure, document: RequiredDocument): string {
  return `${procedure.code}@${procedure.version}/documents/${document.code}`;
}

import { Catalogue, type CatalogueData } from '../domain/catalogue';
import { checkConfig } from '../domain/check-config';
import { lostDuties } from '../domain/check-duties';
import type { CheckFault } from '../domain/check-fault';
import { assemble, definitionOf, formKey, type Definition, type DraftContent } from '../domain/definition';
import { same } from '../domain/same';
import type { FieldFault } from '../domain/problem';
import type { Procedure } from '../domain/procedure';
import type { LocalDate } from '../domain/time';
import { inForce, isOwn, nextOwn } from '../domain/versions';
import { checkSchemas } from './load-compile';
import { schemaFaults } from './load-schemas';

/** A draft against what is published: what it would become, and what is wrong with it. */
export type Checked = {
  /** The version that it changes. */
  base: Definition;
  /** Nothing while the draft does not have the shape of a definition. */
  definition?: Definition;
  /** Pointers into the content of the draft. */
  faults: FieldFault[];
};

/**
 * Checks a draft as a file of configuration is checked at load, by the same functions.
 * @param given numbers that were given before, also to versions that were withdrawn
 */
export function checkDraft(
  published: Catalogue,
  { procedure: code, base: number }: { procedure: string; base: number },
  content: DraftContent,
  validFrom: LocalDate,
  given: Given = NONE,
): Checked {
  const base = definitionOf(published, code, number);
  if (!base) throw new Error(`no version ${number} of ${code}`);
  const shape = shapeFaults(base, content);
  if (shape.length > 0) return { base, faults: shape };
  const definition = assemble(base, content, published, numbering(published, base, validFrom, given));
  // A role that the table of permissions keeps out is told of the table, whose rows were right without the draft.
  const rows = new Set<object>([
    definition.procedure,
    definition.process,
    ...definition.forms,
    ...(published.data.permissions ?? []),
  ]);
  const data = withDefinition(published.data, definition);
  const faults = [...checkConfig(data), ...checkSchemas(only(data, definition))]
    .filter(({ row }) => row !== undefined && rows.has(row))
    .map((fault) => faultOf(fault, definition, content));
  return { base, definition, faults: unique([...unused(content), ...unsettled(base, content), ...faults]) };
}

/** Numbers that versions have, or had. */
export type Given = { procedures: number[]; processes: number[]; forms: (id: string) => number[] };
const NONE: Given = { procedures: [], processes: [], forms: () => [] };

function numbering(published: Catalogue, { procedure, process }: Definition, validFrom: LocalDate, given: Given) {
  const { data } = published;
  const numbers = (rows: { id: string; version: number }[], id: string) =>
    rows.filter((row) => row.id === id).map(({ version }) => version);
  return {
    validFrom,
    procedure: nextOwn([...published.proceduresOf(procedure.code).map(({ version }) => version), ...given.procedures]),
    process: nextOwn([...numbers(data.processes, process.id), ...given.processes]),
    form: (id: string) => nextOwn([...numbers(data.forms, id), ...given.forms(id)]),
  };
}

/** Whatever the schemas of the configuration do not allow; numbers stand in for those that are given later. */
function shapeFaults({ procedure, process }: Definition, content: DraftContent): FieldFault[] {
  const { code, version, validFrom, process: pinned } = procedure;
  const at = (place: string, faults: FieldFault[]) =>
    faults.map((fault) => ({ ...fault, pointer: `${place}${fault.pointer}` }));
  const whole = { ...content.procedure, code, version, validFrom, process: pinned };
  return [
    ...at('/procedure', schemaFaults('procedure', whole)),
    ...at('/process', schemaFaults('process', { ...content.process, id: process.id, version })),
    ...content.forms.flatMap((form, i) => at(`/forms/${i}`, schemaFaults('form', form))),
  ];
}

/** Everything published, with the draft as if it were in force already. */
function withDefinition(data: CatalogueData, { procedure, process, forms }: Definition): CatalogueData {
  const known = new Set(data.forms.map(formKey));
  const versions = data.procedures.filter(({ code }) => code === procedure.code);
  return {
    ...data,
    // Versions that are never in force would overlap with one on paper only.
    procedures: [
      ...data.procedures.filter(({ code }) => code !== procedure.code),
      ...inForce([...versions, procedure]).map((version) => (isDraft(version, procedure) ? procedure : version)),
    ].filter(({ validFrom, validTo }) => validTo === undefined || validFrom < validTo),
    processes: [...data.processes, process],
    forms: [...data.forms, ...forms.filter((form) => !known.has(formKey(form)))],
  };
}

const isDraft = (version: Procedure, draft: Procedure) => isOwn(version) && version.version === draft.version;

/** What is published was compiled when it was published. */
function only(data: CatalogueData, { procedure, process, forms }: Definition): CatalogueData {
  return { ...data, procedures: [procedure], processes: [process], forms };
}

/** The fault at its place in the draft: stages and actions are named in a check and numbered in a draft. */
function faultOf(
  { row, path, reason }: CheckFault,
  { procedure, process, forms }: Definition,
  content: DraftContent,
): FieldFault {
  const fault = (pointer: string): FieldFault => ({ pointer, rule: 'configuration', message: reason });
  if (row === procedure) return fault(`/procedure${path}`);
  if (row === process) return fault(`/process${numbered(path, content)}`);
  const id = forms.find((form) => form === row)?.id;
  const own = content.forms.findIndex((form) => form.id === id);
  return own < 0 ? fault('/process/actions') : fault(`/forms/${own}${path}`);
}

function numbered(path: string, { process }: DraftContent): string {
  const [, list, name, ...rest] = path.split('/');
  if ((list !== 'stages' && list !== 'actions') || name === undefined) return path;
  const names = process[list].map((item) => item.name);
  const twice = names.indexOf(name) !== names.lastIndexOf(name);
  const index = twice ? names.lastIndexOf(name) : names.indexOf(name);
  return ['', list, index < 0 ? name : String(index), ...rest].join('/');
}

/** A form that no action names would be published for nothing; most often its name was written wrongly. */
function unused({ process, forms }: DraftContent): FieldFault[] {
  const named = new Set(process.actions.map(({ form }) => form));
  return forms.flatMap((form, i) =>
    named.has(formKey(form)) ? [] : [{ pointer: `/forms/${i}`, rule: 'unused', message: UNUSED }],
  );
}

/** The two persons that a version keeps apart stay apart in the next. */
function unsettled({ process }: Definition, content: DraftContent): FieldFault[] {
  return lostDuties(process, content.process).map(({ index, message }) => {
    return { pointer: `/process/actions/${index}/notBy`, rule: 'separation', message };
  });
}

const UNUSED = { vi: 'không có hành động nào dùng biểu mẫu này', en: 'no action uses this form' };

function unique(faults: FieldFault[]): FieldFault[] {
  return faults.filter((fault, i) => faults.findIndex((other) => same(other, fault)) === i);
}

import type { Catalogue } from './catalogue';
import type { Form } from './form';
import type { Procedure } from './procedure';
import type { Action, Process } from './process';
import type { LocalDate } from './time';
import { same } from './same';

/** All that is pinned together by a version of a procedure: itself, its process, and the forms that this names. */
export type Definition = { procedure: Procedure; process: Process; forms: Form[] };

/**
 * What an owner edits. Numbers, days and the links to other procedures are not his to write.
 * `forms` holds those that the draft changes or adds; every other one stays the version that an action names.
 */
export type DraftContent = {
  procedure: Omit<Procedure, Fixed>;
  process: Omit<Process, 'id' | 'version'>;
  forms: Form[];
};

type Fixed = 'code' | 'version' | 'validFrom' | 'validTo' | 'process' | 'replaces' | 'replacedBy';

/** Numbers and the first day for what a draft becomes. */
export type Numbering = {
  procedure: number;
  process: number;
  form: (id: string) => number;
  validFrom: LocalDate;
};

/** The definition of a version; nothing when a part of it is not there. */
export function definitionOf(catalogue: Catalogue, code: string, version: number): Definition | undefined {
  const procedure = catalogue.procedure(code, version);
  const process = procedure && catalogue.process(procedure.process);
  return process && { procedure, process, forms: formsOf(catalogue, process.actions) };
}

/** The forms that actions name, each once, as far as they are published. */
export function formsOf(catalogue: Catalogue, actions: Pick<Action, 'form'>[]): Form[] {
  const names = new Set(actions.flatMap(({ form }) => (form === undefined ? [] : [form])));
  return [...names].flatMap((name) => catalogue.form(name) ?? []);
}

export function contentOf({ procedure, process }: Definition): DraftContent {
  const { code, version, validFrom, validTo, process: _process, replaces, replacedBy, ...rest } = procedure;
  const { id, version: _version, ...moves } = process;
  return { procedure: rest, process: moves, forms: [] };
}

export const formKey = ({ id, version }: Pick<Form, 'id' | 'version'>) => `${id}@${version}`;

/**
 * The definition that a draft stands for. Forms that differ from their published version get a number of their own, and
 * the actions name that. A form that was only looked at stays what it was.
 */
export function assemble(
  base: Definition,
  { procedure, process, forms }: DraftContent,
  published: Catalogue,
  numbers: Numbering,
): Definition {
  const changed = forms.filter((form) => !same(form, published.form(formKey(form))));
  const renamed = new Map(changed.map((form) => [formKey(form), { ...form, version: numbers.form(form.id) }]));
  const actions = process.actions.map((action) => {
    const own = action.form === undefined ? undefined : renamed.get(action.form);
    return own ? { ...action, form: formKey(own) } : action;
  });
  const { replaces } = base.procedure;
  return {
    procedure: {
      ...procedure,
      code: base.procedure.code,
      version: numbers.procedure,
      validFrom: numbers.validFrom,
      process: { id: base.process.id, version: numbers.process },
      ...(replaces !== undefined && { replaces }),
    },
    process: { ...process, id: base.process.id, version: numbers.process, actions },
    forms: [
      ...renamed.values(),
      ...formsOf(published, actions).filter((form) => ![...renamed.values()].some((own) => same(own, form))),
    ],
  };
}

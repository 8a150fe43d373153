import { checkDraft } from '../config/draft-check';
import type { Actor } from '../domain/actor';
import type { Catalogue } from '../domain/catalogue';
import { formKey, formsOf, type DraftContent } from '../domain/definition';
import { differences } from '../domain/difference';
import type { LocalDate } from '../domain/time';
import { actsOn } from './draft-rights';
import type { DraftRow } from './reads/drafts';
import { API } from './views';

export const draftPath = (id: string) => `${API}/process-drafts/${id}`;

export function draftSummary(catalogue: Catalogue, { state, takenAt }: DraftRow) {
  const { id, procedure, base, stage, seq, editors, last, validFrom, sentBack, published } = state;
  const { name } = catalogue.procedure(procedure, base) ?? {};
  return {
    id,
    procedure: { code: procedure, name: name ?? { vi: procedure, en: procedure } },
    base,
    stage,
    seq,
    editors,
    last,
    takenAt,
    validFrom: validFrom ?? null,
    sentBack: sentBack ?? null,
    version: published?.version ?? null,
    links: { self: draftPath(id) },
  };
}

/** The draft with everything that is to be said of it: faults at their places, the difference in words, all its forms. */
export function draftView(
  catalogue: Catalogue,
  row: DraftRow & { content: DraftContent },
  actor: Actor,
  today: LocalDate,
) {
  const { content, state } = row;
  const open = state.stage === 'editing' || state.stage === 'in-review';
  const { base, definition, faults } = checkDraft(catalogue, state, content, state.validFrom ?? today);
  return {
    ...draftSummary(catalogue, row),
    content,
    checks: open ? faults : [],
    differences: definition ? differences(base, definition) : [],
    forms: formsUsed(catalogue, content),
    acts: actsOn(catalogue, actor, state),
  };
}

/** The forms that the draft's actions name: its own, and those that are published. */
export function formsUsed(catalogue: Catalogue, { process, forms }: DraftContent) {
  // A draft may have any shape until it is asked to be reviewed.
  const actions = Array.isArray(process.actions)
    ? process.actions.filter((action) => typeof action?.form === 'string')
    : [];
  const own = new Set(forms.map(formKey));
  return [...forms, ...formsOf(catalogue, actions).filter((form) => !own.has(formKey(form)))];
}

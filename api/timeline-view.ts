import type { Catalogue } from '../domain/catalogue';
import type { Clock } from '../domain/clock';
import type { DossierState } from '../domain/dossier';
import { answersOf } from '../domain/form';
import { maskContent } from '../domain/masking';
import type { Text } from '../domain/text';
import type { RecordedEvent } from './reads/timeline';
import { STATUS_TITLES } from './status-titles';
import { paperName, stageView, unitName } from './views';

const LATE: Record<'whole' | 'stage', Text> = {
  whole: { vi: 'Quá hạn hẹn trả kết quả', en: 'The appointment has passed' },
  stage: { vi: 'Quá hạn của bước', en: 'The time limit of the step has passed' },
};

const MOVED: Record<'corrected' | 'recounted', Text> = {
  corrected: { vi: 'Sửa ngày hẹn tính sai', en: 'A wrong appointment was put right' },
  recounted: { vi: 'Tính lại ngày hẹn theo lịch nghỉ mới', en: 'Dates reckoned anew after a decision on days off' },
};

/** One thing that happened, as people read it. */
export function timelineView(
  catalogue: Catalogue,
  state: DossierState,
  { event, hash, content, papers }: RecordedEvent,
  before: Clock | undefined,
) {
  const { seq, at, kind, action, by, from, to, status, closed, clock, outcome, late } = event;
  return {
    seq,
    at,
    kind,
    action: { name: action, title: titleOf(catalogue, state, event) },
    by: {
      ...{ id: by.id, role: by.role, unit: by.unit ? unitName(catalogue, by.unit) : null },
      ...(by.onBehalfOf && { onBehalfOf: by.onBehalfOf }),
    },
    from: stageView(catalogue, state, from),
    to: stageView(catalogue, state, to),
    status: { code: status, title: STATUS_TITLES[status] },
    closed,
    dueAt: clock.dueAt ?? null,
    stageDueAt: clock.stageDueAt ?? null,
    before: { dueAt: before?.dueAt ?? null, stageDueAt: before?.stageDueAt ?? null },
    outcome: outcome ?? null,
    late: late ?? null,
    content: maskContent(content),
    answers: answersIn(catalogue, state, event, maskContent(content)),
    papers: papers.map(({ code, originals, copies, files }) => ({
      code,
      name: paperName(catalogue, state, code),
      originals,
      copies,
      files: files.map(({ id, name, mediaType, size }) => ({ id, name, mediaType, size })),
    })),
    hash,
  };
}

/** A correction gives its reason and has no form. */
const WITHOUT_FORM = { properties: { reason: { 'x-title': { vi: 'Lý do', en: 'Reason' } } } };

function answersIn(
  catalogue: Catalogue,
  state: DossierState,
  { action, from }: RecordedEvent['event'],
  content: RecordedEvent['content'],
) {
  const ref = catalogue.actionOf(state.process, from, action)?.form;
  const form = ref === undefined ? undefined : catalogue.form(ref);
  const schema = form ? catalogue.formSchema(form, catalogue.procedureOf(state)) : WITHOUT_FORM;
  const answers = content ? answersOf({ schema, uiSchema: form?.uiSchema }, content) : [];
  return answers.map(({ group, title, value, choice, format }) => ({
    ...{ group: group ?? null, title, value },
    ...{ choice: choice ?? null, format: format ?? null },
  }));
}

function titleOf(
  catalogue: Catalogue,
  state: DossierState,
  { kind, late, action: name, from }: RecordedEvent['event'],
): Text {
  if (late) return LATE[late.what];
  if (kind === 'corrected' || kind === 'recounted') return MOVED[kind];
  const action = catalogue.actionOf(state.process, from, name);
  return action?.title ?? { vi: name, en: name };
}

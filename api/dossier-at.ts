import { responsibilityAt } from '../config/responsibility';
import { groupOf } from '../domain/authority';
import type { Catalogue } from '../domain/catalogue';
import { evolve, type DossierState } from '../domain/dossier';
import { possibleAt, type PossibleAction } from '../domain/possible';
import { refusedAt } from '../domain/problem';
import { stageOf } from '../domain/process';
import type { Instant } from '../domain/time';
import type { ApiContext } from './context';
import type { RecordedEvent } from './reads/timeline';
import { STATUS_TITLES } from './status-titles';
import { personView, paperName, stageView, unitName } from './views';

/**
 * A dossier as it stood at an instant, by what was known then: its stage, its dates, its papers, and what could be done.
 * What forms said is in the timeline, event by event.
 * @throws Refusal before-beginning
 */
export async function dossierAt(
  { read, catalogue }: ApiContext,
  events: RecordedEvent[],
  at: Instant,
  pointer: string,
) {
  const until = events.filter(({ event }) => event.at <= at);
  const [last] = until.slice(-1);
  if (!last) throw refusedAt(pointer, 'before-beginning');
  const state = until.reduce<DossierState | undefined>((before, { event }) => evolve(before, event), undefined);
  if (!state) throw refusedAt(pointer, 'before-beginning');
  const { clock, units, receipt, procedure, process, outcome } = state;
  const lifecycle = catalogue.movesOf(state);
  const place = { unit: units.receiving, field: state.field };
  const asKnown = (task: 'receive' | 'return') => responsibilityAt(read, { ...place, task }, at, at);
  const responsibility = { receive: await asKnown('receive'), return: await asKnown('return') };
  const receivedBy = until.map(({ event }) => event.receipt && groupOf(event.by.role)).find((group) => group);
  const counter = { responsibility, ...(receivedBy && { receivedBy }) };
  const runs = stageOf(lifecycle, state.stage)?.clock === 'runs';
  return {
    at,
    seq: state.seq,
    since: last.event.at,
    by: personView(catalogue, last.event.by),
    code: receipt?.code ?? null,
    stage: stageView(catalogue, state),
    status: { code: state.status, title: STATUS_TITLES[state.status] },
    closed: state.closed,
    outcome: outcome ?? null,
    procedure,
    process,
    rules: receipt?.rules ?? state.rules,
    receivedAt: receipt?.receivedAt ?? null,
    dueAt: clock.dueAt ?? null,
    firstDueAt: clock.firstDueAt ?? null,
    stageDueAt: clock.stageDueAt ?? null,
    late: {
      whole: runs && clock.dueAt !== undefined && clock.dueAt <= at,
      stage: clock.stageDueAt !== undefined && clock.stageDueAt <= at,
    },
    actions: possibleAt(lifecycle, state, counter, at).map((action) => actionView(catalogue, state, action)),
    responsibility: { receive: responsibility.receive.groups, return: responsibility.return.groups },
    papers: until.flatMap(({ event, papers }) =>
      papers.map(({ code, originals, copies, files }) => ({
        seq: event.seq,
        code,
        name: paperName(catalogue, state, code),
        originals,
        copies,
        files: files.length,
      })),
    ),
  };
}

function actionView(
  catalogue: Catalogue,
  state: DossierState,
  { unit, notBy, until, problem, ...action }: PossibleAction,
) {
  return {
    ...action,
    title: catalogue.actionOf(state.process, state.stage, action.name)?.title ?? { vi: action.name, en: action.name },
    unit: unit ? unitName(catalogue, unit) : null,
    notBy: notBy ?? null,
    until: until ?? null,
    problem: problem ?? null,
  };
}

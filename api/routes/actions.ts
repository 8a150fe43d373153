import type { CommandBody } from '../../config/command-body';
import { checkAskedPapers, checkContent } from '../../config/content-check';
import { requireAuthority, requireCounter, type Counter } from '../../config/responsibility';
import { requireSecondPerson } from '../../config/second-person';
import { groupOf, taskOfAction } from '../../domain/authority';
import type { Catalogue } from '../../domain/catalogue';
import type { HandedIn } from '../../domain/documents';
import { checkAction, type DossierState } from '../../domain/dossier';
import { PROCESS_ACT } from '../../domain/permission-names';
import type { Task } from '../../domain/plan';
import { Refusal, type FieldFault, type ProblemCode } from '../../domain/problem';
import type { Action, ActionRule, Lifecycle } from '../../domain/process';
import { decide } from '../../domain/reach';
import type { Text } from '../../domain/text';
import { substitutesOf, substituteView } from '../acting-for';
import { ok, signedIn, type Call, type Handler } from '../call';
import type { ApiContext } from '../context';
import type { CommandView } from '../engine';
import { formView } from '../form-view';
import { isProblemCode, problemDocument, type ProblemDocument } from '../problem';
import { handedIn, stateOf, visibleDossier, type DossierRow } from '../reads/dossiers';
import { eventsOf, latestAnswers } from '../reads/timeline';
import { stepReply } from '../step-reply';
import { checkUploads } from '../upload-check';
import { API, dossierPath, stageView } from '../views';

/** What the caller may do with a dossier now, each with its form and what is known already. */
export const listActions: Handler = signedIn(async (ctx, call) => {
  const row = await visibleDossier(ctx, call, call.path.ref ?? '');
  call.about(row.code ?? row.id);
  const state = stateOf(row);
  const procedure = ctx.catalogue.procedureOf(state);
  const known = latestAnswers(await eventsOf(ctx.read, row.id));
  const { may, withheld } = await possible(ctx, call, row, state);
  const items = may.map((action) => {
    const view = formView(ctx.catalogue, procedure, action, call.language);
    return {
      ...view,
      known: pick(known, Object.keys((view.schema.properties as object | undefined) ?? {})),
      until: state.clock.until[action.name] ?? null,
      href: `${dossierPath(row)}/actions/${encodeURIComponent(action.name)}`,
    };
  });
  const forOthers = await possibleForOthers(ctx, call, row, state);
  return ok({ seq: row.seq, stage: stageView(ctx.catalogue, state), items, withheld, forOthers });
});

type ActBody = { expectedSeq: number; content: Record<string, unknown>; documents: HandedIn[] };

export const takeAction: Handler = signedIn(async (ctx, call) => {
  const { ref = '', action: name = '' } = call.path;
  const row = await visibleDossier(ctx, call, ref);
  call.about(row.code ?? row.id);
  const { expectedSeq, content, documents } = call.body as ActBody;
  const state = stateOf(row);
  const actions = actionsOf(ctx.catalogue, state).filter((candidate) => candidate.name === name);
  const action = actions.find((candidate) => candidate.from.includes(state.stage));
  // A key that is sent again after its step was done must get the first answer, so only a step that is possible now is checked here.
  if (action && expectedSeq === state.seq) {
    const earlier = action.receives ? await handedIn(ctx.read, row.id) : [];
    const procedure = ctx.catalogue.procedureOf(state);
    const lifecycle = ctx.catalogue.movesOf(state);
    const rule = ruleOf(lifecycle, call, state, name);
    if (rule) await requireSecondPerson(ctx.read, row.id, rule, call.actor);
    if (rule) await requireCounter(ctx.read, lifecycle, state.stage, rule, call.actor.role, counterOf(row, call));
    checkContent(ctx.checks, ctx.catalogue, procedure, action, content, documents, state.channel, earlier);
    if (groupOf(call.actor.role)) checkAskedPapers(procedure, content);
    await checkUploads(ctx.uploads, call.actor.id, documents);
  }
  const body: CommandBody = { action: name, expectedSeq, actor: call.actor, content, documents };
  const sent = await ctx.engine.act(call.key, row.id, body);
  return stepReply(
    ctx,
    sent,
    200,
    actions.some((candidate) => candidate.receives),
  );
});

export const readCommand: Handler = signedIn(async ({ engine }, call) => {
  const view = await engine.command(call.actor.id, call.path.id ?? '');
  if (!view) throw new Refusal('command-not-found');
  return view.state === 'pending'
    ? { ...ok(commandView(view, call)), headers: { 'Retry-After': '1' } }
    : ok(commandView(view, call));
});

function commandView(view: CommandView, { language }: Call) {
  const { id, state, dossierId } = view;
  const links = dossierId ? { dossier: `${API}/dossiers/${dossierId}` } : {};
  if (view.state === 'done')
    return view.answer ? { id, state, dossierId, dossier: view.answer, links } : { id, state, subject: dossierId };
  if (view.state === 'pending') return { id, state, dossierId, links };
  const { code, params, faults } = view.problem;
  const known: ProblemCode = isProblemCode(code) ? code : 'internal';
  return {
    id,
    state,
    dossierId,
    problem: problemDocument({ code: known, params, faults: faults as FieldFault[] }, language),
    links,
  };
}

/** What a person does not see at all, and what he would see but for a transfer: that is said, with its reason. */
type Possible = { may: Action[]; withheld: { name: string; title: Text; problem: ProblemDocument }[] };

async function possible(ctx: ApiContext, call: Call, row: DossierRow, state: DossierState): Promise<Possible> {
  const { catalogue } = ctx;
  const lifecycle = catalogue.movesOf(state);
  const found: Possible = { may: [], withheld: [] };
  const fault = faultByTask(ctx, call, row);
  for (const action of actionsOf(catalogue, state).filter(({ from }) => from.includes(state.stage))) {
    const { name, title } = action;
    const rule = ruleOf(lifecycle, call, state, name);
    if (!rule || (await refusalFrom(requireSecondPerson(ctx.read, row.id, rule, call.actor)))) continue;
    const refusal = await fault(taskOfAction(lifecycle, state.stage, rule));
    if (refusal) found.withheld.push({ name, title, problem: problemDocument(refusal, call.language) });
    else found.may.push(action);
  }
  return found;
}

/** What he may do for those who have handed it over to him. It is done by saying so: see `On-Behalf-Of`. */
async function possibleForOthers(ctx: ApiContext, call: Call, row: DossierRow, state: DossierState) {
  const found = [];
  for (const one of await substitutesOf(ctx, call.actor)) {
    if (decide(ctx.catalogue, one.actor, PROCESS_ACT).denied) continue;
    const { may } = await possible(ctx, { ...call, actor: one.actor }, row, state);
    const actions = may.map(({ name, title }) => ({ name, title }));
    if (actions.length > 0) found.push({ onBehalfOf: substituteView(ctx, one), actions });
  }
  return found;
}

/** Why a task is not the caller's; each task is asked for once, however many actions are part of it. */
function faultByTask(ctx: ApiContext, call: Call, row: DossierRow): (task?: Task) => Promise<Refusal | undefined> {
  const group = groupOf(call.actor.role);
  const asked = new Map<Task, Promise<Refusal | undefined>>();
  return async (task) => {
    if (!task || !group) return undefined;
    const fault = asked.get(task) ?? refusalFrom(requireAuthority(ctx.read, task, group, counterOf(row, call)));
    asked.set(task, fault);
    return fault;
  };
}

async function refusalFrom(check: Promise<void>): Promise<Refusal | undefined> {
  try {
    await check;
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

export function counterOf(row: DossierRow, { now }: Call): Counter {
  const { receiving_unit: unit, field, received_group: receivedBy } = row;
  return { unit, field, at: now, ...(receivedBy && { receivedBy }) };
}

/** The rule of an action that may be taken now as far as the process goes. */
function ruleOf(lifecycle: Lifecycle, { actor, now }: Call, state: DossierState, name: string): ActionRule | undefined {
  try {
    return checkAction(lifecycle, state, name, actor, now);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function actionsOf(catalogue: Catalogue, state: DossierState): Action[] {
  return catalogue.process(state.process)?.actions ?? [];
}

function pick(values: Record<string, unknown>, names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in values).map((name) => [name, values[name]]));
}

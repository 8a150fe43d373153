import type { CommandBody } from '../../config/command-body';
import { checkContent } from '../../config/content-check';
import type { Catalogue } from '../../domain/catalogue';
import type { HandedIn } from '../../domain/documents';
import { checkAction, type DossierState } from '../../domain/dossier';
import { Refusal, type FieldFault, type ProblemCode } from '../../domain/problem';
import type { Action } from '../../domain/process';
import { ok, signedIn, type Call, type Handler } from '../call';
import type { ApiContext } from '../context';
import type { CommandView } from '../engine';
import { formView } from '../form-view';
import { isProblemCode, problemDocument } from '../problem';
import { handedIn, stateOf, visibleDossier } from '../reads/dossiers';
import { eventsOf, latestAnswers } from '../reads/timeline';
import { stepReply } from '../step-reply';
import { checkUploads } from '../upload-check';
import { API, dossierPath, stageView } from '../views';

/** What the caller may do with a dossier now, each with its form and what is known already. */
export const listActions: Handler = signedIn(async (ctx, call) => {
  const row = await visibleDossier(ctx.read, call.actor, call.path.ref ?? '');
  call.about(row.code ?? row.id);
  const state = stateOf(row);
  const procedure = ctx.catalogue.procedureOf(state);
  const known = latestAnswers(await eventsOf(ctx.read, row.id));
  const items = possible(ctx, call, state).map((action) => {
    const view = formView(ctx.catalogue, procedure, action, call.language);
    return {
      ...view,
      known: pick(known, Object.keys((view.schema.properties as object | undefined) ?? {})),
      until: state.clock.until[action.name] ?? null,
      href: `${dossierPath(row)}/actions/${encodeURIComponent(action.name)}`,
    };
  });
  return ok({ seq: row.seq, stage: stageView(ctx.catalogue, state), items });
});

type ActBody = { expectedSeq: number; content: Record<string, unknown>; documents: HandedIn[] };

export const takeAction: Handler = signedIn(async (ctx, call) => {
  const { ref = '', action: name = '' } = call.path;
  const row = await visibleDossier(ctx.read, call.actor, ref);
  call.about(row.code ?? row.id);
  const { expectedSeq, content, documents } = call.body as ActBody;
  const state = stateOf(row);
  const actions = actionsOf(ctx.catalogue, state).filter((candidate) => candidate.name === name);
  const action = actions.find((candidate) => candidate.from.includes(state.stage));
  // A key that is sent again after its step was done must get the first answer, so only a step that is possible now is checked here.
  if (action && expectedSeq === state.seq) {
    const earlier = action.receives ? await handedIn(ctx.read, row.id) : [];
    const procedure = ctx.catalogue.procedureOf(state);
    checkContent(ctx.checks, ctx.catalogue, procedure, action, content, documents, state.channel, earlier);
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

function possible(ctx: ApiContext, { actor, now }: Call, state: DossierState): Action[] {
  const { catalogue } = ctx;
  const lifecycle = catalogue.movesOf(state);
  return actionsOf(catalogue, state)
    .filter((action) => action.from.includes(state.stage))
    .filter((action) => {
      try {
        return Boolean(checkAction(lifecycle, state, action.name, actor, now));
      } catch (error) {
        if (error instanceof Refusal) return false;
        throw error;
      }
    });
}

function actionsOf(catalogue: Catalogue, state: DossierState): Action[] {
  return catalogue.process(state.process)?.actions ?? [];
}

function pick(values: Record<string, unknown>, names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in values).map((name) => [name, values[name]]));
}

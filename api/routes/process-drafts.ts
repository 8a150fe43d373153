import { idFrom } from '../../config/canonical';
import type { DraftBody, DraftOrder } from '../../config/draft-body';
import { formKey, type DraftContent } from '../../domain/definition';
import type { DraftAct } from '../../domain/draft';
import { fillSlot, localise } from '../../domain/form';
import { Refusal, refusedAt } from '../../domain/problem';
import { isRecord } from '../../domain/same';
import type { LocalDate } from '../../domain/time';
import { ok, signedIn, type Call, type Handler } from '../call';
import { commandReply } from '../command-reply';
import type { ApiContext } from '../context';
import { placeOf } from '../cursor';
import { requireDraftAct } from '../draft-rights';
import { draftPath, draftSummary, draftView, formsUsed } from '../draft-view';
import { draftPage, findDraft, type DraftFilter } from '../reads/drafts';

export const listProcessDrafts: Handler = signedIn(async ({ read, catalogue }, { query }) => {
  const { cursor, limit, ...filter } = query as DraftFilter & { cursor?: string; limit: number };
  const page = await draftPage(read, filter, limit, placeOf(cursor));
  return ok({ items: page.items.map((row) => draftSummary(catalogue, row)), next: page.next });
});

export const readProcessDraft: Handler = signedIn(async (ctx, call) => {
  return ok(await viewOf(ctx, call, idOf(call)));
});

/** A form of the draft as whoever fills it in will see it, with the questions of the procedure. */
export const previewDraftForm: Handler = signedIn(async ({ read, catalogue }, call) => {
  const draft = await findDraft(read, idOf(call));
  if (!draft) throw new Refusal('draft-not-found');
  const form = formsUsed(catalogue, draft.content).find((one) => formKey(one) === call.path.form);
  if (!form) throw new Refusal('not-found');
  const details = draft.content.procedure.details;
  const schema = isRecord(form.schema) ? localise(fillSlot(form.schema, details), call.language) : {};
  return ok({ form: formKey(form), title: form.title, schema, uiSchema: form.uiSchema ?? {} });
});

export const takeProcessDraft: Handler = signedIn(async (ctx, call) => {
  requireDraftAct(ctx.catalogue, call.actor, 'take');
  const { procedure } = call.body as { procedure: string };
  if (ctx.catalogue.proceduresOf(procedure).length === 0)
    throw refusedAt('/procedure', 'procedure-unknown', { procedure });
  const id = idFrom(`draft\n${call.actor.id}\n${call.key}`);
  return carryOut(ctx, call, id, { do: 'take', procedure }, 201);
});

type SaveBody = { expectedSeq: number; content: DraftContent };

export const saveProcessDraft: Handler = signedIn(async (ctx, call) => {
  requireDraftAct(ctx.catalogue, call.actor, 'save');
  const { expectedSeq, content } = call.body as SaveBody;
  return carryOut(ctx, call, await knownId(ctx, call), { do: 'save', expectedSeq, content }, 200);
});

type ActBody = { expectedSeq: number; validFrom?: LocalDate; reason?: string; note?: string };

export const actOnProcessDraft: Handler = signedIn(async (ctx, call) => {
  const act = call.path.act as Exclude<DraftAct, 'save'>;
  requireDraftAct(ctx.catalogue, call.actor, act);
  const order = orderOf(act, call.body as ActBody);
  return carryOut(ctx, call, await knownId(ctx, call), order, 200);
});

function orderOf(act: Exclude<DraftAct, 'save'>, { expectedSeq, validFrom, reason, note }: ActBody): DraftOrder {
  switch (act) {
    case 'ask-review':
      return {
        do: act,
        expectedSeq,
        validFrom: needed(validFrom, '/validFrom'),
        ...(note !== undefined && { note }),
      };
    case 'send-back':
    case 'withdraw':
      return { do: act, expectedSeq, reason: needed(reason, '/reason') };
    case 'approve':
    case 'discard':
      return { do: act, expectedSeq };
  }
}

function needed(value: string | undefined, pointer: string): string {
  if (value !== undefined) return value;
  throw new Refusal('invalid-request', {}, [{ pointer, rule: 'required', message: NEEDED }]);
}
const NEEDED = { vi: 'phải có', en: 'is required' };

async function carryOut(ctx: ApiContext, call: Call, draftId: string, order: DraftOrder, status: 200 | 201) {
  const body: DraftBody = { actor: call.actor, draftId, order };
  const sent = await ctx.engine.carryOut(call.key, { kind: 'draft', subject: draftId, body });
  // Whoever publishes sees it at once; other processes learn of it within a second.
  await ctx.refresh();
  return commandReply(sent, status, draftPath(draftId), async () => ({ draft: await viewOf(ctx, call, draftId) }));
}

const idOf = ({ path }: Pick<Call, 'path'>): string => (path.id ?? '').toLowerCase();

async function knownId({ read }: ApiContext, call: Call): Promise<string> {
  const id = idOf(call);
  if (!(await findDraft(read, id))) throw new Refusal('draft-not-found');
  return id;
}

async function viewOf({ read, catalogue }: ApiContext, { actor, today }: Call, id: string) {
  const draft = await findDraft(read, id);
  if (!draft) throw new Refusal('draft-not-found');
  return draftView(catalogue, draft, actor, today);
}

import type { CommandBody } from '../../config/command-body';
import { requireCounter } from '../../config/responsibility';
import { checkAskedPapers, checkContent } from '../../config/content-check';
import { groupOf } from '../../domain/authority';
import { checkOpening } from '../../domain/dossier';
import type { HandedIn } from '../../domain/documents';
import { planOpening, type OpeningBody } from '../../domain/opening';
import { Refusal } from '../../domain/problem';
import { NEW } from '../../domain/process';
import { localDate, type LocalDate } from '../../domain/time';
import { ok, signedIn, type Call, type Handler } from '../call';
import type { ApiContext } from '../context';
import { attachmentsOf, papersOf, partiesOf, stateOf, visibleDossier } from '../reads/dossiers';
import { eventsOf } from '../reads/timeline';
import { disposition } from '../disposition';
import { instantAt } from '../instant';
import { stepReply } from '../step-reply';
import { timelineView } from '../timeline-view';
import { checkUploads } from '../upload-check';
import { dossierView } from '../views';

type OpenBody = OpeningBody & { action: string; content: Record<string, unknown>; documents: HandedIn[] };

export const openDossier: Handler = signedIn(async (ctx, call) => {
  const { action, content, documents, ...place } = call.body as OpenBody;
  const opening = {
    ...place,
    ...(place.paper && {
      paper: { ...place.paper, receivedAt: instantAt('/paper/receivedAt', place.paper.receivedAt) },
    }),
  };
  const body: CommandBody = { action, expectedSeq: 0, actor: call.actor, content, documents, opening };
  const receives = await checkOpeningBody(ctx, call, body, opening);
  const sent = await ctx.engine.open(call.key, body);
  if (sent.state === 'done') call.about(sent.answer.code ?? sent.answer.dossierId);
  return stepReply(ctx, sent, 201, receives);
});

/** Whether it is a receipt. A repeat of what was received must get its answer, also on a day when it could not begin. */
async function checkOpeningBody(
  ctx: ApiContext,
  call: Call,
  { action, content, documents }: CommandBody,
  opening: OpeningBody,
): Promise<boolean> {
  try {
    const date = opening.paper ? localDate(opening.paper.receivedAt) : call.today;
    const full = await checkOpeningAction(ctx, call, { opening, action, date });
    checkContent(ctx.checks, ctx.catalogue, full.procedure, full.action, content, documents, opening.channel);
    if (groupOf(call.actor.role)) checkAskedPapers(full.procedure, content);
    await checkUploads(ctx.uploads, call.actor.id, documents);
    return full.action.receives ?? false;
  } catch (error) {
    if (error instanceof Refusal && (await ctx.engine.knows(call.actor.id, call.key))) return true;
    throw error;
  }
}

/** Refuses before anything is stored what the workflow would refuse anyway, by the same rules. */
async function checkOpeningAction(
  { catalogue, read }: ApiContext,
  { actor, now }: Call,
  wish: { opening: OpeningBody; action: string; date: LocalDate },
) {
  const { procedure, units, lifecycle } = planOpening(catalogue, wish.opening, wish.date);
  const rule = checkOpening(lifecycle, wish.action, actor, units);
  const at = wish.opening.paper?.receivedAt ?? now;
  await requireCounter(read, lifecycle, NEW, rule, actor.role, { unit: units.receiving, field: procedure.field, at });
  const action = catalogue.actionOf(procedure.process, NEW, wish.action);
  if (!action) throw new Refusal('wrong-stage', { stage: NEW, action: wish.action });
  return { procedure, action };
}

export const readDossier: Handler = signedIn(async ({ read, catalogue }, call) => {
  const row = await visibleDossier({ read, catalogue }, call, call.path.ref ?? '');
  call.about(row.code ?? row.id);
  const [parties, papers, attachments] = await Promise.all([
    partiesOf(read, [row.id]),
    papersOf(read, row.id),
    attachmentsOf(read, row.id),
  ]);
  return ok(dossierView(catalogue, row, { parties, papers, attachments }, call));
});

export const readTimeline: Handler = signedIn(async ({ read, catalogue }, call) => {
  const row = await visibleDossier({ read, catalogue }, call, call.path.ref ?? '');
  call.about(row.code ?? row.id);
  const state = stateOf(row);
  const events = await eventsOf(read, row.id);
  const { procedure, process, receipt, rules } = state;
  return ok({
    procedure,
    process,
    rules: receipt?.rules ?? rules,
    items: events.map((recorded, i) => timelineView(catalogue, state, recorded, events[i - 1]?.event.clock)),
  });
});

export const downloadAttachment: Handler = signedIn(async ({ read, catalogue, uploads }, call) => {
  const row = await visibleDossier({ read, catalogue }, call, call.path.ref ?? '');
  call.about(row.code ?? row.id);
  const file = (await attachmentsOf(read, row.id)).find(({ id }) => id === call.path.id);
  if (!file) throw new Refusal('not-found');
  return {
    status: 200,
    type: file.media_type,
    headers: { 'Content-Disposition': disposition(file.name), 'Content-Length': String(file.size) },
    stream: uploads.open(file.sha256),
  };
});

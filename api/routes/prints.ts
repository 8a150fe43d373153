import type { PrintBody } from '../../config/print-body';
import { eventsToPrint } from '../../config/print-facts';
import type { DossierPrint } from '../../domain/print-template';
import { Refusal } from '../../domain/problem';
import { ok, signedIn, type Call, type Handler, type Reply } from '../call';
import { commandReply } from '../command-reply';
import type { ApiContext } from '../context';
import { lookupKey } from '../lookup-key';
import { formatOf, htmlReply, pdfReply } from '../print-format';
import { printables, printPath, printView } from '../print-view';
import { stateOf, visibleDossier, type DossierRow } from '../reads/dossiers';
import { modelOf, printOfDossier, printsOfDossier } from '../reads/prints';
import { eventsOf } from '../reads/timeline';

/** Prints what a step of the dossier prints; what is printed already is answered as it is. */
export const printDossier: Handler = signedIn(async (ctx, call) => {
  const row = await dossierOf(ctx, call);
  const { kind, seq } = call.body as { kind: DossierPrint; seq?: number };
  const events = await eventsToPrint(ctx.read, ctx.catalogue, { dossierId: row.id, kind, step: seq });
  const body: PrintBody = {
    actor: call.actor,
    dossierId: row.id,
    kind,
    ...(seq !== undefined && { step: seq }),
    lookup: { base: ctx.publicUrl, key: lookupKey(ctx.keys.lookup, row.id) },
  };
  const sent = await ctx.engine.carryOut(call.key, { kind: 'print', subject: row.id, body });
  return printReply(ctx, row, sent, { kind, step: events.at(-1)?.seq });
});

type Sent = Parameters<typeof commandReply>[0];

async function printReply(
  { read }: ApiContext,
  dossier: DossierRow,
  sent: Sent,
  wish: { kind: DossierPrint; step: number | undefined },
): Promise<Reply> {
  if (sent.state === 'pending') return commandReply(sent, 201, undefined, () => Promise.resolve({}));
  const prints = await printsOfDossier(read, dossier.id);
  const own = prints.find((print) => print.command_id === sent.commandId);
  const print = own ?? prints.find(({ kind, step }) => kind === wish.kind && step === wish.step);
  if (!print) throw new Refusal('print-not-found');
  const view = { print: printView(print, dossier) };
  return commandReply(sent, own ? 201 : 200, printPath(dossier, print.id), () => Promise.resolve(view));
}

async function dossierOf(ctx: ApiContext, call: Call): Promise<DossierRow> {
  const row = await visibleDossier(ctx, call, call.path.ref ?? '');
  call.about(row.code ?? row.id);
  return row;
}

export const listPrints: Handler = signedIn(async (ctx, call) => {
  const row = await dossierOf(ctx, call);
  const [events, prints] = await Promise.all([eventsOf(ctx.read, row.id), printsOfDossier(ctx.read, row.id)]);
  return ok({ items: printables(ctx.catalogue, stateOf(row), events, prints, row) });
});

/** The stored document, its bytes or its text checked against what was recorded. */
export const readPrint: Handler = signedIn(async (ctx, call) => {
  const row = await dossierOf(ctx, call);
  if (row.erased_at) throw new Refusal('dossier-erased');
  const print = await printOfDossier(ctx.read, row.id, call.path.id ?? '');
  if (formatOf(call, 'pdf') === 'html') return htmlReply(await modelOf(ctx.read, print.id));
  return pdfReply(await ctx.prints.read(row.id, print.sha256), `${row.code ?? row.id}-${print.kind}-${print.step}`);
});

import { countScope, type ReplayBody, type ReplayCancelBody } from '../../config/replay/scope';
import { Refusal, refusedAt } from '../../domain/problem';
import type { ReplayScope } from '../../domain/replay';
import type { LocalDate } from '../../domain/time';
import { ok, signedIn, type Call, type Handler, type Reply } from '../call';
import { commandReply } from '../command-reply';
import type { ApiContext } from '../context';
import { csvReply } from '../csv-reply';
import { placeOf } from '../cursor';
import { dossierSubject, transferSubject } from '../audit-subject';
import {
  findReplay,
  findResult,
  replayFile,
  replayPage,
  resultsPage,
  withoutHistory,
  type ResultRow,
} from '../reads/replays';
import { replayPath, replayView, resultCells, resultView } from '../replay-view';

type Period = { from: LocalDate; to: LocalDate };

/** How much a replay of a period would be; nothing is replayed by asking. */
export const previewReplay: Handler = signedIn(async ({ read }, call) => {
  const period = periodOf(call.query as Period, '/query/to');
  const counts = await countScope(read, period);
  return ok({ ...period, ...counts, withoutHistory: await withoutHistory(read, period) });
});

function periodOf({ from, to }: Period, pointer: string): Period {
  if (to < from) throw refusedAt(pointer, 'span-too-long', { days: 0 });
  return { from, to };
}

/** Replays all that began in a period, in the background. */
export const orderReplay: Handler = signedIn(async (ctx, call) => {
  return ordered(ctx, call, periodOf(call.body as Period, '/to'));
});

export const replayDossier: Handler = signedIn(async (ctx, call) =>
  ordered(ctx, call, { subject: await dossierSubject(ctx, call) }),
);
export const replayTransfer: Handler = signedIn(async (ctx, call) =>
  ordered(ctx, call, { subject: await transferSubject(ctx, call) }),
);

async function ordered(ctx: ApiContext, { actor, body, key }: Call, scope: ReplayScope): Promise<Reply> {
  const { reason } = body as { reason?: string };
  const order: ReplayBody = { actor, scope, ...(reason !== undefined && { reason }) };
  const sent = await ctx.engine.carryOut(key, { kind: 'replay', subject: '', body: order });
  const { commandId } = sent;
  return commandReply(sent, 201, replayPath(commandId), async () => ({ replay: await viewed(ctx, commandId) }));
}

export const cancelReplay: Handler = signedIn(async (ctx, { actor, path, key }) => {
  const id = path.id ?? '';
  await viewed(ctx, id);
  const order: ReplayCancelBody = { actor, replay: id };
  const sent = await ctx.engine.carryOut(key, { kind: 'replay-cancel', subject: id, body: order });
  return commandReply(sent, 200, replayPath(id), async () => ({ replay: await viewed(ctx, id) }));
});

export const listReplays: Handler = signedIn(async ({ read }, { query }) => {
  const { cursor, limit } = query as { cursor?: string; limit: number };
  const { items, next } = await replayPage(read, limit, placeOf(cursor));
  return ok({ items: items.map(replayView), next });
});

export const readReplay: Handler = signedIn(async (ctx, call) => {
  return ok(await viewed(ctx, call.path.id ?? ''));
});

async function viewed({ read }: ApiContext, id: string) {
  const found = await findReplay(read, id);
  if (!found) throw new Refusal('not-found');
  return replayView(found);
}

type ResultsQuery = { differing?: boolean; cursor?: string; limit: number; format: 'json' | 'csv' };
/** A report is a file for spreadsheets, and those end here. */
const MOST_ROWS = 100_000;

/** The report: what was found of each subject. */
export const listReplayResults: Handler = signedIn(async (ctx, call) => {
  const { id } = await viewed(ctx, call.path.id ?? '');
  const { differing, cursor, limit, format } = call.query as ResultsQuery;
  if (format === 'csv') {
    const { items } = await resultsPage(ctx.read, id, differing, MOST_ROWS);
    return csvReply(`replay-${id}.csv`, resultCells(items, call.language));
  }
  const page = await resultsPage(ctx.read, id, differing, limit, placeOf(cursor));
  return ok({ items: page.items.map((row) => resultView(id, row)), next: page.next });
});

export const readReplayResult: Handler = signedIn(async (ctx, call) => {
  const [id, row] = await resultOf(ctx, call);
  return ok(resultView(id, row));
});

/** The certificate with all that it speaks of: what `npm run audit:replay` runs again without this installation. */
export const downloadReplayFile: Handler = signedIn(async (ctx, call) => {
  const [id, row] = await resultOf(ctx, call);
  const file = await replayFile(ctx.read, ctx.catalogue, row);
  const name = `${row.subject.replace(':', '-')}_${id}.replay.json`;
  return { ...ok(file), headers: { 'Content-Disposition': `attachment; filename="${name}"` } };
});

async function resultOf({ read }: ApiContext, { path }: Call): Promise<[id: string, row: ResultRow]> {
  const id = path.id ?? '';
  const row = await findResult(read, id, path.subject ?? '');
  if (!row) throw new Refusal('not-found');
  return [id, row];
}

import { unpackHistory } from '../../config/archive';
import { Refusal } from '../../domain/problem';
import { dossierSubject, transferSubject } from '../audit-subject';
import { ok, signedIn, type Call, type Handler, type Reply } from '../call';
import type { ApiContext } from '../context';
import { findHistory, historiesOf, type HistoryEntry } from '../reads/histories';
import { API } from '../views';

type About = { subject: string; path: string };

async function dossierOf(ctx: ApiContext, call: Call): Promise<About> {
  const subject = await dossierSubject(ctx, call);
  return { subject, path: `${API}/dossiers/${subject.slice('dossier:'.length)}/history` };
}

async function transferOf(ctx: ApiContext, call: Call): Promise<About> {
  const subject = await transferSubject(ctx, call);
  return { subject, path: `${API}/transfers/${subject.slice('transfer:'.length)}/history` };
}

async function listed({ read }: ApiContext, { subject, path }: About): Promise<Reply> {
  return ok({ items: (await historiesOf(read, subject)).map((entry) => historyView(entry, path)) });
}

/** The runs of a dossier's workflow that have ended. */
export const listHistory: Handler = signedIn(async (ctx, call) => listed(ctx, await dossierOf(ctx, call)));
export const listTransferHistory: Handler = signedIn(async (ctx, call) => listed(ctx, await transferOf(ctx, call)));

async function downloaded({ read }: ApiContext, { path }: Call, { subject }: About): Promise<Reply> {
  const row = await findHistory(read, subject, path.run ?? '');
  if (!row) throw new Refusal('not-found');
  return {
    status: 200,
    type: 'application/json; charset=utf-8',
    headers: { 'Content-Disposition': `attachment; filename="${row.workflow_id}_${row.run_id}.json"` },
    body: await unpackHistory(row),
  };
}

/** As the engine wrote it, in the JSON that every Temporal tool reads. */
export const downloadHistory: Handler = signedIn(async (ctx, call) =>
  downloaded(ctx, call, await dossierOf(ctx, call)),
);
export const downloadTransferHistory: Handler = signedIn(async (ctx, call) =>
  downloaded(ctx, call, await transferOf(ctx, call)),
);

function historyView(entry: HistoryEntry, path: string) {
  return {
    run: entry.run_id,
    workflow: entry.workflow_id,
    status: entry.status,
    startedAt: entry.started_at,
    closedAt: entry.closed_at,
    events: entry.events,
    size: entry.size,
    stored: Number(entry.stored),
    sha256: entry.sha256,
    archivedAt: entry.archived_at,
    links: { self: `${path}/${entry.run_id}` },
  };
}

import type { Knex } from 'knex';
import { decompressHistory } from '../../config/archive';
import { canonical, sha256 } from '../../config/canonical';
import {
  archivedRuns,
  recordOf,
  rowOfSubject,
  rulesOf,
  projectionOf,
  type MaterialRun,
  type RecordedEvent,
  type ReplayFile,
  type ReplayMaterial,
} from '../../config/replay/material';
import type { Catalogue } from '../../domain/catalogue';
import { evolve, type DossierState } from '../../domain/dossier';
import type { ReplayCertificate, ReplayScope, ReplayState } from '../../domain/replay';
import { addDays, startOfDay } from '../../domain/time';
import { evolveTransfer, type TransferState } from '../../domain/transfer';
import { newestPage, pageOf, type Cursor, type Page } from '../cursor';

export type ReplayEntry = { state: ReplayState; done: number; differing: number };
export type ResultRow = { subject: string; differs: number; certificate: string; sha256: string; live: Buffer | null };

type StoredReplay = { id: string; ordered_at: string; state: string };

/** The replays that were ordered, the latest first, each with how far it is. */
export async function replayPage(db: Knex, limit: number, cursor?: Cursor): Promise<Page<ReplayEntry>> {
  const query = db('replays').select('id', 'ordered_at', 'state');
  const page = await newestPage<StoredReplay>(query, ['ordered_at', 'id'], limit, cursor);
  return { ...page, items: await withCounts(db, page.items) };
}

export async function findReplay(db: Knex, id: string): Promise<ReplayEntry | undefined> {
  const rows: StoredReplay[] = await db('replays').where({ id }).select('id', 'ordered_at', 'state');
  return (await withCounts(db, rows))[0];
}

async function withCounts(db: Knex, rows: StoredReplay[]): Promise<ReplayEntry[]> {
  const counts: { replay_id: string; done: number | string; differing: number | string | null }[] = await db(
    'replay_results',
  )
    .whereIn(
      'replay_id',
      rows.map((row) => row.id),
    )
    .groupBy('replay_id')
    .select('replay_id', db.raw('count(*) as done'), db.raw('sum(differs) as differing'));
  const byId = new Map(counts.map((row) => [row.replay_id, row]));
  return rows.map((row) => ({
    state: JSON.parse(row.state) as ReplayState,
    done: Number(byId.get(row.id)?.done ?? 0),
    differing: Number(byId.get(row.id)?.differing ?? 0),
  }));
}

/** What was found, by subject; `differing` asks for those only that differ, or only for the others. */
export async function resultsPage(
  db: Knex,
  replayId: string,
  differing: boolean | undefined,
  limit: number,
  cursor?: Cursor,
): Promise<Page<ResultRow>> {
  const query = db('replay_results')
    .where({ replay_id: replayId })
    .orderBy('subject')
    .limit(limit + 1);
  if (differing !== undefined) void query.where('differs', differing ? 1 : 0);
  if (cursor) void query.where('subject', '>', cursor.id);
  const rows: ResultRow[] = await query.select('subject', 'differs', 'certificate', 'sha256');
  return pageOf(rows, limit, ({ subject }) => ({ after: null, id: subject }));
}

export async function findResult(db: Knex, replayId: string, subject: string): Promise<ResultRow | undefined> {
  return (await db('replay_results').where({ replay_id: replayId, subject }).first()) as ResultRow | undefined;
}

/** A certificate with the material that it speaks of: events that came later are left out. */
export async function replayFile(db: Knex, catalogue: Catalogue, result: ResultRow): Promise<ReplayFile> {
  const { subject, sha256, live } = result;
  const certificate = JSON.parse(result.certificate) as ReplayCertificate;
  const row = await rowOfSubject(db, subject);
  const archived = await archivedRuns(db, subject);
  const runs = await Promise.all(
    certificate.runs.map(async (run): Promise<MaterialRun | undefined> => {
      if (run.archived || !live) return archived.find(({ runId }) => runId === run.runId);
      return { runId: run.runId, archived: false, sha256: run.sha256, json: await decompressHistory(live) };
    }),
  );
  const record = (await recordOf(db, subject)).slice(0, certificate.record.events);
  const material = {
    subject,
    runs: runs.flatMap((run) => run ?? []),
    record,
    projection: projectionThen(certificate, record) ?? (row ? projectionOf(row) : null),
    rules: rulesOf(catalogue, subject, row),
  };
  return { format: 'mot-cua-replay-file/1', certificate, sha256, material };
}

/** The row as the certificate found it, where the events of then still come to the state of then; else it is as it stands now. */
function projectionThen({ projection }: ReplayCertificate, record: RecordedEvent[]): ReplayMaterial['projection'] {
  const state = record.reduce<DossierState | TransferState | undefined>(
    (before, { event }) =>
      'recordedAt' in event
        ? evolveTransfer(before as TransferState | undefined, event)
        : evolve(before as DossierState | undefined, event),
    undefined,
  );
  if (!projection || !state || sha256(canonical(JSON.parse(JSON.stringify(state)))) !== projection.state) return null;
  return { columns: projection.columns, state };
}

/** Dossiers that have ended and began in a period, of which no history is archived. */
export async function withoutHistory(db: Knex, scope: Exclude<ReplayScope, { subject: string }>): Promise<number> {
  const [row]: { n: number | string }[] = await db('dossiers as d')
    .where('d.closed', 1)
    .andWhere('d.opened_at', '>=', startOfDay(scope.from))
    .andWhere('d.opened_at', '<', startOfDay(addDays(scope.to, 1)))
    .whereNotExists(db('histories as h').whereRaw("h.subject = 'dossier:' || d.id").select(db.raw('1')))
    .count({ n: '*' });
  return Number(row?.n ?? 0);
}

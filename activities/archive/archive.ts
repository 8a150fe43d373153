import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import type { Knex } from 'knex';
import {
  ARCHIVED_WORKFLOWS,
  archiveSubject,
  packHistory,
  subjectOfWorkflow,
  type HistoryRow,
} from '../../config/archive';
import { inWriteTurn } from '../../config/write-turns';
import { SYSTEM } from '../../domain/actor';
import { toInstant, toMillis, type Instant } from '../../domain/time';
import { noteLedger } from '../stores/ledger';
import { fetchHistoryJson } from './fetch';

export type ArchivePlace = {
  db: Knex;
  client: Client;
  /** The product's clock: when the record learnt of it. */
  now: () => Instant;
  /** True when the worker is about to stop: what is left is archived next time. */
  stopping?: () => boolean;
};

/** Runs looked up at once. */
const PAGE = 200;
/** The engine lists what has ended a little after it has. */
const LAG_MS = 3_600_000;

/**
 * Archives the history of every dossier, transfer and programme whose workflow has ended, or has gone on in a new run.
 * It is found by looking at what the engine has, so that nothing depends on being told; what fails is found again.
 * @param everything looks at all that the engine still keeps, not only at what ended lately
 * @returns how many were archived
 */
export async function archiveHistories(place: ArchivePlace, everything: boolean): Promise<number> {
  const since = everything ? undefined : await lastClosed(place.db);
  const types = ARCHIVED_WORKFLOWS.map((type) => `"${type}"`).join(', ');
  const after = since ? ` AND CloseTime > "${toInstant(toMillis(since) - LAG_MS)}"` : '';
  const query = `WorkflowType IN (${types}) AND ExecutionStatus != "Running"${after}`;
  let archived = 0;
  let page: WorkflowExecutionInfo[] = [];
  const failed: unknown[] = [];
  const take = async () => {
    for (const run of await missing(place.db, page)) {
      if (place.stopping?.()) return;
      // One that fails is found again; it must not keep the others from being archived.
      if (await archive(place, run).catch((error: unknown) => void failed.push(error))) archived += 1;
    }
    page = [];
  };
  for await (const run of place.client.workflow.list({ query, pageSize: PAGE })) {
    if (place.stopping?.()) return archived;
    if (page.push(run) === PAGE) await take();
  }
  await take();
  if (failed.length > 0) throw failed[0];
  return archived;
}

async function lastClosed(db: Knex): Promise<Instant | undefined> {
  const row: { at?: Instant | null } | undefined = await db('histories').max({ at: 'closed_at' }).first();
  return row?.at ?? undefined;
}

async function missing(db: Knex, runs: WorkflowExecutionInfo[]): Promise<WorkflowExecutionInfo[]> {
  const ids = runs.map(({ runId }) => runId);
  const rows: { run_id: string }[] = await db('histories').whereIn('run_id', ids).select('run_id');
  const known = new Set(rows.map(({ run_id: id }) => id));
  const age = ({ closeTime }: WorkflowExecutionInfo) => closeTime?.getTime() ?? 0;
  return runs.filter(({ runId }) => !known.has(runId)).sort((a, b) => age(a) - age(b));
}

/** Whether it was archived by this call. */
async function archive({ db, client, now }: ArchivePlace, run: WorkflowExecutionInfo): Promise<boolean> {
  const { workflowId, runId, status, startTime, closeTime } = run;
  const history = closeTime && (await fetchHistoryJson(client, workflowId, runId));
  // It may have been removed since it was listed.
  if (!history) return false;
  const row: HistoryRow = {
    run_id: runId,
    subject: subjectOfWorkflow(workflowId),
    workflow_id: workflowId,
    status: status.name,
    started_at: startTime.toISOString(),
    closed_at: closeTime.toISOString(),
    events: history.events,
    ...(await packHistory(history.json)),
    archived_at: now(),
  };
  return inWriteTurn(db, () => db.transaction((trx) => writeHistory(trx, row)));
}

/** Stores a history and puts its hash on record; false when another worker was quicker. */
export async function writeHistory(trx: Knex, row: HistoryRow): Promise<boolean> {
  const written = await trx('histories').insert(row).onConflict('run_id').ignore().returning('run_id');
  if (written.length === 0) return false;
  const { subject, run_id: runId, workflow_id: workflowId, status, events, size, sha256, archived_at: at } = row;
  const told = { kind: 'history-archived', workflowId, runId, status, events, size, sha256 };
  await noteLedger(trx, archiveSubject(subject), told, SYSTEM, at, `archive/${runId}`);
  return true;
}

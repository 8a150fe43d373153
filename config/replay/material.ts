import type { Knex } from 'knex';
import type { Catalogue } from '../../domain/catalogue';
import type { DossierEvent, DossierState } from '../../domain/dossier';
import type { Lifecycle } from '../../domain/process';
import type { ReplayCertificate } from '../../domain/replay';
import type { TransferEvent, TransferState } from '../../domain/transfer';
import { decompressHistory, type HistoryRow } from '../archive';

/** What was published and decides how the row of a subject looks: the moves of a dossier, the last stage of a plan. */
export type Rules = { lifecycle?: Lifecycle; lastStage?: string };

export type RecordedEvent = { seq: number; event: DossierEvent | TransferEvent; previousHash: string; hash: string };

/** One history: `json` is its text, `sha256` what that should hash to. */
export type MaterialRun = { runId: string; archived: boolean; sha256: string; json: string };

/** All that is known of one subject: what the engine wrote, what the record says, and what lists read. */
export type ReplayMaterial = {
  subject: string;
  runs: MaterialRun[];
  record: RecordedEvent[];
  /** Without what people wrote; `state` is what the projection says of all that decides the next move. */
  projection: { columns: Record<string, unknown>; state: object } | null;
  /** The published rules that the row of the projection follows. */
  rules: Rules;
};

/** What is given away with a certificate, so that someone outside comes to the same result. */
export type ReplayFile = {
  format: 'mot-cua-replay-file/1';
  certificate: ReplayCertificate;
  /** Of the certificate, in canonical JSON (RFC 8785). */
  sha256: string;
  material: ReplayMaterial;
};

type Row = Record<string, unknown> & { state: string; closed: number };

const isDossier = (subject: string) => subject.startsWith('dossier:');

/** The row of the projection of a subject. */
export async function rowOfSubject(db: Knex, subject: string): Promise<Row | undefined> {
  const table = isDossier(subject) ? 'dossiers' : 'transfers';
  return (await db(table)
    .where({ id: subject.slice(subject.indexOf(':') + 1) })
    .first()) as Row | undefined;
}

/** The events of a subject with the links of their chain, in order. */
export async function recordOf(db: Knex, subject: string): Promise<RecordedEvent[]> {
  const query = isDossier(subject)
    ? db('events').where({ dossier_id: subject.slice('dossier:'.length) })
    : db('ledger').where({ subject });
  const rows: { seq: number; event: string; previous_hash: string; hash: string }[] = await query
    .orderBy('seq')
    .select('seq', 'event', 'previous_hash', 'hash');
  return rows.map(({ seq, event, previous_hash: previousHash, hash }) => ({
    seq,
    event: JSON.parse(event) as DossierEvent | TransferEvent,
    previousHash,
    hash,
  }));
}

/** The archived histories of a subject, in the order in which they began. */
export async function archivedRuns(db: Knex, subject: string): Promise<MaterialRun[]> {
  const rows = (await db('histories').where({ subject }).orderBy(['started_at', 'closed_at']).select()) as HistoryRow[];
  return Promise.all(
    rows.map(async (row) => ({
      runId: row.run_id,
      archived: true,
      sha256: row.sha256,
      // One that does not even unpack is told as one that is not what was archived.
      json: await decompressHistory(row.packed).catch(() => ''),
    })),
  );
}

/** What people wrote is no business of whoever checks the machine; what does not come from the events is not compared. */
export function projectionOf({ state, ...columns }: Row): ReplayMaterial['projection'] {
  const {
    data_key: _key,
    erased_at: _erased,
    held_at: _on,
    files_left: _files,
    summary: _words,
    findings: _found,
    next_at: _next,
    started: _started,
    ...rest
  } = columns;
  return { columns: rest, state: JSON.parse(state) as object };
}

export function rulesOf(catalogue: Catalogue, subject: string, row: Row | undefined): Rules {
  if (!row) return {};
  if (isDossier(subject)) return { lifecycle: catalogue.movesOf(JSON.parse(row.state) as DossierState) };
  return { lastStage: catalogue.plan((JSON.parse(row.state) as TransferState).plan)?.stages.at(-1)?.name };
}

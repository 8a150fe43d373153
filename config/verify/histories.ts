import type { Knex } from 'knex';
import { archiveSubject, unpackHistory, type HistoryRow } from '../archive';
import { onlySubjects, type RecordPart } from './part';

type Recorded = { runId: string; sha256: string; workflowId: string };
type Tell = (subject: string, seq: number, what: 'history') => void;
type Row = Pick<HistoryRow, 'run_id' | 'subject' | 'sha256' | 'packed' | 'workflow_id'>;

const PAGE = 200;

/** Every archived history against the hash in the ledger: none is changed, exchanged, gone, or there without its event. */
export async function checkHistories(
  db: Knex,
  fault: Tell,
  { part, goOn = () => undefined }: { part?: RecordPart; goOn?: () => void } = {},
): Promise<void> {
  let after: Row | undefined;
  do {
    const rows = await pageOf(db, after, part);
    const recorded = await recordedOf(db, [...new Set(rows.map(({ subject }) => subject))]);
    for (const row of rows) {
      const found = recorded.get(row.run_id);
      if (!found) fault(archiveSubject(row.subject), 0, 'history');
      else if (!(await isRecorded(row, found))) fault(found.subject, found.seq, 'history');
    }
    after = rows.length < PAGE ? undefined : rows.at(-1);
    goOn();
  } while (after);
  await checkGone(db, fault, part);
}

async function pageOf(db: Knex, after: Row | undefined, part: RecordPart | undefined): Promise<Row[]> {
  const query = db('histories')
    .orderBy('run_id')
    .limit(PAGE)
    .select('run_id', 'subject', 'sha256', 'packed', 'workflow_id');
  onlyArchived(query, part);
  if (after) void query.where('run_id', '>', after.run_id);
  return (await query) as Row[];
}

/** The histories of a part: of its subject, or those that were archived in its period. */
function onlyArchived(query: Knex.QueryBuilder, part: RecordPart | undefined): void {
  if (!part) return;
  if ('from' in part) void query.where('archived_at', '>=', part.from).where('archived_at', '<', part.until);
  else void query.where({ subject: part.subject });
}

type Found = Recorded & { subject: string; seq: number };

async function recordedOf(db: Knex, subjects: string[]): Promise<Map<string, Found>> {
  const rows: { subject: string; seq: number; event: string }[] = await db('ledger')
    .whereIn('subject', subjects.map(archiveSubject))
    .select('subject', 'seq', 'event');
  return new Map(
    rows.map(({ subject, seq, event }) => {
      const recorded = JSON.parse(event) as Recorded;
      return [recorded.runId, { ...recorded, subject, seq }];
    }),
  );
}

async function isRecorded(row: Row, { sha256, workflowId, subject }: Found): Promise<boolean> {
  if (row.sha256 !== sha256 || row.workflow_id !== workflowId || archiveSubject(row.subject) !== subject) return false;
  return unpackHistory(row).then(
    () => true,
    () => false,
  );
}

/** Events of histories that are not there. */
async function checkGone(db: Knex, fault: Tell, part: RecordPart | undefined): Promise<void> {
  let after: { subject: string; seq: number } | undefined;
  do {
    const query = db('ledger')
      .where({ kind: 'history-archived' })
      .orderBy(['subject', 'seq'])
      .limit(PAGE * 10);
    onlySubjects(query, 'ledger.subject', part);
    if (after) {
      const { subject, seq } = after;
      void query.where(
        (later) =>
          void later
            .where('subject', '>', subject)
            .orWhere((same) => void same.where({ subject }).where('seq', '>', seq)),
      );
    }
    const rows: { subject: string; seq: number; event: string }[] = await query.select('subject', 'seq', 'event');
    const runs = rows.map(({ event }) => (JSON.parse(event) as Recorded).runId);
    const there = new Set(await runsThere(db, runs));
    for (const [i, { subject, seq }] of rows.entries()) if (!there.has(runs[i] ?? '')) fault(subject, seq, 'history');
    after = rows.length < PAGE * 10 ? undefined : rows.at(-1);
  } while (after);
}

async function runsThere(db: Knex, runs: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < runs.length; i += 500) {
    const rows: { run_id: string }[] = await db('histories')
      .whereIn('run_id', runs.slice(i, i + 500))
      .select('run_id');
    ids.push(...rows.map(({ run_id: id }) => id));
  }
  return ids;
}

import type { Knex } from 'knex';
import { evolveCashUp, type CashUpEvent, type CashUpState } from '../domain/cash-up';
import { evolve, type DossierEvent, type DossierState } from '../domain/dossier';
import type { FeeAccount } from '../domain/fee';
import { evolveFees, type FeeEvent } from '../domain/fee-account';
import { evolveHandover, type HandoverEvent, type HandoverState } from '../domain/handover';
import { evolveReplay, type ReplayEvent, type ReplayState } from '../domain/replay';
import { evolveTransfer, type TransferEvent, type TransferState } from '../domain/transfer';
import { canonical } from './canonical';
import { CHAIN_START, chainHash, contentHash } from './chain';
import { checkHistories } from './verify-histories';
import { openPrint } from './print-row';
import { CipherBroken } from './cipher';
import { openSalted, type OfDossier, type SaltedContent, type SaltedTable } from './encrypted';

/**
 * What is wrong with a row of the record:
 * `changed` its event is not what was hashed; `gap` rows before it are gone or in another order; `unlinked` it was not
 * written after the row before it; `cut-off` rows after it are gone, or the projection was changed; `projection` the state
 * in the tables is not what the events come to; `content` what was written in the form is not what was hashed;
 * `history` the archived history of its workflow is not the one that was archived.
 */
export type RecordFault = {
  subject: string;
  seq: number;
  what: 'changed' | 'gap' | 'unlinked' | 'cut-off' | 'projection' | 'content' | 'history';
};

export type Verdict = { chains: number; events: number; faults: RecordFault[] };

type Row = { subject: string; seq: number; event: string; previous_hash: string; hash: string };
type Head = { hash: string; state?: string; sha256?: string };

/** A subject on its way through its events. */
type Chain = { subject: string; seq: number; hash: string; state?: object; broken: boolean };

const PAGE = 2000;
const MOST_FAULTS = 1000;

/**
 * Reads the whole record and says whether it is what was written: every chain link by link, every state folded anew.
 * @param progress is told the number of events now and then
 */
export async function verifyRecord(db: Knex, progress: (events: number) => void = () => undefined): Promise<Verdict> {
  const verdict: Verdict = { chains: 0, events: 0, faults: [] };
  const fault = (subject: string, seq: number, what: RecordFault['what']) => {
    if (verdict.faults.length < MOST_FAULTS) verdict.faults.push({ subject, seq, what });
  };
  for (const table of ['events', 'ledger'] as const) {
    let chain: Chain | undefined;
    const end = async () => {
      if (chain) await checkHead(db, chain, fault);
    };
    for await (const row of rowsOf(db, table)) {
      if (chain?.subject !== row.subject) {
        await end();
        chain = { subject: row.subject, seq: 0, hash: CHAIN_START, broken: false };
        verdict.chains += 1;
      }
      step(chain, row, fault);
      verdict.events += 1;
      if (verdict.events % PAGE === 0) progress(verdict.events);
    }
    await end();
  }
  await checkHeadless(db, fault);
  await checkContents(db, fault);
  await checkReasons(db, fault);
  await checkHistories(db, fault);
  return verdict;
}

type Tell = (subject: string, seq: number, what: RecordFault['what']) => void;

async function* rowsOf(db: Knex, table: 'events' | 'ledger'): AsyncGenerator<Row> {
  const subject = table === 'events' ? 'dossier_id' : 'subject';
  for (let after: Row | undefined; ;) {
    const query = db(table)
      .orderBy([subject, 'seq'])
      .limit(PAGE)
      .select(`${subject} as subject`, 'seq', 'event', 'previous_hash', 'hash');
    if (after) {
      const { subject: last, seq } = after;
      void query.where(
        (where) =>
          void where.where(subject, '>', last).orWhere((same) => void same.where(subject, last).where('seq', '>', seq)),
      );
    }
    const rows = (await query) as Row[];
    for (const row of rows) yield table === 'events' ? { ...row, subject: `dossier:${row.subject}` } : row;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last;
  }
}

function step(chain: Chain, { subject, seq, event, previous_hash: previous, hash }: Row, fault: Tell): void {
  const parsed = JSON.parse(event) as object;
  if (seq !== chain.seq + 1) fault(subject, seq, 'gap');
  else if (previous !== chain.hash) fault(subject, seq, 'unlinked');
  if (chainHash(previous, parsed) !== hash) fault(subject, seq, 'changed');
  chain.broken ||= seq !== chain.seq + 1;
  chain.seq = seq;
  chain.hash = hash;
  if (!chain.broken) chain.state = fold(subject, chain.state, parsed);
}

/** The state after an event, where a subject has one. */
function fold(subject: string, state: object | undefined, event: object): object | undefined {
  if (subject.startsWith('dossier:')) return evolve(state as DossierState | undefined, event as DossierEvent);
  if (subject.startsWith('transfer:'))
    return evolveTransfer(state as TransferState | undefined, event as TransferEvent);
  if (subject.startsWith('handover:'))
    return evolveHandover(state as HandoverState | undefined, event as HandoverEvent);
  if (subject.startsWith('fees:')) return evolveFees(state as FeeAccount | undefined, event as FeeEvent);
  if (subject.startsWith('cash-up:')) return evolveCashUp(state as CashUpState | undefined, event as CashUpEvent);
  if (subject.startsWith('replay:')) return evolveReplay(state as ReplayState | undefined, event as ReplayEvent);
  // A print has one event, which holds the hashes of its file and its document.
  if (subject.startsWith('print:')) return event;
  return undefined;
}

const HEADS: Record<string, string> = {
  dossier: 'dossiers',
  transfer: 'transfers',
  handover: 'handovers',
  programme: 'programmes',
  fees: 'fee_accounts',
  'cash-up': 'cash_ups',
  print: 'prints',
  replay: 'replays',
};

type PrintHead = OfDossier & { id: string; sha256: string; model: string };

/** Whether a printed document in the table is the one of which its event tells. */
function isPrinted(db: Knex, head: PrintHead, event: object | undefined): boolean {
  const recorded = event as { sha256?: string; modelHash?: string } | undefined;
  const document = opened(() => openPrint(db, head));
  const fits = document === undefined ? head.model === '' : document?.hash === recorded?.modelHash;
  return fits && head.sha256 === recorded?.sha256;
}

/** What opens; null for what does not, which is then a fault. */
function opened<T>(open: () => T): T | null {
  try {
    return open();
  } catch (error) {
    if (error instanceof CipherBroken) return null;
    throw error;
  }
}

function headOf(db: Knex, kind: string, table: string, id: string): Promise<Head | undefined> {
  if (kind !== 'print')
    return db(table)
      .where({ id })
      .first(kind === 'programme' ? ['hash'] : ['hash', 'state']);
  return db('prints as p')
    .join('dossiers as d', 'd.id', 'p.dossier_id')
    .where('p.id', id)
    .first('p.id', 'p.hash', 'p.sha256', 'p.model', 'p.dossier_id', 'd.data_key');
}

/** The last link must be the one that the projection knows, and the projection what the events come to. */
async function checkHead(db: Knex, { subject, seq, hash, state, broken }: Chain, fault: Tell): Promise<void> {
  const [kind = '', id = ''] = split(subject);
  const table = HEADS[kind];
  if (!table) return;
  const head = await headOf(db, kind, table, id);
  if (head?.hash !== hash) return fault(subject, seq, 'cut-off');
  if (kind === 'print' && !isPrinted(db, head as Head & PrintHead, state)) fault(subject, seq, 'projection');
  if (head.state === undefined || broken) return;
  if (canonical(JSON.parse(head.state)) !== canonical(JSON.parse(JSON.stringify(state))))
    fault(subject, seq, 'projection');
}

/** A row of a projection of which the record knows nothing at all. */
async function checkHeadless(db: Knex, fault: Tell): Promise<void> {
  for (const [kind, table] of Object.entries(HEADS)) {
    const known =
      kind === 'dossier'
        ? db('events').whereRaw('events.dossier_id = dossiers.id')
        : db('ledger').whereRaw(`ledger.subject = '${kind}:' || ${table}.id`);
    const rows: { id: string }[] = await db(table)
      .whereNotExists(known.select(db.raw('1')))
      .limit(MOST_FAULTS)
      .select('id');
    for (const { id } of rows) fault(`${kind}:${id}`, 0, 'cut-off');
  }
}

function split(subject: string): [string, string] {
  const colon = subject.indexOf(':');
  return [subject.slice(0, colon), subject.slice(colon + 1)];
}

type Content = OfDossier & SaltedContent & { seq: number; event: string | null };

/** What was written in a form against the hash in its event; what was erased is not there to be wrong. */
async function checkContents(db: Knex, fault: Tell): Promise<void> {
  const rows = () =>
    db('contents as c')
      .leftJoin('events as e', (on) => on.on('e.dossier_id', 'c.dossier_id').andOn('e.seq', 'c.seq'))
      .leftJoin('dossiers as d', 'd.id', 'c.dossier_id');
  await checkSalted(db, 'contents', rows, (id, seq) => fault(`dossier:${id}`, seq, 'content'));
}

/** Why fees were exempt, refunded or void, against the hash in the event, in the same way. */
async function checkReasons(db: Knex, fault: Tell): Promise<void> {
  const rows = () =>
    db('fee_reasons as c')
      .leftJoin('ledger as e', (on) => on.on(db.raw("e.subject = 'fees:' || c.dossier_id")).andOn('e.seq', 'c.seq'))
      .leftJoin('dossiers as d', 'd.id', 'c.dossier_id');
  await checkSalted(db, 'fee_reasons', rows, (id, seq) => fault(`fees:${id}`, seq, 'content'));
}

async function checkSalted(
  db: Knex,
  table: SaltedTable,
  rowsOfAll: () => Knex.QueryBuilder,
  fault: (dossierId: string, seq: number) => void,
): Promise<void> {
  for (let after: Content | undefined; ;) {
    const query = rowsOfAll()
      .orderBy(['c.dossier_id', 'c.seq'])
      .limit(PAGE)
      .select('c.dossier_id', 'c.seq', 'c.salt', 'c.content', 'e.event', 'd.data_key');
    if (after) {
      const { dossier_id: last, seq } = after;
      void query.where(
        (where) =>
          void where
            .where('c.dossier_id', '>', last)
            .orWhere((same) => void same.where('c.dossier_id', last).where('c.seq', '>', seq)),
      );
    }
    const rows = (await query) as Content[];
    for (const row of rows) {
      const said = row.event === null ? undefined : (JSON.parse(row.event) as { contentHash?: string }).contentHash;
      const written = opened(() => openSalted(db, table, row));
      if (written === undefined) continue;
      if (written === null || said !== contentHash(written.salt, JSON.parse(written.content)))
        fault(row.dossier_id, row.seq);
    }
    after = rows.at(-1);
    if (!after || rows.length < PAGE) return;
  }
}

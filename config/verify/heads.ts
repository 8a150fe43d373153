import type { Knex } from 'knex';
import type { OfDossier } from '../encrypted';
import { openPrint } from '../print-row';
import type { Chain } from './chain';
import type { Tell } from './fault';
import { opened } from './opened';
import { linesOf } from './packed';

type Head = { id: string; hash: string; state?: string };
type PrintHead = Head & OfDossier & { sha256: string; model: string };

/** The projections that know the last link of their chain. */
const HEADS: Record<string, string> = {
  dossier: 'dossiers',
  transfer: 'transfers',
  handover: 'handovers',
  programme: 'programmes',
  fees: 'fee_accounts',
  'cash-up': 'cash_ups',
  print: 'prints',
  replay: 'replays',
  verification: 'verifications',
  draft: 'process_drafts',
  delegation: 'delegations',
};

const MOST = 1000;

/** The last link of each chain must be the one that its projection knows, and the projection what the events come to. */
export async function checkHeads(db: Knex, chains: Chain[], tell: Tell): Promise<void> {
  const kinds = new Map<string, Map<string, Chain>>();
  for (const chain of chains) {
    const [kind, id] = split(chain.subject);
    if (HEADS[kind] === undefined) continue;
    kinds.set(kind, (kinds.get(kind) ?? new Map<string, Chain>()).set(id, chain));
  }
  for (const [kind, ofKind] of kinds) {
    const rows = await headsOf(db, kind, [...ofKind.keys()]);
    const heads = new Map(rows.map((row) => [row.id, row]));
    for (const [id, chain] of ofKind) checkHead(db, chain, heads.get(id), tell);
  }
}

async function headsOf(db: Knex, kind: string, ids: string[]): Promise<Head[]> {
  if (kind === 'programme') return db('programmes').whereIn('id', ids).select('id', 'hash');
  if (kind !== 'print') {
    const lines = await linesOf(db, db(HEADS[kind] ?? '').whereIn('id', ids), ['id', 'hash', 'state']);
    return lines.map(({ fields: [id = '', hash = '', state] }) => ({ id, hash, state }));
  }
  return db('prints as p')
    .join('dossiers as d', 'd.id', 'p.dossier_id')
    .whereIn('p.id', ids)
    .select('p.id', 'p.hash', 'p.sha256', 'p.model', 'p.dossier_id', 'd.data_key');
}

function checkHead(db: Knex, { subject, links, hash, state, broken }: Chain, head: Head | undefined, tell: Tell) {
  const seq = links.at(-1)?.seq ?? 0;
  if (head?.hash !== hash) return tell(subject, seq, 'cut-off');
  if (subject.startsWith('print:') && !isPrinted(db, head as PrintHead, state)) tell(subject, seq, 'projection');
  if (head.state === undefined || broken) return;
  if (!sameState(head.state, state)) tell(subject, seq, 'projection');
}

/** Whether a printed document in the table is the one of which its event tells; an erased one is not there to be wrong. */
function isPrinted(db: Knex, head: PrintHead, event: object | undefined): boolean {
  const recorded = event as { sha256?: string; modelHash?: string } | undefined;
  const document = opened(() => openPrint(db, head));
  const fits = document === undefined ? head.model === '' : document?.hash === recorded?.modelHash;
  return fits && head.sha256 === recorded?.sha256;
}

/** Whether a stored state is the one that was folded; what is undefined is not stored. */
function sameState(stored: string, state: object | undefined): boolean {
  return sameValues(JSON.parse(stored), state);
}

function sameValues(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (const key in left) if (!sameValues(left[key], right[key])) return false;
  for (const key in right) if (right[key] !== undefined && left[key] === undefined) return false;
  return true;
}

/** Rows of a projection of which the record knows nothing at all, and contents of events that are not there. */
export async function checkHeadless(db: Knex, tell: Tell): Promise<void> {
  for (const [kind, table] of Object.entries(HEADS)) {
    const known =
      kind === 'dossier'
        ? db('events').whereRaw('events.dossier_id = dossiers.id')
        : db('ledger').whereRaw(`ledger.subject = '${kind}:' || ${table}.id`);
    const rows: { id: string }[] = await db(table)
      .whereNotExists(known.select(db.raw('1')))
      .limit(MOST)
      .select('id');
    for (const { id } of rows) tell(`${kind}:${id}`, 0, 'cut-off');
  }
  await checkOrphans(db, tell);
}

async function checkOrphans(db: Knex, tell: Tell): Promise<void> {
  type Orphan = { id: string; seq: number };
  const events = db('events').whereRaw('events.dossier_id = c.dossier_id and events.seq = c.seq').select(db.raw('1'));
  const contents: Orphan[] = await db('contents as c')
    .whereNotExists(events)
    .limit(MOST)
    .select('c.dossier_id as id', 'c.seq');
  for (const { id, seq } of contents) tell(`dossier:${id}`, seq, 'content');
  const fees = db('ledger')
    .whereRaw(`ledger.subject = 'fees:' || c.dossier_id and ledger.seq = c.seq`)
    .select(db.raw('1'));
  const reasons: Orphan[] = await db('fee_reasons as c')
    .whereNotExists(fees)
    .limit(MOST)
    .select('c.dossier_id as id', 'c.seq');
  for (const { id, seq } of reasons) tell(`fees:${id}`, seq, 'content');
}

function split(subject: string): [string, string] {
  const colon = subject.indexOf(':');
  return [subject.slice(0, colon), subject.slice(colon + 1)];
}

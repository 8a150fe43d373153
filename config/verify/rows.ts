import type { Knex } from 'knex';
import { isSqlite } from '../dialect';
import { linesOf, type Line } from './packed';
import { onlyDossiers, onlySubjects, type RecordPart } from './part';

/** An event as it is read for verifying. */
export type EventRow = {
  subject: string;
  seq: number;
  /** Its own hash as it is stored. */
  hash: string;
  /** The hash before as it is stored. */
  previous: string;
  event: string;
  /** What was hashed: the hash before and the event, byte for byte as they are stored. */
  hashed: Buffer;
  /** The columns that repeat the event, see `marksOf`. */
  marks: string;
  salt: string;
  /** Empty when nothing was written, or it is not looked at. */
  content: string;
  /** The key under which that is encrypted, wrapped. */
  dataKey: string | null;
};

/** A few megabytes: enough that a page costs little by itself, and few enough that others get their turn. */
const PAGE = 1000;

export type RowOptions = {
  /** Whether what was written in forms is read as well. */
  contents: boolean;
  /** Only the chains of this part. */
  part?: RecordPart;
};

/**
 * All events of a table, chain by chain, in pages. The next page is read while one is looked at.
 */
export async function* pagesOf(db: Knex, table: 'events' | 'ledger', options: RowOptions): AsyncGenerator<EventRow[]> {
  let next = page(db, table, options, undefined);
  for (;;) {
    const rows = await next;
    const last = rows.at(-1);
    if (!last) return;
    const more = rows.length === PAGE;
    if (more) next = page(db, table, options, { key: last.subject, seq: last.seq });
    if (table === 'events') for (const row of rows) row.subject = `dossier:${row.subject}`;
    try {
      yield rows;
    } finally {
      // Whoever stops early leaves no query behind that nobody waits for.
      if (more) next.catch(() => undefined);
    }
    if (!more) return;
  }
}

type Place = { key: string; seq: number };

const KEYS = { events: 'r.dossier_id', ledger: 'r.subject' };

async function page(
  db: Knex,
  table: 'events' | 'ledger',
  { contents, part }: RowOptions,
  after: Place | undefined,
): Promise<EventRow[]> {
  const key = KEYS[table];
  const query = db(`${table} as r`);
  if (contents) joinContents(db, query, table);
  if (table === 'events') onlyDossiers(query, key, part);
  else onlySubjects(query, key, part);
  if (after) {
    const { key: last, seq } = after;
    // One comparison of pairs: with `or` SQLite would read the whole table again for every page.
    void query.whereRaw('(??, r.seq) > (?, ?)', [key, last, seq]);
  }
  const newline = isSqlite(db) ? 'char(10)' : 'chr(10)';
  const written = contents ? ['c.salt', 'c.content', 'd.data_key'].map((column) => `coalesce(${column}, '')`) : NOTHING;
  const hashed = `r.previous_hash || ${newline} || r.event`;
  const fields = [key, 'r.seq', 'r.hash', marksIn(table, newline), ...written, hashed];
  const lines = await linesOf(db, query.orderBy([key, 'r.seq']).limit(PAGE), fields);
  return lines.map(rowOf);
}

const NOTHING = ["''", "''", "''"];

function rowOf({ fields, last }: Line): EventRow {
  const [subject, seq, hash, marks, salt, content, dataKey, hashed] = fields as [
    ...[string, string, string, string, string, string, string, string],
  ];
  const end = hashed.indexOf('\n');
  const [previous, event] = [hashed.slice(0, end), hashed.slice(end + 1)];
  const written = { salt, content, dataKey: dataKey === '' ? null : dataKey };
  return { subject, seq: Number(seq), hash, previous, event, hashed: last, marks, ...written };
}

function joinContents(db: Knex, query: Knex.QueryBuilder, table: 'events' | 'ledger'): void {
  const [written, dossier] =
    table === 'events'
      ? ['contents', db.ref('r.dossier_id')]
      : ['fee_reasons', db.raw(`case when r.subject like 'fees:%' then substr(r.subject, 6) end`)];
  void query
    .leftJoin(`${written} as c`, (on) => on.on('c.dossier_id', dossier).andOn('c.seq', 'r.seq'))
    .leftJoin('dossiers as d', 'd.id', 'c.dossier_id');
}

function marksIn(table: 'events' | 'ledger', newline: string): string {
  const columns =
    table === 'events'
      ? ['r.at', 'r.action', 'r.actor', 'r.command_id']
      : ['r.at', 'r.recorded_at', 'r.kind', 'r.actor', `coalesce(r.command_id, '')`];
  return columns.join(` || ${newline} || `);
}

/** What an event says of itself, as far as its row repeats it. */
export type Said = {
  at?: string;
  recordedAt?: string;
  kind?: string;
  action?: string;
  by?: { id: string };
  commandId?: string;
  contentHash?: string;
};

/** The marks that a row with an event must have. */
export function marksOf(subject: string, { at, recordedAt, kind, action, by, commandId = '' }: Said): string {
  if (subject.startsWith('dossier:')) return `${at}\n${action}\n${by?.id}\n${commandId}`;
  return `${at}\n${recordedAt}\n${kind}\n${by?.id}\n${commandId}`;
}

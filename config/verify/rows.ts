import type { Knex } from 'knex';
import { onlyDossiers, onlySubjects, type RecordPart } from './part';

/**
 * An event as it is read for verifying. What is only compared is read as one text, since each column of a row costs more than
 * hashing its event.
 */
export type EventRow = {
  subject: string;
  seq: number;
  event: string;
  /** The hash before and its own, 64 digits each. */
  hashes: string;
  /** The columns that repeat the event, see `marksOf`. */
  marks: string;
  salt: string | null;
  content: string | null;
  /** The key under which that is encrypted, wrapped. */
  dataKey: string | null;
};

const PAGE = 2000;

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
  const query = db(`${table} as r`).select(
    { subject: key, seq: 'r.seq', event: 'r.event' },
    db.raw('r.previous_hash || r.hash as hashes'),
    db.raw(`${marksIn(table)} as marks`),
  );
  if (contents) addContents(db, query, table);
  if (table === 'events') onlyDossiers(query, key, part);
  else onlySubjects(query, key, part);
  if (after) {
    const { key: last, seq } = after;
    // One comparison of pairs: with `or` SQLite would read the whole table again for every page.
    void query.whereRaw('(??, r.seq) > (?, ?)', [key, last, seq]);
  }
  return (await query.orderBy([key, 'r.seq']).limit(PAGE)) as EventRow[];
}

function addContents(db: Knex, query: Knex.QueryBuilder, table: 'events' | 'ledger'): void {
  const [written, dossier] =
    table === 'events'
      ? ['contents', db.ref('r.dossier_id')]
      : ['fee_reasons', db.raw(`case when r.subject like 'fees:%' then substr(r.subject, 6) end`)];
  void query
    .leftJoin(`${written} as c`, (on) => on.on('c.dossier_id', dossier).andOn('c.seq', 'r.seq'))
    .leftJoin('dossiers as d', 'd.id', 'c.dossier_id')
    .select('c.salt', 'c.content', { dataKey: 'd.data_key' });
}

function marksIn(table: 'events' | 'ledger'): string {
  const columns =
    table === 'events'
      ? ['r.at', 'r.action', 'r.actor', 'r.command_id']
      : ['r.at', 'r.recorded_at', 'r.kind', 'r.actor', `coalesce(r.command_id, '')`];
  return columns.join(` || '\n' || `);
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

import type { Knex } from 'knex';

/** An event with the columns that repeat what it says, and what was written for it where that lies apart. */
export type EventRow = {
  subject: string;
  seq: number;
  at: string;
  recordedAt: string;
  kind: string;
  actor: string;
  commandId: string | null;
  event: string;
  previous: string;
  hash: string;
  salt: string | null;
  content: string | null;
  /** The key under which that is encrypted, wrapped. */
  dataKey: string | null;
};

const PAGE = 2000;

/**
 * All events of a table, chain by chain, in pages. The next page is read while one is looked at.
 */
export async function* pagesOf(db: Knex, table: 'events' | 'ledger'): AsyncGenerator<EventRow[]> {
  let next = page(db, table, undefined);
  for (;;) {
    const rows = await next;
    const last = rows.at(-1);
    if (!last) return;
    const more = rows.length === PAGE;
    if (more) next = page(db, table, { key: last.subject, seq: last.seq });
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

async function page(db: Knex, table: 'events' | 'ledger', after: Place | undefined): Promise<EventRow[]> {
  const query = table === 'events' ? events(db) : ledger(db);
  const key = table === 'events' ? 'r.dossier_id' : 'r.subject';
  if (after) {
    const { key: last, seq } = after;
    // One comparison of pairs: with `or` SQLite would read the whole table again for every page.
    void query.whereRaw('(??, r.seq) > (?, ?)', [key, last, seq]);
  }
  return (await query.orderBy([key, 'r.seq']).limit(PAGE)) as EventRow[];
}

function events(db: Knex): Knex.QueryBuilder {
  return db('events as r')
    .leftJoin('contents as c', (on) => on.on('c.dossier_id', 'r.dossier_id').andOn('c.seq', 'r.seq'))
    .leftJoin('dossiers as d', 'd.id', 'c.dossier_id')
    .select({ subject: 'r.dossier_id', recordedAt: 'r.at', kind: 'r.action' }, ...shared(db));
}

function ledger(db: Knex): Knex.QueryBuilder {
  const dossier = db.raw(`case when r.subject like 'fees:%' then substr(r.subject, 6) end`);
  return db('ledger as r')
    .leftJoin('fee_reasons as c', (on) => on.on('c.dossier_id', dossier).andOn('c.seq', 'r.seq'))
    .leftJoin('dossiers as d', 'd.id', 'c.dossier_id')
    .select({ subject: 'r.subject', recordedAt: 'r.recorded_at', kind: 'r.kind' }, ...shared(db));
}

const shared = (db: Knex) => [
  'r.seq',
  'r.at',
  'r.actor',
  db.ref('r.command_id').as('commandId'),
  'r.event',
  db.ref('r.previous_hash').as('previous'),
  'r.hash',
  'c.salt',
  'c.content',
  db.ref('d.data_key').as('dataKey'),
];

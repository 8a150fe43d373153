import type { Knex } from 'knex';
import type { By } from '../../domain/actor';
import type { Instant } from '../../domain/time';
import { newestPage, type Cursor, type Page } from '../cursor';
import { actorView } from '../views';

export type RecountRow = {
  id: string;
  orderedAt: Instant;
  by: Omit<By, 'unit'>;
  decision: string;
  reason: string;
  /** Dossiers whose dates it has moved so far. */
  moved: number;
};

type Ordered = { at: Instant; by: By; decision: string; reason: string };

type Stored = { subject: string; at: Instant; event: string };

/** The recounts that were ordered, the latest first. */
export async function recountPage(db: Knex, limit: number, cursor?: Cursor): Promise<Page<RecountRow>> {
  const page = await newestPage<Stored>(orders(db), ['at', 'subject'], limit, cursor);
  return { ...page, items: await Promise.all(page.items.map((row) => rowOf(db, row))) };
}

export async function findRecount(db: Knex, id: string): Promise<RecountRow | undefined> {
  const row = (await orders(db)
    .where({ subject: `recount:${id}` })
    .first()) as Stored | undefined;
  return row && rowOf(db, row);
}

const orders = (db: Knex): Knex.QueryBuilder =>
  db('ledger').where({ kind: 'recount-ordered' }).select('subject', 'at', 'event');

async function rowOf(db: Knex, { subject, event }: Stored): Promise<RecountRow> {
  const id = subject.slice('recount:'.length);
  const { at, by, decision, reason } = JSON.parse(event) as Ordered;
  return { id, orderedAt: at, by: actorView(by), decision, reason, moved: await movedBy(db, id) };
}

/** The commands of a recount begin with its id and a stroke, which `0` follows in the order of characters. */
async function movedBy(db: Knex, id: string): Promise<number> {
  const row: { n: number | string } | undefined = await db('events')
    .where('command_id', '>=', `${id}/`)
    .andWhere('command_id', '<', `${id}0`)
    .first(db.raw('count(*) as n'));
  return Number(row?.n ?? 0);
}

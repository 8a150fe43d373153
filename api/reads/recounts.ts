import type { Knex } from 'knex';
import type { By } from '../../domain/actor';
import type { Instant } from '../../domain/time';
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

/** The recounts that were ordered, the latest first, or the one of an id. */
export async function recountsOf(db: Knex, id?: string): Promise<RecountRow[]> {
  const query = db('ledger').where({ kind: 'recount-ordered' }).orderBy('at', 'desc').limit(200);
  if (id !== undefined) void query.where({ subject: `recount:${id}` });
  const rows: { subject: string; event: string }[] = await query.select('subject', 'event');
  return Promise.all(
    rows.map(async ({ subject, event }) => {
      const recount = subject.slice('recount:'.length);
      const { at, by, decision, reason } = JSON.parse(event) as Ordered;
      return {
        id: recount,
        orderedAt: at,
        by: actorView(by),
        decision,
        reason,
        moved: await movedBy(db, recount),
      };
    }),
  );
}

/** The commands of a recount begin with its id and a stroke, which `0` follows in the order of characters. */
async function movedBy(db: Knex, id: string): Promise<number> {
  const row: { n: number | string } | undefined = await db('events')
    .where('command_id', '>=', `${id}/`)
    .andWhere('command_id', '<', `${id}0`)
    .first(db.raw('count(*) as n'));
  return Number(row?.n ?? 0);
}

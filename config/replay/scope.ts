import type { Knex } from 'knex';
import type { Actor } from '../../domain/actor';
import type { ReplayScope } from '../../domain/replay';
import { addDays, startOfDay } from '../../domain/time';

/** The order of a replay, and of its end, as they wait in the database. */
export type ReplayBody = { actor: Actor; scope: ReplayScope; reason?: string };
export type ReplayCancelBody = { actor: Actor; replay: string };

export type ScopeCounts = { dossiers: number; transfers: number };

/** How many began in a period, by the day in Viet Nam. */
export async function countScope(db: Knex, scope: ReplayScope): Promise<ScopeCounts> {
  if ('subject' in scope)
    return scope.subject.startsWith('dossier:') ? { dossiers: 1, transfers: 0 } : { dossiers: 0, transfers: 1 };
  const count = async (query: Knex.QueryBuilder) => {
    const [row]: { n: number | string }[] = await query.count({ n: '*' });
    return Number(row?.n ?? 0);
  };
  return { dossiers: await count(dossiersIn(db, scope)), transfers: await count(transfersIn(db, scope)) };
}

/** The subjects of a replay after one of them, dossiers first, each kind in the order of its ids. */
export async function subjectsAfter(db: Knex, scope: ReplayScope, after: string, most: number): Promise<string[]> {
  if ('subject' in scope) return after === '' ? [scope.subject] : [];
  const found: string[] = [];
  if (!after.startsWith('transfer:')) {
    const rows: { id: string }[] = await dossiersIn(db, scope)
      .where('id', '>', after.replace('dossier:', ''))
      .orderBy('id')
      .limit(most)
      .select('id');
    found.push(...rows.map(({ id }) => `dossier:${id}`));
  }
  if (found.length < most) {
    const rows: { subject: string }[] = await transfersIn(db, scope)
      .where('subject', '>', after.startsWith('transfer:') ? after : '')
      .orderBy('subject')
      .limit(most - found.length)
      .select('subject');
    found.push(...rows.map(({ subject }) => subject));
  }
  return found;
}

type Period = Exclude<ReplayScope, { subject: string }>;

function dossiersIn(db: Knex, { from, to }: Period): Knex.QueryBuilder {
  return db('dossiers')
    .where('opened_at', '>=', startOfDay(from))
    .andWhere('opened_at', '<', startOfDay(addDays(to, 1)));
}

/** A transfer begins with the first event of its chain. */
function transfersIn(db: Knex, { from, to }: Period): Knex.QueryBuilder {
  return db('ledger')
    .where({ kind: 'begun', seq: 1 })
    .andWhere('subject', 'like', 'transfer:%')
    .andWhere('recorded_at', '>=', startOfDay(from))
    .andWhere('recorded_at', '<', startOfDay(addDays(to, 1)));
}

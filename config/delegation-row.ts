import type { Knex } from 'knex';
import type { DelegationState } from '../domain/delegation';
import type { LocalDate } from '../domain/time';

type Row = { state: string };
const stateOf = ({ state }: Row) => JSON.parse(state) as DelegationState;

export async function delegationBy(db: Knex, id: string): Promise<DelegationState | undefined> {
  const row: Row | undefined = await db('delegations').where({ id }).first('state');
  return row && stateOf(row);
}

/** What was handed over to somebody and holds on a day. */
export async function heldBy(db: Knex, delegate: string, day: LocalDate): Promise<DelegationState[]> {
  const rows: Row[] = await holding(db, day).where({ delegate }).select('state');
  return rows.map(stateOf);
}

/** All that hold on a day. */
export async function holdingOn(db: Knex, day: LocalDate): Promise<DelegationState[]> {
  const rows: Row[] = await holding(db, day).select('state');
  return rows.map(stateOf);
}

function holding(db: Knex, day: LocalDate): Knex.QueryBuilder {
  return db('delegations')
    .whereNull('withdrawn_at')
    .where('from_on', '<=', day)
    .where('to_on', '>=', day)
    .orderBy(['delegator', 'id']);
}

/** Those that have not ended by a day in which somebody is on either side. */
export async function concerning(db: Knex, accounts: string[], day: LocalDate): Promise<DelegationState[]> {
  const rows: Row[] = await db('delegations')
    .where((any) => void any.whereIn('delegator', accounts).orWhereIn('delegate', accounts))
    .where('to_on', '>=', day)
    .select('state');
  return rows.map(stateOf);
}

import type { Knex } from 'knex';
import type { DelegationState } from '../../domain/delegation';
import type { LocalDate } from '../../domain/time';
import type { UnitId } from '../../domain/unit';
import { newestPage, placeOf, type Page } from '../cursor';

export type DelegationFilter = {
  /** Either side. */
  account?: string;
  /** In force on this day. */
  on?: LocalDate;
  state?: 'coming' | 'in-force' | 'ended';
};

/** Those of somebody himself, on either side, and those of the units that he is set over. */
export type Seen = { account: string; units: UnitId[] | 'all' };

type Row = { id: string; from_on: LocalDate; state: string };

/** Delegations by their first day, the latest first. */
export async function delegationPage(
  db: Knex,
  seen: Seen,
  { account, on, state }: DelegationFilter,
  today: LocalDate,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<Page<DelegationState>> {
  const query = db('delegations').select('id', 'from_on', 'state');
  whereSeen(query, seen);
  if (account !== undefined)
    void query.where((side) => void side.where({ delegator: account }).orWhere({ delegate: account }));
  if (on !== undefined) whereHolds(query, on);
  if (state === 'in-force') whereHolds(query, today);
  if (state === 'coming') void query.whereNull('withdrawn_at').where('from_on', '>', today);
  if (state === 'ended')
    void query.where((over) => void over.whereNotNull('withdrawn_at').orWhere('to_on', '<', today));
  const { items, next } = await newestPage<Row>(query, ['from_on', 'id'], limit, placeOf(cursor));
  return { items: items.map((row) => JSON.parse(row.state) as DelegationState), next };
}

function whereSeen(query: Knex.QueryBuilder, { account, units }: Seen): void {
  if (units === 'all') return;
  void query.where(
    (own) => void own.where({ delegator: account }).orWhere({ delegate: account }).orWhereIn('unit', units),
  );
}

function whereHolds(query: Knex.QueryBuilder, day: LocalDate): void {
  void query.whereNull('withdrawn_at').where('from_on', '<=', day).where('to_on', '>=', day);
}

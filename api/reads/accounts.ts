import type { Knex } from 'knex';
import { accountOf, type AccountRow } from '../../config/account-row';
import type { Account } from '../../domain/account';
import type { AccountRole } from '../../domain/permission';
import { encodeCursor } from '../cursor';

export type AccountFilter = { role?: AccountRole; unit?: string; state?: Account['state'] };

/** Accounts that fit, by their names. */
export async function accountPage(
  db: Knex,
  filter: AccountFilter,
  limit: number,
  after?: string,
): Promise<{ items: Account[]; next: string | null }> {
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  const query = db<AccountRow>('accounts')
    .where(given)
    .orderBy('id')
    .limit(limit + 1);
  if (after !== undefined) void query.where('id', '>', after);
  const rows: AccountRow[] = await query;
  const items = rows.slice(0, limit).map(accountOf);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor({ after: null, id: last.id }) : null };
}

/** Everybody of some roles who may sign in, by their names. */
export async function peopleOf(db: Knex, roles: AccountRole[]): Promise<Account[]> {
  const rows: AccountRow[] = await db<AccountRow>('accounts')
    .where({ kind: 'person', state: 'active' })
    .whereIn('role', roles)
    .orderBy(['name', 'id']);
  return rows.map(accountOf);
}

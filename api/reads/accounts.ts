import type { Knex } from 'knex';
import { accountOf, type AccountRow } from '../../config/account-row';
import type { Account } from '../../domain/account';
import type { AccountRole } from '../../domain/permission';
import { hasWords } from '../../domain/text';
import { encodeCursor } from '../cursor';

export type AccountFilter = { role?: AccountRole; unit?: string; state?: Account['state'] };

type Page = { items: Account[]; next: string | null };

/** Read at once while words are looked for. */
const BATCH = 500;

/** Accounts in whose account name or name all words occur, with or without diacritics, by their account names. */
export async function accountsNamed(
  db: Knex,
  q: string,
  filter: AccountFilter,
  limit: number,
  after?: string,
): Promise<Page> {
  const fits = ({ id, name }: Account) => hasWords(q, `${id} ${name}`);
  const found: Account[] = [];
  let place = after;
  for (;;) {
    const { items, next } = await accountPage(db, filter, BATCH, place);
    found.push(...items.filter(fits));
    place = items.at(-1)?.id;
    if (next === null || found.length > limit) break;
  }
  return pageOf(found, limit);
}

/** Accounts that fit, by their names. */
export async function accountPage(db: Knex, filter: AccountFilter, limit: number, after?: string): Promise<Page> {
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  const query = db<AccountRow>('accounts')
    .where(given)
    .orderBy('id')
    .limit(limit + 1);
  if (after !== undefined) void query.where('id', '>', after);
  const rows: AccountRow[] = await query;
  return pageOf(rows.map(accountOf), limit);
}

function pageOf(found: Account[], limit: number): Page {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? encodeCursor({ after: null, id: last.id }) : null };
}

/** Everybody of some roles who may sign in, by their names. */
export async function peopleOf(db: Knex, roles: AccountRole[]): Promise<Account[]> {
  const rows: AccountRow[] = await db<AccountRow>('accounts')
    .where({ kind: 'person', state: 'active' })
    .whereIn('role', roles)
    .orderBy(['name', 'id']);
  return rows.map(accountOf);
}

import type { Knex } from 'knex';
import type { Account } from '../domain/account';
import type { Instant } from '../domain/time';

/** An account as it is stored. What only the issuer needs, the password and its failures, lies in `credentials`. */
export type AccountRow = Omit<Account, 'id'> & {
  id: string;
  skeleton: string;
  created_at: Instant;
  created_by: string;
};

export type CredentialRow = {
  account: string;
  password: string;
  /** 1 until the first password was changed. */
  must_change: number;
  failures: number;
  /** No further try before this moment, in milliseconds of the machine's clock. */
  wait_until: number;
  changed_at: Instant;
};

export function accountOf({ id, subject, name, kind, role, unit, state }: AccountRow): Account {
  return { id, subject, name, kind, role, unit, state };
}

export async function accountNames(db: Knex, ids: string[]): Promise<Map<string, string>> {
  const rows: { id: string; name: string }[] = await db('accounts').whereIn('id', ids).select('id', 'name');
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function accountBy(db: Knex, by: { id: string } | { subject: string }): Promise<Account | undefined> {
  const row = await db<AccountRow>('accounts').where(by).first();
  return row && accountOf(row);
}

import type { Knex } from 'knex';
import type { AccountRow, CredentialRow } from '../../config/account-row';
import { nameSkeleton, type Account } from '../../domain/account';
import type { By } from '../../domain/actor';
import { refusedAt } from '../../domain/problem';
import type { Instant } from '../../domain/time';
import { noteLedger } from './ledger';

export type Writing = { by: By; now: Instant; commandId: string };

/**
 * Writes a new account. Its password is known to the issuer only, as a hash, and is in no event.
 * @param hash of the first password, which has to be changed; none where another issuer knows it
 * @throws Refusal account-taken when the name, or one that looks like it, was ever given
 */
export async function insertAccount(
  trx: Knex,
  account: Account,
  hash: string | undefined,
  { by, now, commandId }: Writing,
): Promise<void> {
  // A write first: on SQLite a transaction that has read cannot write once somebody else has.
  await trx('accounts').where({ id: account.id }).update({ id: account.id });
  const skeleton = nameSkeleton(account.id);
  const taken: { id: string } | undefined = await trx<AccountRow>('accounts')
    .where({ skeleton })
    .orWhere({ subject: account.subject })
    .first('id');
  if (taken) throw refusedAt('/id', 'account-taken', { account: taken.id });
  await trx('accounts').insert({ ...account, skeleton, created_at: now, created_by: by.id } satisfies AccountRow);
  if (hash !== undefined) await writePassword(trx, account, hash, now);
  await noteAccount(trx, account.id, { kind: 'created', account: { ...account } }, { by, now, commandId });
}

/** A password that somebody else has set: to be changed at the next sign-in, and all waiting is over. */
export async function writePassword(trx: Knex, { id, kind }: Account, password: string, now: Instant): Promise<void> {
  const row: CredentialRow = {
    account: id,
    password,
    must_change: kind === 'person' ? 1 : 0,
    failures: 0,
    wait_until: 0,
    changed_at: now,
  };
  await trx('credentials').insert(row).onConflict('account').merge();
}

export async function noteAccount(
  trx: Knex,
  id: string,
  what: { kind: string } & Record<string, unknown>,
  { by, now, commandId }: Writing,
): Promise<void> {
  await noteLedger(trx, `account:${id}`, what, by, now, commandId);
}

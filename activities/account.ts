import type { Knex } from 'knex';
import type { AccountAct, AccountBody } from '../config/account-body';
import { accountOf, type AccountRow } from '../config/account-row';
import { locked } from '../config/dialect';
import type { Account } from '../domain/account';
import { Refusal } from '../domain/problem';
import type { Instant } from '../domain/time';
import { insertAccount, noteAccount, writePassword } from './stores/accounts';

const KINDS = { lock: 'locked', unlock: 'unlocked', close: 'closed', reset: 'password-reset' } as const;
const STATES = { lock: 'locked', unlock: 'active', close: 'closed' } as const;

/**
 * Carries out what an administrator does with an account.
 * @throws Refusal account-taken, account-not-found, account-closed, same-person
 */
export async function applyAccount(
  trx: Knex,
  { actor: by, accountId, act }: AccountBody,
  now: Instant,
  commandId: string,
): Promise<void> {
  const writing = { by, now, commandId };
  if (act.do === 'create') return insertAccount(trx, act.account, act.hash, writing);
  const account = await openAccount(trx, accountId);
  // Nobody locks himself out, or takes his own lock away through a second session.
  if (account.id === by.id) throw new Refusal('same-person', { action: act.do });
  await change(trx, account, act, now);
  await noteAccount(trx, account.id, { kind: KINDS[act.do], reason: act.reason }, writing);
}

async function change(trx: Knex, account: Account, act: Exclude<AccountAct, { do: 'create' }>, now: Instant) {
  if (act.do === 'reset') return writePassword(trx, account, act.hash, now);
  await trx<AccountRow>('accounts').where({ id: account.id }).update({ state: STATES[act.do] });
  if (act.do === 'close') await trx('credentials').where({ account: account.id }).delete();
}

async function openAccount(trx: Knex, id: string): Promise<Account> {
  const row: AccountRow | undefined = await locked(trx, trx('accounts').where({ id }).first());
  if (!row) throw new Refusal('account-not-found');
  if (row.state === 'closed') throw new Refusal('account-closed', { account: id });
  return accountOf(row);
}

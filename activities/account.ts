import type { Knex } from 'knex';
import type { AccountAct, AccountBody, AccountChange } from '../config/account-body';
import { accountOf, type AccountRow } from '../config/account-row';
import { concerning } from '../config/delegation-row';
import { locked } from '../config/dialect';
import { endSessions } from '../config/issuer-items';
import type { Account } from '../domain/account';
import type { Actor } from '../domain/actor';
import { endByMove } from '../domain/delegation';
import { Refusal } from '../domain/problem';
import { localDate, type Instant } from '../domain/time';
import { insertAccount, noteAccount, writePassword, type Writing } from './stores/accounts';
import { holdDelegation, writeDelegation } from './stores/delegations';

const KINDS = { lock: 'locked', unlock: 'unlocked', close: 'closed', reset: 'password-reset' } as const;
const STATES = { lock: 'locked', unlock: 'active', close: 'closed' } as const;

/**
 * Carries out what an administrator does with an account.
 * @throws Refusal account-taken, account-not-found, account-closed, account-unchanged, same-person
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
  if (act.do === 'change') return changeAccount(trx, account, act, { actor: by, ...writing });
  await setState(trx, account, act, now);
  await noteAccount(trx, account.id, { kind: KINDS[act.do], reason: act.reason }, writing);
}

async function setState(
  trx: Knex,
  account: Account,
  act: Exclude<AccountAct, { do: 'create' | 'change' }>,
  now: Instant,
) {
  // Somebody else may have one: whoever is let in again signs in anew (ASVS 5.0, 7.4.1, 7.4.2).
  if (act.do !== 'unlock') await endSessions(trx, account.id);
  if (act.do === 'reset') return writePassword(trx, account, act.hash, now);
  await trx<AccountRow>('accounts').where({ id: account.id }).update({ state: STATES[act.do] });
  if (act.do === 'close') await trx('credentials').where({ account: account.id }).delete();
}

type Changing = { to: AccountChange; reason: string };

/** Another post takes the delegations of the old one with it: whoever stood in for him was to stand in there. */
async function changeAccount(
  trx: Knex,
  account: Account,
  { to, reason }: Changing,
  { actor, ...writing }: Writing & { actor: Actor },
): Promise<void> {
  const { name, role, unit } = account;
  const before = { name, role, unit };
  const after = { ...before, ...to };
  const moved = after.role !== role || after.unit !== unit;
  if (!moved && after.name === name) throw new Refusal('account-unchanged', { account: account.id });
  await trx<AccountRow>('accounts').where({ id: account.id }).update(after);
  await noteAccount(trx, account.id, { kind: 'changed', before, after, reason }, writing);
  if (moved) await endDelegations(trx, account.id, reason, actor, writing);
}

async function endDelegations(trx: Knex, id: string, reason: string, actor: Actor, { now, commandId }: Writing) {
  for (const one of await concerning(trx, [id], localDate(now))) {
    const held = await holdDelegation(trx, one.id);
    if (!held || held.state.withdrawn) continue;
    await writeDelegation(trx, held, endByMove(held.state, reason, actor, now, commandId));
  }
}

async function openAccount(trx: Knex, id: string): Promise<Account> {
  const row: AccountRow | undefined = await locked(trx, trx('accounts').where({ id }).first());
  if (!row) throw new Refusal('account-not-found');
  if (row.state === 'closed') throw new Refusal('account-closed', { account: id });
  return accountOf(row);
}

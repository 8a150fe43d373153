import type { Knex } from 'knex';
import { accountBy, type CredentialRow } from '../../config/account-row';
import { hashPassword, isPassword } from '../../config/password';
import { accountName, passwordFault, signInWait, type Account, type PasswordFault } from '../../domain/account';
import { toInstant } from '../../domain/time';

export type SignIn =
  | { is: 'in'; account: Account }
  | { is: 'must-change'; account: Account }
  /** Nobody learns which of both was wrong, or whether there is such an account. */
  | { is: 'wrong' }
  /** Seconds until the next try. */
  | { is: 'waiting'; seconds: number };

const waiting = new Map<string, Promise<unknown>>();

/** Checks a name and a password. Of one account one try after the other, so that many at once gain nothing. */
export function signIn(db: Knex, written: string, password: string): Promise<SignIn> {
  const id = accountName(written);
  const turn = (waiting.get(id ?? '') ?? Promise.resolve()).then(() => tried(db, id, password));
  const over: Promise<unknown> = turn
    .catch(() => undefined)
    .then(() => (waiting.get(id ?? '') === over ? waiting.delete(id ?? '') : false));
  waiting.set(id ?? '', over);
  return turn;
}

async function tried(db: Knex, id: string | undefined, password: string): Promise<SignIn> {
  const account = id === undefined ? undefined : await accountBy(db, { id });
  const credential = account && (await credentialOf(db, account.id));
  const wait = credential ? Number(credential.wait_until) - Date.now() : 0;
  if (wait > 0) return { is: 'waiting', seconds: Math.ceil(wait / 1000) };
  if (credential) await count(db, credential);
  const right = await isPassword(password, credential?.password);
  if (!right || account?.state !== 'active' || !credential) return { is: 'wrong' };
  await db<CredentialRow>('credentials').where({ account: account.id }).update({ failures: 0, wait_until: 0 });
  return { is: credential.must_change && account.kind === 'person' ? 'must-change' : 'in', account };
}

async function count(db: Knex, { account, failures }: CredentialRow): Promise<void> {
  const wait = signInWait(failures + 1);
  await db<CredentialRow>('credentials')
    .where({ account })
    .update({ failures: failures + 1, wait_until: wait === 0 ? 0 : Date.now() + wait * 1000 });
}

function credentialOf(db: Knex, account: string): Promise<CredentialRow | undefined> {
  return db<CredentialRow>('credentials').where({ account }).first();
}

/** Puts a new password in place of one that was just proven. */
export async function changePassword(
  db: Knex,
  { id }: Account,
  before: string,
  password: string,
): Promise<PasswordFault | undefined> {
  const fault = passwordFault(password, id, before);
  if (fault) return fault;
  const row = { password: await hashPassword(password), must_change: 0, changed_at: toInstant(Date.now()) };
  await db<CredentialRow>('credentials').where({ account: id }).update(row);
  return undefined;
}

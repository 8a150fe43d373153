import type { Knex } from 'knex';
import { accountBy, type CredentialRow } from '../../config/account-row';
import { isGuessable } from '../../config/guessable';
import { hashPassword, isPassword } from '../../config/password';
import { accountName, passwordFault, signInWait, type Account, type PasswordFault } from '../../domain/account';
import type { RefusedFor } from '../../domain/sign-in';
import { toInstant } from '../../domain/time';

export type SignIn =
  | { is: 'in'; account: Account }
  | { is: 'must-change'; account: Account }
  /** Nobody who tries learns which of both was wrong, or whether there is such an account: `of` is for the record alone. */
  | { is: 'wrong'; of?: string; why: Exclude<RefusedFor, 'waiting' | 'address-waiting'>; wait: number }
  /** Seconds until the next try. */
  | { is: 'waiting'; of: string; seconds: number };

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
  if (account && wait > 0) return { is: 'waiting', of: account.id, seconds: Math.ceil(wait / 1000) };
  const held = credential ? await count(db, credential) : 0;
  const right = await isPassword(password, credential?.password);
  if (!account) return { is: 'wrong', why: 'unknown', wait: 0 };
  const of = account.id;
  if (!right || !credential) return { is: 'wrong', of, why: 'wrong', wait: held };
  if (account.state !== 'active') return { is: 'wrong', of, why: 'not-active', wait: held };
  await db<CredentialRow>('credentials').where({ account: account.id }).update({ failures: 0, wait_until: 0 });
  return { is: credential.must_change && account.kind === 'person' ? 'must-change' : 'in', account };
}

/** Counts a try as failed before it is made; for how many seconds no other may follow if it does fail. */
async function count(db: Knex, { account, failures }: CredentialRow): Promise<number> {
  const wait = signInWait(failures + 1);
  await db<CredentialRow>('credentials')
    .where({ account })
    .update({ failures: failures + 1, wait_until: wait === 0 ? 0 : Date.now() + wait * 1000 });
  return wait;
}

function credentialOf(db: Knex, account: string): Promise<CredentialRow | undefined> {
  return db<CredentialRow>('credentials').where({ account }).first();
}

export type NewPasswordFault = PasswordFault | 'guessable';

/** Puts a new password in place of one that was just proven. */
export async function changePassword(
  db: Knex,
  { id, name }: Account,
  before: string,
  password: string,
): Promise<NewPasswordFault | undefined> {
  const fault = passwordFault(password, id, before);
  if (fault) return fault;
  if (isGuessable(password, [id, name])) return 'guessable';
  const row = { password: await hashPassword(password), must_change: 0, changed_at: toInstant(Date.now()) };
  await db<CredentialRow>('credentials').where({ account: id }).update(row);
  return undefined;
}

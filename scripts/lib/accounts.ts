import type { Knex } from 'knex';
import { insertAccount } from '../../activities/stores/accounts';
import { accountBy } from '../../config/account-row';
import { idFrom } from '../../config/canonical';
import { hashPassword, randomPassword } from '../../config/password';
import type { Account } from '../../domain/account';
import { SYSTEM } from '../../domain/actor';
import type { Instant } from '../../domain/time';
import type { FirstAccount } from '../../config/first-accounts';

type Wanted = Pick<Account, 'id' | 'role' | 'unit'> & Partial<Pick<Account, 'subject' | 'name'>>;

/**
 * Makes sure that there is an account for a role at a unit, without a password: tokens for it are made by whoever has the
 * keys of this machine.
 * @throws Error when there is one of that name with another role, unit or subject
 */
export async function ensureAccount(
  db: Knex,
  { id, role, unit, subject = id, name = id }: Wanted,
  now: Instant,
): Promise<Account> {
  const known = await accountBy(db, { id });
  if (known && (known.role !== role || known.unit !== unit || known.subject !== subject)) {
    throw new Error(`tài khoản “${id}” đã có (the account exists): ${known.role}, ${known.unit}, ${known.subject}`);
  }
  if (known) return known;
  const account: Account = { id, subject, name, kind: 'person', role, unit, state: 'active' };
  try {
    await db.transaction((trx) => insertAccount(trx, account, undefined, byTheStart(id, now)));
    return account;
  } catch (error) {
    // Of two that make it at the same moment one does, and both have it.
    const made = await accountBy(db, { id });
    if (made?.role === role && made.unit === unit) return made;
    throw error;
  }
}

/** An account of a fresh start, with its first password, which is written nowhere else. */
export type Given = { account: Account; password: string };

/** Makes the first accounts where there are none at all. */
export async function firstAccounts(db: Knex, wanted: FirstAccount[], now: Instant): Promise<Given[]> {
  if (await db('accounts').first('id')) return [];
  const given = await Promise.all(
    wanted.map(async (each) => {
      const password = randomPassword();
      const account: Account = { ...each, subject: each.id, kind: 'person', state: 'active' };
      return { account, password, hash: await hashPassword(password) };
    }),
  );
  await db.transaction(async (trx) => {
    for (const { account, hash } of given) await insertAccount(trx, account, hash, byTheStart(account.id, now));
  });
  return given.map(({ account, password }) => ({ account, password }));
}

const byTheStart = (id: string, now: Instant) => ({ by: SYSTEM, now, commandId: idFrom(`account\n${id}`) });

/** What is printed once. */
export function givenText(given: Given[]): string {
  const rows = given.map(({ account: { id, role, unit }, password }) => [id, password, `${role} (${unit})`]);
  const widths = [0, 1].map((i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const lines = rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('   ')}`);
  return `
Tài khoản đầu tiên, mật khẩu chỉ hiện một lần này và phải đổi khi đăng nhập.
(First accounts. The passwords are shown this once and have to be changed at the first sign-in.)
${lines.join('\n')}
`;
}

import { signToken } from '../../api/issuer/local-token';
import type { Env } from '../../config/env';
import type { Home } from '../../config/home';
import { TokenKeys } from '../../config/token-keys';
import type { Account } from '../../domain/account';
import type { AccountRole } from '../../domain/permission';

/** Somebody of a test, who may stand in several roles: the subject of his token says which, and the stand-in below reads it. */
export type Person = { sub: string; role: string; unit: string };

export const subjectOf = ({ sub, role, unit }: Person) => `${sub}|${role}|${unit}`;

/** Takes the place of the accounts on record. */
export function madeUp(subject: string): Promise<Account | undefined> {
  const [id = '', role = '', unit = ''] = subject.split('|');
  const account = { id, subject, name: id, kind: 'person', role: role as AccountRole, unit, state: 'active' } as const;
  return Promise.resolve(role === '' ? undefined : account);
}

const DAY_S = 86_400;

export function madeUpToken({ home, env }: { home: Home; env: Env }, person: Person): Promise<string> {
  const { role, unit } = person;
  return signToken(new TokenKeys(home.keys), env.publicUrl, { sub: subjectOf(person), role, unit, seconds: DAY_S });
}

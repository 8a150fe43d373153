import { signToken } from '../api/issuer/local-token';
import { openDatabase } from '../config/database';
import { databasePlace, type Env } from '../config/env';
import type { Home } from '../config/home';
import { TokenKeys } from '../config/token-keys';
import type { AccountRole } from '../domain/permission';
import type { Instant } from '../domain/time';
import { ensureAccount } from '../scripts/lib/accounts';

/** Tokens for somebody in a role at a unit, each with his account. */
export function people(env: Env, home: Home, now: () => Instant) {
  const keys = new TokenKeys(home.keys);
  return async (role: string, unit: string): Promise<string> => {
    const db = openDatabase(databasePlace(env), 'write');
    try {
      const { id: sub } = await ensureAccount(db, { id: `${role}.${unit}`, role: role as AccountRole, unit }, now());
      return await signToken(keys, env.publicUrl, { sub, role, unit, seconds: 36_000 });
    } finally {
      await db.destroy();
    }
  };
}

import type { Knex } from 'knex';

/** Where the embedded issuer keeps sessions, codes and grants: one table. */
export const ISSUER_ITEMS = 'issuer_items';

export type IssuerItem = {
  model: string;
  id: string;
  payload: string;
  grant_id: string | null;
  uid: string | null;
  consumed_at: number | null;
  /** Seconds since 1970, by the machine's clock. */
  expires_at: number | string | null;
};

/** A browser in which somebody is signed in. Times are seconds since 1970. */
export type IssuerSession = { id: string; account: string; since: number; until: number };

const nowSeconds = () => Math.floor(Date.now() / 1000);

/** The sessions of an account that have not run out, the newest first. */
export async function sessionsOf(db: Knex, account: string): Promise<IssuerSession[]> {
  const rows = await open(db).select('uid', 'payload', 'expires_at');
  return rows
    .map(sessionIn)
    .filter((session) => session.account === account)
    .sort((a, b) => b.since - a.since);
}

/** Whether a session is still open: a token of one that is over is worth nothing any more. */
export async function isOpenSession(db: Knex, id: string): Promise<boolean> {
  return (await open(db).where({ uid: id }).first('uid')) !== undefined;
}

/**
 * Ends what somebody has open.
 * @param which all of them unless told
 * @returns how many there were
 */
export async function endSessions(
  db: Knex,
  account: string,
  which: (session: IssuerSession) => boolean = () => true,
): Promise<number> {
  const ids = (await sessionsOf(db, account)).filter(which).map(({ id }) => id);
  await db<IssuerItem>(ISSUER_ITEMS).where({ model: 'Session' }).whereIn('uid', ids).delete();
  return ids.length;
}

function open(db: Knex) {
  return db<IssuerItem>(ISSUER_ITEMS)
    .where({ model: 'Session' })
    .where((lasting) => void lasting.whereNull('expires_at').orWhere('expires_at', '>', nowSeconds()));
}

/** An account's name stands only inside of what the library keeps. */
function sessionIn({ uid, payload, expires_at: until }: Pick<IssuerItem, 'uid' | 'payload' | 'expires_at'>) {
  const { accountId, loginTs, iat } = JSON.parse(payload) as { accountId?: string; loginTs?: number; iat?: number };
  return { id: uid ?? '', account: accountId ?? '', since: loginTs ?? iat ?? 0, until: Number(until) };
}

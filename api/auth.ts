import type { KeyObject } from 'node:crypto';
import { errors, jwtVerify, type JWTVerifyGetKey, type JWTVerifyOptions } from 'jose';
import type { Account } from '../domain/account';
import type { Actor } from '../domain/actor';
import type { Catalogue } from '../domain/catalogue';
import { Refusal } from '../domain/problem';
import { localDate, type Instant } from '../domain/time';
import { unitId } from '../domain/unit';

/** Signatures that are taken. Neither `none` nor one with a shared secret is among them, whatever a token says of itself. */
const ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'];

/** Whose tokens are taken, and who stands behind them. */
export type TokenSource = {
  issuer: string;
  audience: string;
  keys: JWTVerifyGetKey;
  /**
   * The account of a token's subject. Role and unit come from there and from nothing that a client may write.
   * @param session that the token belongs to: when that is over there is nobody behind the token
   */
  account: (subject: string, session?: string) => Promise<Account | undefined>;
  /** It knows people of whom there is no account here: they are told so, where otherwise only a closed one is without. */
  elsewhere?: boolean;
};

export type AuthParts = TokenSource & {
  /** The configuration as it is now. */
  catalogue: () => Catalogue;
  /** The product's time: which unit carries on the work of one that was merged. */
  now: () => Instant;
  /** The machine's time, by which tokens run out. */
  clock?: () => number;
};

export type Authenticate = (authorization: string | undefined) => Promise<Actor>;

type Claims = { sub: string; exp: number; sid?: string };

const MAX_TOKEN = 4096;
const MAX_CACHED = 5000;
/** Clocks of two machines may differ by so many seconds. */
const TOLERANCE_S = 5;

/**
 * Who sends a request, by its bearer token alone. Signatures that were checked are remembered, so that a counter at
 * work costs no cryptography; whether the token has run out, and what has become of the account, is looked at every time.
 */
export function authenticator(parts: AuthParts): Authenticate {
  const { catalogue, now, account, elsewhere = false, clock = Date.now } = parts;
  const verified = new Map<string, Claims>();
  return async (authorization) => {
    const token = bearer(authorization);
    const known = verified.get(token);
    const claims = known ?? (await verify(token, parts, clock()));
    if ((claims.exp + TOLERANCE_S) * 1000 <= clock()) throw refused();
    if (!known) remember(verified, token, claims);
    const found = await account(claims.sub, claims.sid);
    if (!found && elsewhere) throw new Refusal('no-account-here', { subject: claims.sub });
    if (found?.state !== 'active') throw refused();
    return actorOf(found, catalogue(), now());
  };
}

function bearer(authorization: string | undefined): string {
  const [, token] = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '') ?? [];
  if (!token || token.length > MAX_TOKEN) throw refused();
  return token;
}

async function verify(token: string, { issuer, audience, keys }: TokenSource, at: number): Promise<Claims> {
  const options: JWTVerifyOptions = {
    algorithms: ALGORITHMS,
    issuer,
    audience,
    requiredClaims: ['exp', 'sub'],
    clockTolerance: TOLERANCE_S,
    currentDate: new Date(at),
  };
  try {
    const { sub = '', exp = 0, sid } = (await jwtVerify(token, keys, options)).payload;
    if (sub !== '') return { sub, exp, ...(typeof sid === 'string' && { sid }) };
  } catch (error) {
    // Keys that cannot be fetched are not the caller's fault; of all else, why a token is not taken is its issuer's business.
    if (!(error instanceof errors.JOSEError) || isUnreachable(error)) throw new Refusal('issuer-unavailable');
  }
  throw refused();
}

/** jose tells a failed fetch by its general error, or by a timeout. */
function isUnreachable({ code }: errors.JOSEError): boolean {
  return code === 'ERR_JWKS_TIMEOUT' || code === 'ERR_JOSE_GENERIC';
}

/** A unit that has been merged away has no staff any more: they sign in at its successor. */
export function actorOf({ id, role, unit }: Account, catalogue: Catalogue, at: Instant): Actor {
  const found = catalogue.unitAt(unit, localDate(at));
  if (!found) throw refused();
  const own = unitId(found);
  return { id, role, unit: own, actsFor: catalogue.actsFor(own) };
}

function remember(verified: Map<string, Claims>, token: string, claims: Claims): void {
  const oldest = verified.keys().next();
  if (verified.size >= MAX_CACHED && !oldest.done) verified.delete(oldest.value);
  verified.set(token, claims);
}

function refused(): Refusal {
  return new Refusal('not-signed-in');
}

/** Keys that lie on this machine. */
export function localKeys(keyOf: (kid: string) => KeyObject | undefined): JWTVerifyGetKey {
  return ({ kid = '' }) => {
    const key = keyOf(kid);
    if (!key) throw new errors.JWKSNoMatchingKey();
    return key;
  };
}

import { jwtVerify, SignJWT } from 'jose';
import type { Actor } from '../domain/actor';
import type { Catalogue } from '../domain/catalogue';
import { Refusal } from '../domain/problem';
import { ROLES, type Role } from '../domain/process';
import { toMillis, type Instant, localDate } from '../domain/time';
import { unitId } from '../domain/unit';

export const TOKEN_ISSUER = 'mot-cua-dev';
export const TOKEN_AUDIENCE = 'mot-cua';
export const TOKEN_ALGORITHM = 'HS256';

type Claims = { sub: string; role: Role; unit: string; exp: number };

export type TokenOrder = { sub: string; role: string; unit: string; issuedAt: number; seconds: number };

/** Makes a development token. Times are in seconds since the epoch. */
export function signToken(key: Uint8Array, { sub, role, unit, issuedAt, seconds }: TokenOrder): Promise<string> {
  return new SignJWT({ role, unit })
    .setProtectedHeader({ alg: TOKEN_ALGORITHM, typ: 'JWT' })
    .setIssuer(TOKEN_ISSUER)
    .setAudience(TOKEN_AUDIENCE)
    .setSubject(sub)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + seconds)
    .sign(key);
}

export type Authenticate = (authorization: string | undefined) => Promise<Actor>;

const MAX_TOKEN = 4096;
const MAX_CACHED = 1000;

/**
 * Who sends a request, by its bearer token alone. Signatures that were checked are remembered, so that a counter at
 * work costs no cryptography; expiry and unit are looked at every time.
 */
export function authenticator(key: Buffer, catalogue: Catalogue, now: () => Instant): Authenticate {
  const verified = new Map<string, Claims>();
  return async (authorization) => {
    const token = bearer(authorization);
    const at = now();
    const claims = verified.get(token) ?? (await verify(token, key, at));
    if (claims.exp * 1000 <= toMillis(at)) throw refused();
    if (!verified.has(token)) remember(verified, token, claims);
    return actorOf(claims, catalogue, at);
  };
}

function bearer(authorization: string | undefined): string {
  const [, token] = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '') ?? [];
  if (!token || token.length > MAX_TOKEN) throw refused();
  return token;
}

async function verify(token: string, key: Buffer, at: Instant): Promise<Claims> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [TOKEN_ALGORITHM],
      issuer: TOKEN_ISSUER,
      audience: TOKEN_AUDIENCE,
      requiredClaims: ['exp', 'sub', 'role', 'unit'],
      currentDate: new Date(toMillis(at)),
    });
    const { sub = '', role, unit, exp = 0 } = payload;
    if (isAccount(sub) && isRole(role) && typeof unit === 'string') return { sub, role, unit, exp };
  } catch {
    // Why a token is not accepted is nobody's business but its issuer's.
  }
  throw refused();
}

/** Account names as they are written into the record. The clock's own name is nobody's account. */
export function isAccount(name: string): boolean {
  return /^[a-z0-9][a-z0-9._@-]{0,63}$/i.test(name) && name !== 'system';
}

/** Roles that a person can have: the clock's is not among them. */
export function isRole(role: unknown): role is Role {
  return role !== 'system' && (ROLES as readonly unknown[]).includes(role);
}

/** A unit that has been merged away has no staff any more: they sign in at its successor. */
function actorOf({ sub, role, unit }: Claims, catalogue: Catalogue, at: Instant): Actor {
  const found = catalogue.unitAt(unit, localDate(at));
  if (!found) throw refused();
  const id = unitId(found);
  return { id: sub, role, unit: id, actsFor: catalogue.actsFor(id) };
}

function remember(verified: Map<string, Claims>, token: string, claims: Claims): void {
  const oldest = verified.keys().next();
  if (verified.size >= MAX_CACHED && !oldest.done) verified.delete(oldest.value);
  verified.set(token, claims);
}

function refused(): Refusal {
  return new Refusal('not-signed-in');
}

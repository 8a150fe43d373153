import { SignJWT } from 'jose';
import { AUDIENCE } from '../../config/env-sign-in';
import type { TokenKeys } from '../../config/token-keys';
import { MOUNT } from './provider';

export type TokenOrder = { sub: string; role: string; unit: string; seconds: number };

/** What the embedded issuer calls itself. */
export function embeddedIssuer(publicUrl: string): string {
  return `${publicUrl}${MOUNT}`;
}

/**
 * An access token as the embedded issuer makes them, for programs on the machine that has its keys. Role and unit are for
 * display; what counts is the account.
 */
export function signToken(
  keys: TokenKeys,
  publicUrl: string,
  { sub, role, unit, seconds }: TokenOrder,
): Promise<string> {
  const { kid, key } = keys.signing;
  const issuedAt = Math.floor(Date.now() / 1000);
  return new SignJWT({ role, unit })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
    .setIssuer(embeddedIssuer(publicUrl))
    .setAudience(AUDIENCE)
    .setSubject(sub)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + seconds)
    .sign(key);
}

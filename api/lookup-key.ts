import { createHmac, timingSafeEqual } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/**
 * The key that is printed on a dossier's receipt: the code alone can be counted, this cannot be guessed (50 bits).
 * Crockford's base32 has no letters that look like digits.
 */
export function lookupKey(secret: Buffer, dossierId: string): string {
  const mac = createHmac('sha256', secret).update(dossierId, 'utf8').digest();
  let bits = 0n;
  for (const byte of mac.subarray(0, 7)) bits = (bits << 8n) | BigInt(byte);
  let key = '';
  for (let i = 0; i < LENGTH; i++) key += ALPHABET[Number((bits >> BigInt(51 - 5 * i)) & 31n)] ?? '';
  return `${key.slice(0, 5)}-${key.slice(5)}`;
}

/** Whether a key as somebody typed it is the dossier's. Takes the same time whatever is wrong with it. */
export function isLookupKey(secret: Buffer, dossierId: string, typed: string): boolean {
  const digest = (key: string) => createHmac('sha256', secret).update(plain(key), 'utf8').digest();
  return timingSafeEqual(digest(typed), digest(lookupKey(secret, dossierId)));
}

function plain(key: string): string {
  return key.replace(/[\s-]/g, '').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
}

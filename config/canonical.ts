import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** JSON by RFC 8785, so that anyone can compute the same bytes from the same values. */
export function canonical(value: unknown): string {
  return canonicalize(value) ?? '';
}

/** SHA-256 of a text, in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** An id in the shape of a UUID that is made from a text: the same text always means the same thing. */
export function idFrom(text: string): string {
  const hex = sha256(text);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

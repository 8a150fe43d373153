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

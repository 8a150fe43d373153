import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { Instant, LocalDate } from '../domain/time';
import { canonical, sha256 } from './canonical';

/**
 * What is signed for a day: the root of the tree over the heads of all chains, and the hash of the seal before it.
 * `size` is the number of leaves, `chains` and `events` what stood in the record. The key is the public one, as in a JWK.
 */
export type Seal = {
  format: typeof SEAL_FORMAT;
  day: LocalDate;
  size: number;
  chains: number;
  events: number;
  root: string;
  previous: string;
  takenAt: Instant;
  key: string;
  /** At a change of the key: the key before, and its signature under this one. */
  handedOn?: { by: string; signature: string };
};

export type SignedSeal = { seal: Seal; signature: string };

export const SEAL_FORMAT = 'mot-cua/seal/1';
const HANDED_ON = 'mot-cua/seal-key/1';

export type SealFault = 'signature' | 'key';

/** The hash by which the next seal names this one. */
export function sealHash(seal: Seal): string {
  return sha256(canonical(seal));
}

/** The public part of an Ed25519 key, as in a JWK: 32 bytes in base64url. */
export function publicPart(key: KeyObject): string {
  const { x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  return x ?? '';
}

/** A public key from its 32 bytes in base64url. */
export function publicKeyOf(x: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

export function signSeal(seal: Seal, key: KeyObject): SignedSeal {
  return { seal, signature: sign(null, Buffer.from(canonical(seal)), key).toString('base64url') };
}

/** What the old key says when the work goes on under a new one, after a certain seal. */
export function handOn(oldKey: KeyObject, newKey: string, previous: string): Seal['handedOn'] {
  const signature = sign(null, Buffer.from(handedOnText(newKey, previous)), oldKey).toString('base64url');
  return { by: publicPart(oldKey), signature };
}

const handedOnText = (newKey: string, previous: string) => `${HANDED_ON}\n${newKey}\n${previous}`;

/**
 * Whether a seal was signed by the key that it names, and that key is the one of the seal before or was handed on by it.
 * @param before the key of the seal before; nothing for the first one
 */
export function sealFault({ seal, signature }: SignedSeal, before: string | undefined): SealFault | undefined {
  if (!signedBy(seal.key, canonical(seal), signature)) return 'signature';
  if (before === undefined || before === seal.key) return undefined;
  const { by, signature: given } = seal.handedOn ?? { by: '', signature: '' };
  return by === before && signedBy(by, handedOnText(seal.key, seal.previous), given) ? undefined : 'key';
}

function signedBy(key: string, text: string, signature: string): boolean {
  try {
    return verify(null, Buffer.from(text), publicKeyOf(key), Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** No text that people write begins so: names of files hold no slash, contents are JSON, recipients are addresses. */
const PREFIX = 'encrypted/1/';
const [NONCE, TAG] = [12, 16];

/** What was encrypted does not open: another key, another place, or the bytes were changed. */
export class CipherBroken extends Error {
  constructor(place: string) {
    super(`what is encrypted at ${place} does not open`);
    this.name = 'CipherBroken';
  }
}

export const isEncrypted = (text: string): boolean => text.startsWith(PREFIX);

/**
 * Encrypts a text with AES-256-GCM.
 * @param key 32 bytes
 * @param place where it is kept; it opens only there, so nobody can put one row's text into another
 */
export function encrypt(key: Buffer, place: string, text: string): string {
  return PREFIX + encryptBytes(key, place, Buffer.from(text)).toString('base64url');
}

/** @throws CipherBroken */
export function decrypt(key: Buffer, place: string, encrypted: string): string {
  return decryptBytes(key, place, Buffer.from(encrypted.slice(PREFIX.length), 'base64url')).toString();
}

/** Nonce, tag and the encrypted bytes, one behind the other. */
export function encryptBytes(key: Buffer, place: string, bytes: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** @throws CipherBroken */
export function decryptBytes(key: Buffer, place: string, encrypted: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, encrypted.subarray(0, NONCE), { authTagLength: TAG })
      .setAAD(Buffer.from(place))
      .setAuthTag(encrypted.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(encrypted.subarray(NONCE + TAG)), decipher.final()]);
  } catch {
    throw new CipherBroken(place);
  }
}

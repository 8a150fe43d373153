import { createPrivateKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readKey, type Home } from './home';
import { publicPart } from './seal';
import { StartError } from './start-error';

/** The key that signs now, and those that signed before, newest first. */
export type SealKeys = { current: KeyObject; earlier: KeyObject[] };

type Keys = Pick<Home, 'path' | 'keys'>;

/** PKCS #8 of an Ed25519 key up to its 32 bytes (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * The keys of the daily seals: files of the installation's key folder, made at the first call, or one that is kept elsewhere.
 * @param file a PEM file with an Ed25519 key, when the key is kept outside of the installation
 * @throws StartError when a file is damaged or holds another kind of key
 */
export function sealKeys(home: Keys, file?: string): SealKeys {
  const own = [...generations(home)].reverse().map((name) => fromSeed(readKey(home, name)));
  if (file !== undefined) return { current: fromPem(file), earlier: own };
  const [current = fromSeed(readKey(home, nameOf(1))), ...earlier] = own;
  return { current, earlier };
}

/** The public parts of all keys that are there; looking makes none. */
export function knownSealKeys(home: Pick<Home, 'path' | 'keys'>, file?: string): string[] {
  const own = [...generations(home)].map((name) => publicPart(fromSeed(readKey(home, name))));
  return file === undefined ? own : [...own, publicPart(fromPem(file))];
}

/** Makes a new key, which signs from the next seal on; the old one stays, to hand on to it. @returns its public part */
export function newSealKey(home: Keys): string {
  sealKeys(home);
  const count = [...generations(home)].length;
  return publicPart(fromSeed(readKey(home, nameOf(count + 1))));
}

const nameOf = (generation: number) => (generation === 1 ? 'seal' : `seal-${generation}`);

function* generations({ keys }: Keys): Generator<string> {
  for (let i = 1; existsSync(join(keys, nameOf(i))); i++) yield nameOf(i);
}

function fromSeed(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

function fromPem(file: string): KeyObject {
  try {
    const key = createPrivateKey(readFileSync(file));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below: what the file holds is a secret and not repeated.
  }
  throw new StartError({
    vi: `Tệp khóa niêm phong “${file}” (SEAL_KEY_FILE) không đọc được hoặc không phải khóa Ed25519 dạng PEM.`,
    en: `The seal key file “${file}” (SEAL_KEY_FILE) cannot be read or is not an Ed25519 key in PEM form.`,
  });
}

import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeKeyFile, replaceKeyFile } from './key-file';

/** A private key of the embedded issuer, as it lies in the file. */
export type TokenKey = JsonWebKey & { kid: string; alg: 'ES256'; use: 'sig' };

const FILE = 'tokens.json';
/** The newest signs; earlier ones are kept for the tokens that are under way. */
const KEPT = 3;

/** The keys that the embedded issuer signs with. The newest comes first. */
export class TokenKeys {
  readonly #file: string;
  #keys: TokenKey[] = [];
  #public = new Map<string, KeyObject>();
  #text = '';

  /** @param folder the keys of this installation; a first key is made where there is none */
  constructor(folder: string) {
    this.#file = join(folder, FILE);
    if (!existsSync(this.#file)) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      makeKeyFile(this.#file, json([makeKey()]));
    }
    this.reload();
  }

  get all(): readonly TokenKey[] {
    return this.#keys;
  }

  /** What signs from now on. */
  get signing(): { kid: string; key: KeyObject } {
    const [newest] = this.#keys;
    if (!newest) throw new Error(`no key in ${this.#file}`);
    return { kid: newest.kid, key: createPrivateKey({ key: newest, format: 'jwk' }) };
  }

  /** The public key of an id; a key that another process has added is found. */
  publicKey(kid: string): KeyObject | undefined {
    return this.#public.get(kid) ?? (this.reload() ? this.#public.get(kid) : undefined);
  }

  /** Reads the file again if it was changed; says whether it was. */
  reload(): boolean {
    const text = readFileSync(this.#file, 'utf8');
    if (text === this.#text) return false;
    this.#text = text;
    this.#keys = (JSON.parse(text) as { keys: TokenKey[] }).keys;
    this.#public = new Map(this.#keys.map((key) => [key.kid, publicOf(key)]));
    return true;
  }

  /** Adds a key that signs from now on. */
  rotate(): string {
    this.reload();
    const key = makeKey();
    replaceKeyFile(this.#file, json([key, ...this.#keys].slice(0, KEPT)));
    this.reload();
    return key.kid;
  }
}

const json = (keys: TokenKey[]) => `${JSON.stringify({ keys }, null, 2)}\n`;

function makeKey(): TokenKey {
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  // The thumbprint of RFC 7638: the members of the public key in the order of their names.
  const { crv, kty, x, y } = jwk;
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
  return { ...jwk, kid, alg: 'ES256', use: 'sig' };
}

function publicOf({ kty, crv, x, y }: TokenKey): KeyObject {
  return createPublicKey({ key: { kty, crv, x, y } as JsonWebKey, format: 'jwk' });
}

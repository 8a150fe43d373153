import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { digits } from '../domain/text';
import { readKey } from './home';
import { KeyRing, type KeyPlace } from './key-ring';
import { isEncrypted, encrypt, encryptBytes, decrypt, decryptBytes } from './cipher';

/** A dossier and its data key as it is kept: wrapped by a master key. It is null once the dossier's data are erased. */
export type KeyHolder = { id: string; dataKey: string | null };

/** What can be searched for although it is encrypted. */
export type Searched = 'identity' | 'phone';

/**
 * Keeps personal data encrypted. Each dossier has a key of its own, wrapped by a master key that is not in the database:
 * whoever has the database alone reads nothing, and data are erased for good with their key.
 */
export class Vault {
  readonly ring: KeyRing;
  #search: Buffer | undefined;
  /** Rows of one dossier are mostly read one after the other. */
  #last: { id: string; dataKey: string; key: Buffer } | undefined;

  constructor(private readonly place: KeyPlace) {
    this.ring = new KeyRing(place);
  }

  /** A new data key for a dossier, wrapped. */
  newDataKey(dossierId: string): string {
    return this.#wrap(dossierId, randomBytes(32));
  }

  /** A data key wrapped by the newest master key instead of the one it was wrapped by. */
  rewrap({ id, dataKey }: KeyHolder): string {
    return this.#wrap(id, this.#unwrap({ id, dataKey }));
  }

  encrypt(holder: KeyHolder, place: string, text: string): string {
    return encrypt(this.#unwrap(holder), `${holder.id}/${place}`, text);
  }

  /** The text, or nothing once it is erased. What an older version wrote unencrypted is answered as it is. @throws CipherBroken */
  open(holder: KeyHolder, place: string, text: string): string | undefined {
    if (!isEncrypted(text)) return text;
    return holder.dataKey === null ? undefined : decrypt(this.#unwrap(holder), `${holder.id}/${place}`, text);
  }

  /** The same for the bytes of a file. */
  encryptBytes(holder: KeyHolder, place: string, bytes: Buffer): Buffer {
    return encryptBytes(this.#unwrap(holder), `${holder.id}/${place}`, bytes);
  }

  /** The bytes of a file, or nothing once they are erased. @throws CipherBroken */
  openBytes(holder: KeyHolder, place: string, bytes: Buffer): Buffer | undefined {
    return holder.dataKey === null ? undefined : decryptBytes(this.#unwrap(holder), `${holder.id}/${place}`, bytes);
  }

  /** Encrypts what waits for a short time and belongs to no dossier yet. */
  encryptShort(place: string, text: string): string {
    const { id, key } = this.ring.newest();
    return `${id} ${encrypt(derived(key, place), place, text)}`;
  }

  /** @throws CipherBroken */
  openShort(place: string, text: string): string {
    const space = text.indexOf(' ');
    const encrypted = text.slice(space + 1);
    return space > 0 && isEncrypted(encrypted)
      ? decrypt(derived(this.ring.byId(text.slice(0, space)), place), place, encrypted)
      : text;
  }

  /** The keyed hash under which a number is searched for, however people write it; without the key it tells nothing. */
  blind(what: Searched, number: string): string {
    return this.hmac(`${what}\n${digits(number)}`);
  }

  /** A keyed hash, for what could be guessed from a plain one. */
  hmac(text: string): string {
    return createHmac('sha256', this.#searchKey()).update(text).digest('hex');
  }

  #searchKey(): Buffer {
    const { searchKey, home } = this.place;
    const keys = join(home, 'keys');
    if (!searchKey && !this.#search) mkdirSync(keys, { recursive: true, mode: 0o700 });
    return (this.#search ??= searchKey ? Buffer.from(searchKey, 'base64') : readKey({ path: home, keys }, 'search'));
  }

  #wrap(dossierId: string, dataKey: Buffer): string {
    const { id, key } = this.ring.newest();
    return `${id}.${encryptBytes(key, `data-key/${dossierId}`, dataKey).toString('base64url')}`;
  }

  #unwrap({ id, dataKey }: KeyHolder): Buffer {
    if (dataKey === null) throw new Error(`dossier ${id} has no data key`);
    if (this.#last?.id === id && this.#last.dataKey === dataKey) return this.#last.key;
    const dot = dataKey.indexOf('.');
    const master = this.ring.byId(dataKey.slice(0, dot));
    const key = decryptBytes(master, `data-key/${id}`, Buffer.from(dataKey.slice(dot + 1), 'base64url'));
    this.#last = { id, dataKey, key };
    return key;
  }
}

// A key of its own for each place: a nonce drawn twice then meets no second text. (NIST SP 800-108 with HMAC, one block;
// ten times quicker here than HKDF, in every step.)
function derived(key: Buffer, place: string): Buffer {
  return createHmac('sha256', key).update(`mot-cua/${place}`).digest();
}

const vaults = new WeakMap<object, Vault>();

type Client = { client: { config: object } };

/** A database and the keys of what is encrypted in it belong together. */
export function keepVault(db: Knex, vault: Vault): Knex {
  vaults.set((db as unknown as Client).client.config, vault);
  return db;
}

/** The vault of a database, or of a transaction in it. @throws Error for a database that was opened without keys */
export function vaultOf(db: Knex): Vault {
  const vault = vaults.get((db as unknown as Client).client.config);
  if (!vault) throw new Error('this database was opened without keys');
  return vault;
}

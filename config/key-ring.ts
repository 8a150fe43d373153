import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeKeyFile, replaceKeyFile } from './key-file';
import { StartError } from './start-error';

/** Where the keys of personal data come from: the environment, a file that it names, or the state folder. */
export type KeyPlace = Readonly<{
  /** The state folder of the installation. */
  home: string;
  /** `id:base64` of 32 bytes each, the newest last. */
  dataKeys?: string;
  dataKeysFile?: string;
  /** 32 bytes, base64. */
  searchKey?: string;
}>;

export type MasterKey = { id: string; key: Buffer };

const BYTES = 32;
/** A key that another process added is seen after this long at the latest. */
const LOOK_EVERY_MS = 3000;

/**
 * Reads keys as they are written: `id:base64`, apart by blanks, lines or commas, the newest last.
 * @returns nothing when one of them is no key
 */
export function parseKeys(text: string): MasterKey[] | undefined {
  const keys = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry) => {
      const [, id = '', code = ''] = /^([A-Za-z0-9-]{1,32}):([A-Za-z0-9+/_-]{43}=?)$/.exec(entry) ?? [];
      return { id, key: Buffer.from(code, 'base64') };
    });
  const ids = new Set(keys.map(({ id }) => id));
  return keys.length > 0 && ids.size === keys.length && keys.every(({ key }) => key.length === BYTES)
    ? keys
    : undefined;
}

const line = ({ id, key }: MasterKey) => `${id}:${key.toString('base64')}\n`;

/**
 * The master keys. They are read when first needed, and again every few seconds: keys are added while all runs.
 * (The file's time would not tell: two writes within one tick of the system's clock bear the same.)
 */
export class KeyRing {
  #keys: MasterKey[] | undefined;
  #readAt = 0;
  readonly #file: string | undefined;

  constructor(private readonly place: KeyPlace) {
    this.#file = place.dataKeys ? undefined : (place.dataKeysFile ?? join(place.home, 'keys', 'data'));
  }

  /** The key with which new data keys are wrapped; the first one is made when there is none. */
  newest(): MasterKey {
    const newest = this.#all().at(-1);
    if (newest) return newest;
    this.#create();
    return this.newest();
  }

  /** @throws StartError for a key that is not there */
  byId(id: string): Buffer {
    const find = (keys: MasterKey[]) => keys.find((one) => one.id === id)?.key;
    const key = find(this.#all()) ?? find(this.#all(true));
    if (key) return key;
    throw new StartError({
      vi: `Thiếu khóa dữ liệu “${id}”${this.#file ? ` trong tệp “${this.#file}”` : ' trong MOTCUA_DATA_KEYS'}. Hãy phục hồi từ bản sao lưu.`,
      en: `The data key “${id}” is missing ${this.#file ? `in the file “${this.#file}”` : 'in MOTCUA_DATA_KEYS'}. Restore it from a backup.`,
    });
  }

  /** Whether a key is there. */
  has(id: string): boolean {
    return this.#all(true).some((one) => one.id === id);
  }

  /** Adds a key, which is then the newest. Nothing where the keys come from the environment: there the operator adds it. */
  add(): MasterKey | undefined {
    if (!this.#file) return undefined;
    this.newest();
    const before = this.#all(true);
    const added = { id: `k${before.length + 1}-${randomBytes(3).toString('hex')}`, key: randomBytes(BYTES) };
    replaceKeyFile(this.#file, [...before, added].map(line).join(''));
    this.#all(true);
    return added;
  }

  #all(anew = false): MasterKey[] {
    if (this.place.dataKeys) return (this.#keys ??= this.#parsed(this.place.dataKeys));
    const now = Date.now();
    if (this.#keys && !anew && now - this.#readAt < LOOK_EVERY_MS) return this.#keys;
    const file = this.#file ?? '';
    this.#keys = existsSync(file) ? this.#parsed(readFileSync(file, 'utf8')) : [];
    this.#readAt = now;
    return this.#keys;
  }

  #parsed(text: string): MasterKey[] {
    const keys = parseKeys(text);
    if (keys) return keys;
    const where = this.#file ?? 'MOTCUA_DATA_KEYS';
    throw new StartError({
      vi: `“${where}” không phải danh sách khóa (mã:base64 của 32 byte, khóa mới nhất ở cuối). Hãy phục hồi từ bản sao lưu.`,
      en: `“${where}” is no list of keys (id:base64 of 32 bytes, the newest last). Restore it from a backup.`,
    });
  }

  #create(): void {
    const file = this.#file ?? '';
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    makeKeyFile(file, line({ id: 'k1', key: randomBytes(BYTES) }));
    this.#all(true);
  }
}

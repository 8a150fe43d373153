import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { Refusal } from '../domain/problem';
import { CipherBroken } from './cipher';
import { vaultOf, type KeyHolder } from './vault';

/**
 * The bytes of printed documents, encrypted with the key of their dossier, each once under the SHA-256 of what was
 * printed. They are never changed; only those of an erased dossier go, and without its key nothing of them opens.
 */
export type PrintFiles = {
  /** @returns the hash, once the bytes are safely on disk. @throws Refusal storage-full, dossier-erased */
  save(dossierId: string, bytes: Buffer): Promise<string>;
  /** The bytes, which are what was stored. @throws Refusal print-damaged when they are not, or not there */
  read(dossierId: string, sha256: string): Promise<Buffer>;
  /** Removes them: only what was printed of an erased dossier. */
  remove(dossierId: string, sha256: string): Promise<void>;
};

const SHA256 = /^[0-9a-f]{64}$/;
const DOSSIER = /^[0-9A-Za-z-]+$/;

/**
 * Opens the folder of printed documents; it lies beside the uploads, and both API and worker use it.
 * @param db where the keys of dossiers are
 */
export async function openPrintFiles(folder: string, db: Knex): Promise<PrintFiles> {
  await mkdir(join(folder, 'incoming'), { recursive: true });
  return {
    save: (dossierId, bytes) => save(folder, db, dossierId, bytes),
    read: (dossierId, sha256) => read(folder, db, dossierId, sha256),
    remove: async (dossierId, sha256) => {
      await rm(printFile(folder, dossierId, sha256), { force: true });
      await rm(openPrintFile(folder, sha256), { force: true });
    },
  };
}

export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Where a printed document lies. A name that is not a hash or an id never becomes a path. @throws RangeError */
export function printFile(folder: string, dossierId: string, sha256: string): string {
  if (!SHA256.test(sha256) || !DOSSIER.test(dossierId)) throw new RangeError('not a SHA-256 hash of a dossier');
  return join(folder, 'encrypted', sha256.slice(0, 2), `${sha256}.${dossierId}`);
}

/** Where a version before encryption put it, open, until the next start takes it in. @throws RangeError */
export function openPrintFile(folder: string, sha256: string): string {
  if (!SHA256.test(sha256)) throw new RangeError('not a SHA-256 hash');
  return join(folder, sha256.slice(0, 2), `${sha256}.pdf`);
}

async function holderOf(db: Knex, id: string): Promise<KeyHolder> {
  const row: { data_key: string | null } | undefined = await db('dossiers').where({ id }).first('data_key');
  return { id, dataKey: row?.data_key ?? null };
}

const placeOf = (sha256: string) => `print-files/${sha256}`;

async function save(folder: string, db: Knex, dossierId: string, bytes: Buffer): Promise<string> {
  const sha256 = hashOf(bytes);
  const target = printFile(folder, dossierId, sha256);
  const holder = await holderOf(db, dossierId);
  if (holder.dataKey === null) throw new Refusal('dossier-erased');
  if (await isWhole(target, db, holder, sha256)) return sha256;
  await write(folder, target, vaultOf(db).encryptBytes(holder, placeOf(sha256), bytes));
  return sha256;
}

async function write(folder: string, target: string, bytes: Buffer): Promise<void> {
  const aside = join(folder, 'incoming', randomUUID());
  try {
    await mkdir(join(target, '..'), { recursive: true });
    const handle = await open(aside, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(aside, target);
  } catch (error) {
    await rm(aside, { force: true });
    if (['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw new Refusal('storage-full');
    throw error;
  }
}

async function isWhole(file: string, db: Knex, holder: KeyHolder, sha256: string): Promise<boolean> {
  const encrypted = await bytesOf(file);
  return encrypted !== undefined && opened(db, holder, sha256, encrypted) !== undefined;
}

async function read(folder: string, db: Knex, dossierId: string, sha256: string): Promise<Buffer> {
  const encrypted = await bytesOf(printFile(folder, dossierId, sha256));
  const bytes = encrypted
    ? opened(db, await holderOf(db, dossierId), sha256, encrypted)
    : await bytesOf(openPrintFile(folder, sha256));
  if (!bytes || hashOf(bytes) !== sha256) throw new Refusal('print-damaged');
  return bytes;
}

/** What was printed, if it is that. */
function opened(db: Knex, holder: KeyHolder, sha256: string, encrypted: Buffer): Buffer | undefined {
  try {
    const bytes = vaultOf(db).openBytes(holder, placeOf(sha256), encrypted);
    return bytes && hashOf(bytes) === sha256 ? bytes : undefined;
  } catch (error) {
    if (error instanceof CipherBroken) return undefined;
    throw error;
  }
}

async function bytesOf(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

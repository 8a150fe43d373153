import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../domain/problem';

/** The bytes of printed documents, each once under its SHA-256. They are never changed; only those of an erased dossier go. */
export type PrintFiles = {
  /** @returns the hash, once the bytes are safely on disk. @throws Refusal storage-full */
  save(bytes: Buffer): Promise<string>;
  /** The bytes, which are what was stored. @throws Refusal print-damaged when they are not, or not there */
  read(sha256: string): Promise<Buffer>;
  /** Removes them: only what was printed of an erased dossier. */
  remove(sha256: string): Promise<void>;
};

const SHA256 = /^[0-9a-f]{64}$/;

/** Opens the folder of printed documents; it lies beside the uploads, and both API and worker use it. */
export async function openPrintFiles(folder: string): Promise<PrintFiles> {
  await mkdir(join(folder, 'incoming'), { recursive: true });
  return {
    save: (bytes) => save(folder, bytes),
    read: (sha256) => read(folder, sha256),
    remove: (sha256) => rm(pathOf(folder, sha256), { force: true }),
  };
}

export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A name that is not a hash never becomes a path. */
function pathOf(folder: string, sha256: string): string {
  if (!SHA256.test(sha256)) throw new RangeError('not a SHA-256 hash');
  return join(folder, sha256.slice(0, 2), `${sha256}.pdf`);
}

async function save(folder: string, bytes: Buffer): Promise<string> {
  const sha256 = hashOf(bytes);
  const target = pathOf(folder, sha256);
  if (await isWhole(target, sha256)) return sha256;
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
    return sha256;
  } catch (error) {
    await rm(aside, { force: true });
    if (['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw new Refusal('storage-full');
    throw error;
  }
}

async function isWhole(file: string, sha256: string): Promise<boolean> {
  return readFile(file).then(
    (bytes) => hashOf(bytes) === sha256,
    () => false,
  );
}

async function read(folder: string, sha256: string): Promise<Buffer> {
  let bytes: Buffer;
  try {
    bytes = await readFile(pathOf(folder, sha256));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Refusal('print-damaged');
    throw error;
  }
  if (hashOf(bytes) !== sha256) throw new Refusal('print-damaged');
  return bytes;
}

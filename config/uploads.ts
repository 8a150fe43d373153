import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal, refusedAt } from '../domain/problem';
import type { Instant } from '../domain/time';
import { acceptedType, storedName } from './upload-types';

/** A file that was sent in, before and after it is attached to a dossier. */
export type UploadManifest = {
  id: string;
  sha256: string;
  size: number;
  mediaType: string;
  name: string;
  /** Account that sent it: nobody else may attach it. */
  by: string;
  at: Instant;
};

export type UploadStore = {
  /** @throws Refusal file-empty, file-too-large, file-type-refused, storage-full */
  save(content: Readable, meta: { name: string; by: string; at: Instant }): Promise<UploadManifest>;
  find(id: string): Promise<UploadManifest | undefined>;
  /** The bytes of a stored file, by their hash. */
  open(sha256: string): ReadStream;
  /** Removes uploads older than an instant that `attached` does not know, and files that no upload names any more. */
  sweep(before: Instant, attached: (id: string) => Promise<boolean>): Promise<number>;
};

/** Where a step names a file of one of its papers. */
export const uploadPointer = (paper: number, file: number) => `/documents/${paper}/uploads/${file}`;

/**
 * An upload that its author may attach: his own, and there.
 * @param pointer where the request names it
 * @throws Refusal upload-not-found
 */
export async function ownUpload(
  uploads: UploadStore,
  actorId: string,
  id: string,
  pointer: string,
): Promise<UploadManifest> {
  const manifest = await uploads.find(id);
  if (manifest?.by !== actorId) throw refusedAt(pointer, 'upload-not-found', { upload: id });
  return manifest;
}

export const UPLOAD_LIMIT = 20 * 1024 * 1024;

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** Opens the folder of files: each content once under its hash, each upload a small manifest. */
export async function openUploads(folder: string, limit = UPLOAD_LIMIT): Promise<UploadStore> {
  for (const part of ['blobs', 'manifests', 'incoming']) await mkdir(join(folder, part), { recursive: true });
  return {
    save: (content, meta) => save(folder, limit, content, meta),
    find: (id) => find(folder, id),
    open: (sha256) => createReadStream(blobPath(folder, sha256)),
    sweep: (before, attached) => sweep(folder, before, attached),
  };
}

/** A name that is not a hash never becomes a path. */
function blobPath(folder: string, sha256: string): string {
  if (!SHA256.test(sha256)) throw new RangeError('not a SHA-256 hash');
  return join(folder, 'blobs', sha256.slice(0, 2), sha256);
}

async function save(
  folder: string,
  limit: number,
  content: Readable,
  meta: { name: string; by: string; at: Instant },
): Promise<UploadManifest> {
  const id = randomUUID();
  const incoming = join(folder, 'incoming', id);
  try {
    const { sha256, size } = await receive(content, incoming, limit);
    if (size === 0) throw new Refusal('file-empty');
    const mediaType = await acceptedType(incoming);
    if (!mediaType) throw new Refusal('file-type-refused');
    const target = blobPath(folder, sha256);
    await mkdir(join(target, '..'), { recursive: true });
    await rename(incoming, target);
    const upload = { id, sha256, size, mediaType, name: storedName(meta.name, mediaType), by: meta.by, at: meta.at };
    await writeManifest(folder, upload);
    return upload;
  } catch (error) {
    await rm(incoming, { force: true });
    if (['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw new Refusal('storage-full');
    throw error;
  }
}

/** Streams to disk, hashing on the way; nothing larger than the limit is ever written. */
async function receive(content: Readable, file: string, limit: number): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > limit) return done(new Refusal('file-too-large', { limit: `${Math.floor(limit / 1024 / 1024)} MB` }));
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(content, measure, createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }));
  return { sha256: hash.digest('hex'), size };
}

async function writeManifest(folder: string, upload: UploadManifest): Promise<void> {
  const aside = join(folder, 'incoming', `${upload.id}.json`);
  const handle = await open(aside, 'wx', 0o600);
  try {
    await handle.writeFile(JSON.stringify(upload));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(aside, manifestPath(folder, upload.id));
}

function manifestPath(folder: string, id: string): string {
  return join(folder, 'manifests', `${id}.json`);
}

async function find(folder: string, id: string): Promise<UploadManifest | undefined> {
  if (!UUID.test(id)) return undefined;
  try {
    return JSON.parse(await readFile(manifestPath(folder, id), 'utf8')) as UploadManifest;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function sweep(folder: string, before: Instant, attached: (id: string) => Promise<boolean>): Promise<number> {
  const kept = new Set<string>();
  let removed = 0;
  for (const file of await readdir(join(folder, 'manifests'))) {
    const upload = await find(folder, file.replace(/\.json$/, ''));
    if (!upload) continue;
    if (upload.at < before && !(await attached(upload.id))) {
      await rm(manifestPath(folder, upload.id));
      removed += 1;
    } else kept.add(upload.sha256);
  }
  await sweepBlobs(folder, kept, before);
  return removed;
}

async function sweepBlobs(folder: string, kept: Set<string>, before: Instant): Promise<void> {
  for (const group of await readdir(join(folder, 'blobs'))) {
    for (const sha256 of await readdir(join(folder, 'blobs', group))) {
      const file = join(folder, 'blobs', group, sha256);
      // A young file may belong to an upload whose manifest is just being written.
      if (!kept.has(sha256) && (await stat(file)).mtime.toISOString() < before) await rm(file);
    }
  }
}

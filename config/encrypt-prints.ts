import { existsSync } from 'node:fs';
import { readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { hashOf, openPrintFiles, type PrintFiles } from './print-files';

/**
 * Encrypts the printed documents that a version before encryption left open on the disk, one by one, so that it goes on
 * where it was stopped; those of erased dossiers go. What no record names stays: it may be another database's.
 * @returns how many files were taken in
 */
export async function encryptStoredPrints(db: Knex, folder: string): Promise<number> {
  if (!existsSync(folder)) return 0;
  const groups = (await readdir(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name));
  const prints = await openPrintFiles(folder, db);
  let done = 0;
  for (const group of groups) {
    for (const name of await readdir(join(folder, group))) {
      const [, sha256] = /^([0-9a-f]{64})\.pdf$/.exec(name) ?? [];
      if (sha256 && (await takeIn(db, prints, sha256, join(folder, group, name)))) done += 1;
    }
    await rmdir(join(folder, group)).catch(keptIfFull);
  }
  return done;
}

type Named = { dossier_id: string; data_key: string | null; erased_at: string | null };

/** A file goes when every dossier that it belongs to has it encrypted, or is erased. A damaged one stays, to be looked at. */
async function takeIn(db: Knex, prints: PrintFiles, sha256: string, file: string): Promise<boolean> {
  const rows: Named[] = await db('prints as p')
    .join('dossiers as d', 'd.id', 'p.dossier_id')
    .where('p.sha256', sha256)
    .select('p.dossier_id', 'd.data_key', 'd.erased_at');
  if (rows.length === 0) return false;
  const kept = rows.filter((row) => row.erased_at === null);
  if (kept.some((row) => row.data_key === null)) return false;
  if (kept.length > 0) {
    const bytes = await readFile(file);
    if (hashOf(bytes) !== sha256) return false;
    for (const row of kept) await prints.save(row.dossier_id, bytes);
  }
  await rm(file, { force: true });
  return true;
}

function keptIfFull(error: unknown): void {
  if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
}

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../..');

/**
 * One name for all that something is built from; it changes when any of it does.
 * @param sources files and folders below the root
 * @param counts which files of a folder belong to it; all, unless told
 */
export function stampOf(
  root: string,
  sources: readonly string[],
  counts: (file: string) => boolean = () => true,
): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => filesOf(root, source, counts)).sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

function filesOf(root: string, source: string, counts: (file: string) => boolean): string[] {
  const place = join(root, source);
  if (statSync(place).isFile()) return [source];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter(counts);
}

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../..');
/** Where the built web application lies. */
export const WEB_FOLDER = join(ROOT, 'dist', 'web');
const STAMP = 'built-from.txt';

/** One name for all that the web application is built from; it changes when any of it does. */
export function stampOfSources(root = ROOT): string {
  const hash = createHash('sha256');
  for (const file of sources(root))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

/** What a built folder was built from; nothing when there is none. */
export function stampOfBuild(folder = WEB_FOLDER): string | undefined {
  const file = join(folder, STAMP);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

export const STAMP_NAME = STAMP;

function sources(root: string): string[] {
  const inside = readdirSync(join(root, 'web'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('contract.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  return [...inside, 'package-lock.json'].sort();
}

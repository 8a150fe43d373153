import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, stampOf } from './stamp';

/** Where the built web application lies. */
export const WEB_FOLDER = join(ROOT, 'dist', 'web');
const STAMP = 'built-from.txt';

/** One name for all that the web application is built from; it changes when any of it does. */
export function stampOfSources(root = ROOT): string {
  return stampOf(root, ['web', 'package-lock.json'], (file) => !file.endsWith('contract.d.ts'));
}

/** What a built folder was built from; nothing when there is none. */
export function stampOfBuild(folder = WEB_FOLDER): string | undefined {
  const file = join(folder, STAMP);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

export const STAMP_NAME = STAMP;

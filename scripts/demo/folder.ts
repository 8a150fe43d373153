import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openHome, type Home } from '../../config/home';
import { takeLock } from '../../config/lock';
import { StartError } from '../../config/start-error';

export const DEMO_FOLDER = '.motcua-demo';
/** Only what a demo has made carries this file, and only that is ever wiped. */
export const MARKER = 'made-by-npm-run-demo';
/** By its process number a server that a killed demo left behind is found and ended; the lock is ours while we wipe. */
const KEPT = new Set([MARKER, 'lock', 'temporal.pid']);

/**
 * An empty state folder for a demo, locked.
 * @throws StartError when it holds anything that no demo has made, or is in use
 */
export function openDemoFolder(path: string): Home {
  const folder = resolve(path);
  const there = existsSync(folder) ? entriesOf(folder) : [];
  if (there.length > 0 && !there.includes(MARKER)) throw notOurs(folder);
  if (there.length === 0) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, MARKER), 'npm run demo\n');
  } else {
    const unlock = takeLock(folder);
    for (const name of there) if (!KEPT.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
    unlock();
  }
  return openHome(folder);
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new StartError(
      { vi: `Không đọc được thư mục “${folder}”.`, en: `The folder “${folder}” cannot be read.` },
      { cause: error },
    );
  }
}

function notOurs(folder: string): StartError {
  return new StartError({
    vi: `Thư mục “${folder}” có dữ liệu không phải của bản trình diễn nên không bị xoá. Hãy đặt MOTCUA_HOME là một thư mục trống, hoặc bỏ biến đó.`,
    en: `The folder “${folder}” holds something that no demo has made, so it is not wiped. Set MOTCUA_HOME to an empty folder, or leave it out.`,
  });
}

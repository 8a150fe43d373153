import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf } from './processes';
import { StartError } from './start-error';

type Holder = { pid: number; identity: string };

const held = new Set<string>();

/**
 * Makes this process the only one that works in a folder; the answer gives it up.
 * A lock whose process has ended, or whose number now belongs to another program, is taken over.
 * @throws StartError when a living process holds it
 */
export function takeLock(folder: string): () => void {
  const file = join(folder, 'lock');
  const aside = `${file}.${process.pid}`;
  const mine: Holder = { pid: process.pid, identity: identityOf(process.pid) ?? '' };
  writeFileSync(aside, JSON.stringify(mine), { mode: 0o600 });
  try {
    while (!placed(aside, file)) removeStale(file, folder);
  } finally {
    rmSync(aside, { force: true });
  }
  held.add(file);
  return () => {
    if (held.delete(file)) rmSync(file, { force: true });
  };
}

// A link appears whole or not at all, and never over an existing one: two starts at once cannot both win.
function placed(aside: string, file: string): boolean {
  try {
    linkSync(aside, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function removeStale(file: string, folder: string): void {
  const seen = contentOf(file);
  if (seen === undefined) return;
  const holder = parse(seen);
  if (holder && isAlive(holder, file)) {
    throw new StartError({
      vi: `Thư mục “${folder}” đang được một tiến trình khác dùng (pid ${holder.pid}). Hãy dừng nó, hoặc chọn thư mục khác bằng MOTCUA_HOME.`,
      en: `The folder “${folder}” is in use by another process (pid ${holder.pid}). Stop it, or choose another folder with MOTCUA_HOME.`,
    });
  }
  // Another start may have taken the stale lock over since we read it; what we then moved is its fresh lock, and goes back.
  const moved = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, moved);
  } catch {
    return;
  }
  if (contentOf(moved) !== seen) placed(moved, file);
  rmSync(moved, { force: true });
}

// A container that starts again has the number of the one before it, so our own number counts only if we took the lock.
function isAlive(holder: Holder, file: string): boolean {
  return holder.pid === process.pid ? held.has(file) : identityOf(holder.pid) === holder.identity;
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(text: string): Holder | undefined {
  try {
    const value = JSON.parse(text) as Partial<Holder>;
    return typeof value.pid === 'number' && typeof value.identity === 'string' ? (value as Holder) : undefined;
  } catch {
    return undefined;
  }
}

import { linkSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';

const aside = (file: string) => `${file}.${process.pid}`;
const PRIVATE = { mode: 0o600, flush: true } as const;

/**
 * Writes a file of keys where there is none. Written aside and linked, so that no other process can read half of it:
 * of two that start at once, one makes the file and the other reads it.
 */
export function makeKeyFile(file: string, content: string | Buffer): void {
  writeFileSync(aside(file), content, PRIVATE);
  try {
    linkSync(aside(file), file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(aside(file));
  }
}

/** Puts other keys into a file; who reads it at the same moment reads the earlier ones or these. */
export function replaceKeyFile(file: string, content: string): void {
  writeFileSync(aside(file), content, PRIVATE);
  renameSync(aside(file), file);
}

import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalDate } from '../domain/time';
import type { Head } from './merkle';
import type { SignedSeal } from './seal';

/** A seal as it is given away, with the heads that were new on its day where they are given as well. */
export type SealFile = { name: string; signed: SignedSeal; heads?: Head[] };

const SEAL_NAME = /^seal-(\d{4}-\d{2}-\d{2})\.json$/;
const sealName = (day: LocalDate) => `seal-${day}.json`;
const headsName = (day: LocalDate) => `seal-${day}.heads.txt`;

/**
 * Writes a seal to a folder: the small file with the signature, and the heads of that day line by line
 * (`subject seq hash`), by which a fault can be named later. What is there already stays as it is.
 */
export async function exportSeal(folder: string, signed: SignedSeal, heads: Head[]): Promise<void> {
  const { day } = signed.seal;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lines = heads.map(({ subject, seq, hash }) => `${subject} ${seq} ${hash}\n`).join('');
  // The seal last: where it is, the heads are.
  await writeOnce(folder, headsName(day), lines);
  await writeOnce(folder, sealName(day), `${JSON.stringify(signed, null, 2)}\n`);
}

export function isExported(folder: string, day: LocalDate): boolean {
  return existsSync(join(folder, sealName(day)));
}

async function writeOnce(folder: string, name: string, text: string): Promise<void> {
  const target = join(folder, name);
  if (existsSync(target)) return;
  const aside = join(folder, `.${name}.${randomUUID()}`);
  const handle = await open(aside, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(aside, target);
}

/** The seals of a folder, by their days. @throws Error for a file that is no seal */
export async function readSeals(folder: string): Promise<SealFile[]> {
  const files: SealFile[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const day = SEAL_NAME.exec(name)?.[1];
    if (day === undefined) continue;
    const signed = sealOf(await readFile(join(folder, name), 'utf8'), name);
    const heads = join(folder, headsName(day));
    files.push({ name, signed, ...(existsSync(heads) && { heads: headsOf(await readFile(heads, 'utf8')) }) });
  }
  return files;
}

function sealOf(text: string, name: string): SignedSeal {
  try {
    const signed = JSON.parse(text) as SignedSeal;
    if (typeof signed.seal.day === 'string' && typeof signed.signature === 'string') return signed;
  } catch {
    // Said below.
  }
  throw new Error(`${name} không phải tệp niêm phong (is no seal)`);
}

function headsOf(text: string): Head[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [hash = '', seq = '', ...subject] = line.split(' ').reverse();
      return { subject: subject.reverse().join(' '), seq: Number(seq), hash };
    });
}

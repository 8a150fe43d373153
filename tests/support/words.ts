import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const WEB = resolve(__dirname, '../../web/src');
const PAIR = /vi:\s*'((?:[^'\\]|\\.)*)',\s*en:\s*'((?:[^'\\]|\\.)*)'/g;

/** What the pages say in each language and not in the other, of what has no values in it. */
export function wordsOfPages(): Record<'vi' | 'en', ReadonlySet<string>> {
  const pairs = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('words.ts'))
    .flatMap((file) =>
      [...readFileSync(resolve(WEB, file), 'utf8').matchAll(PAIR)].map(([, vi = '', en = '']) => [vi, en] as const),
    );
  const [vi, en] = [new Set(pairs.map(([one]) => one)), new Set(pairs.map(([, other]) => other))];
  return { vi: new Set([...vi].filter((word) => !en.has(word))), en: new Set([...en].filter((word) => !vi.has(word))) };
}

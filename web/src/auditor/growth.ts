import { answerOf, api } from '../api/client';
import type { components } from '../api/contract';
import { ProblemError, UNREACHABLE } from '../api/problem';
import { growthWords } from './growth-words';

export type Proof = components['schemas']['GrowthProof'];
/** What a proof speaks of: the tree that was sealed on a day, by its number of leaves and its root. */
export type Tree = Pick<components['schemas']['Seal'], 'day' | 'size' | 'root'>;

export const readProof = (from: string, day: string) =>
  answerOf(api.GET('/api/v1/audit/seals/{day}/consistency', { params: { path: { day }, query: { from } } }));

/** The seal in a copy that was kept elsewhere: one of this page, or a file of the folder of seals. @throws ProblemError */
export async function sealIn(file: File): Promise<Tree> {
  try {
    const { day, size, root } = (JSON.parse(await file.text()) as { seal: Tree }).seal;
    if (/^\d{4}-\d\d-\d\d$/.test(day) && Number.isSafeInteger(size) && size >= 0 && /^[0-9a-f]{64}$/.test(root))
      return { day, size, root };
  } catch {
    // Falls through: whatever it is, there is no seal in it.
  }
  throw new ProblemError({ ...UNREACHABLE, code: 'no-seal', titles: growthWords.noSeal });
}

/**
 * Whether both roots come out of a proof, so that the later tree begins with the earlier one (RFC 9162, 2.1.4.2).
 * It is computed here: whoever kept the earlier seal need not take the server's word for it.
 */
export async function isGrown(first: Tree, second: Tree, path: readonly string[]): Promise<boolean> {
  if (first.size > second.size) return false;
  if (first.size === second.size) return path.length === 0 && first.root === second.root;
  // Everything begins with nothing.
  if (first.size === 0) return path.length === 0;
  const isPower = 2 ** Math.round(Math.log2(first.size)) === first.size;
  const [begin, ...rest] = isPower ? [first.root, ...path] : path;
  if (begin === undefined) return false;
  let [place, last] = [first.size - 1, second.size - 1];
  while (place % 2 === 1) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  let [old, now] = [begin, begin];
  for (const other of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      [old, now] = [await nodeHash(other, old), await nodeHash(other, now)];
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else now = await nodeHash(now, other);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && old === first.root && now === second.root;
}

/** An inner node of the tree (RFC 6962, 2.1). */
async function nodeHash(left: string, right: string): Promise<string> {
  const bytes = Uint8Array.from([1, ...bytesOf(left), ...bytesOf(right)]);
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const bytesOf = (hex: string): number[] => (hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16));

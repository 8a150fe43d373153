import { largestPowerBelow, nodeHash, rangeHash, type Hash, type NodeKey } from './merkle';

/*
 * That a tree has only grown: from the hashes of a proof come both the root of the first leaves and the root of them with
 * those that were added (RFC 6962, 2.1.2). Whoever kept an old root needs nothing else to know that nothing under it moved.
 */

/** The hashes that prove the tree of the first `first` leaves to be the beginning of that of `second`. */
export async function consistencyPath(
  first: number,
  second: number,
  read: (key: NodeKey) => Promise<Hash>,
): Promise<Hash[]> {
  if (first < 0 || first > second) throw new RangeError(`no ${first} first leaves among ${second}`);
  const path: Hash[] = [];
  if (first === 0) return path;
  let [start, count, left] = [0, second, first];
  // While only the right edge was gone down by the left side, its root is the old root itself, which is known already.
  let known = true;
  while (left < count) {
    const power = largestPowerBelow(count);
    if (left <= power) {
      path.unshift(await rangeHash([start + power, count - power], read));
      count = power;
    } else {
      path.unshift(await rangeHash([start, power], read));
      [start, count, left, known] = [start + power, count - power, left - power, false];
    }
  }
  if (!known) path.unshift(await rangeHash([start, count], read));
  return path;
}

type Grown = { first: number; firstRoot: Hash; second: number; secondRoot: Hash; path: Hash[] };

/** Whether a proof leads to both roots (RFC 9162, 2.1.4.2). */
export function isGrown({ first, firstRoot, second, secondRoot, path }: Grown): boolean {
  if (first > second || first < 0) return false;
  if (first === second) return path.length === 0 && firstRoot === secondRoot;
  // Everything begins with nothing.
  if (first === 0) return path.length === 0;
  const isPower = 2 ** Math.round(Math.log2(first)) === first;
  const [begin, ...rest] = isPower ? [firstRoot, ...path] : path;
  if (!begin) return false;
  let [place, last] = [first - 1, second - 1];
  while (place % 2 === 1) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  let [old, now] = [begin, begin];
  for (const other of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      [old, now] = [nodeHash(other, old), nodeHash(other, now)];
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else now = nodeHash(now, other);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && old === firstRoot && now === secondRoot;
}

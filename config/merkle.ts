import { hash as digest } from 'node:crypto';

/*
 * The Merkle tree of RFC 6962 (also RFC 9162): leaves and inner nodes are hashed with a different first byte, so that one
 * can never pass for the other. It only grows: the tree of a later day holds that of every earlier day unchanged.
 */

/** SHA-256 in hexadecimal: as it is stored and shown, and a text is made sooner than a buffer. */
export type Hash = string;

const LEAF = '\u0000';
/** One buffer for all inner nodes: hashing waits for nothing, so nobody writes into it in between. */
const node = Buffer.concat([Buffer.from([1]), Buffer.alloc(64)]);
const sha256 = (bytes: string | Buffer): Hash => digest('sha256', bytes);

/** What a leaf stands for: up to which event a chain had grown, and the hash of that event. */
export type Head = { subject: string; seq: number; hash: string };

export function leafHash({ subject, seq, hash }: Head): Hash {
  return leafHashOf(`${subject}\n${seq}\n${hash}`);
}

/** The same for a head that is written as one text already: its parts with line ends between. */
export function leafHashOf(head: string): Hash {
  return sha256(`${LEAF}${head}`);
}

export function nodeHash(left: Hash, right: Hash): Hash {
  node.write(left + right, 1, 'hex');
  return sha256(node);
}

/** A whole subtree of 2^level leaves, named by the position of its last leaf. Level 0 is the leaf itself. */
export type NodeKey = { position: number; level: number };

/** The right edge of a tree: enough to go on with it, whatever its size. */
export class Frontier {
  readonly #peaks: Hash[];

  private constructor(
    public size: number,
    peaks: Hash[],
  ) {
    this.#peaks = peaks;
  }

  /** The edge of a tree of some size. @param read gives the hash of a whole subtree */
  static async of(size: number, read: (key: NodeKey) => Promise<Hash>): Promise<Frontier> {
    const peaks: Hash[] = [];
    for (const key of wholeParts(0, size)) peaks[key.level] = await read(key);
    return new Frontier(size, peaks);
  }

  static empty(): Frontier {
    return new Frontier(0, []);
  }

  /** Adds a leaf. @returns the inner nodes that are whole with it, from below */
  append(leaf: Hash): { level: number; hash: Hash }[] {
    const position = this.size;
    const nodes: { level: number; hash: Hash }[] = [];
    let [level, hash] = [0, leaf];
    while (Math.floor(position / 2 ** level) % 2 === 1) {
      hash = nodeHash(this.#peaks[level] as Hash, hash);
      level += 1;
      nodes.push({ level, hash });
    }
    this.#peaks[level] = hash;
    this.size += 1;
    return nodes;
  }

  root(): Hash {
    let root: Hash | undefined;
    for (let level = 0; 2 ** level <= this.size; level++) {
      if (Math.floor(this.size / 2 ** level) % 2 === 0) continue;
      const peak = this.#peaks[level] as Hash;
      root = root ? nodeHash(peak, root) : peak;
    }
    return root ?? sha256('');
  }
}

/** The whole subtrees that leaves [start, start + count) fall into, from the left. */
function wholeParts(start: number, count: number): NodeKey[] {
  const parts: NodeKey[] = [];
  for (let [from, left] = [start, count]; left > 0;) {
    const level = Math.floor(Math.log2(left));
    from += 2 ** level;
    left -= 2 ** level;
    parts.push({ position: from - 1, level });
  }
  return parts;
}

/** The hashes that lead from a leaf to the root of the first `size` leaves, from below (RFC 6962, 2.1.1). */
export async function inclusionPath(
  index: number,
  size: number,
  read: (key: NodeKey) => Promise<Hash>,
): Promise<Hash[]> {
  if (index < 0 || index >= size) throw new RangeError(`no leaf ${index} among ${size}`);
  const path: Hash[] = [];
  for (let [start, count] = [0, size]; count > 1;) {
    const left = largestPowerBelow(count);
    const within = index - start < left;
    path.unshift(await rangeHash(within ? [start + left, count - left] : [start, left], read));
    [start, count] = within ? [start, left] : [start + left, count - left];
  }
  return path;
}

/** The hash over leaves [start, start + count), made of the whole subtrees that are stored. */
export async function rangeHash(
  [start, count]: [number, number],
  read: (key: NodeKey) => Promise<Hash>,
): Promise<Hash> {
  let hash: Hash | undefined;
  for (const key of wholeParts(start, count).reverse()) {
    const part = await read(key);
    hash = hash ? nodeHash(part, hash) : part;
  }
  return hash as Hash;
}

export function largestPowerBelow(count: number): number {
  return 2 ** (Math.ceil(Math.log2(count)) - 1);
}

/** The root that a leaf and its path come to; nothing when the path does not fit the size. */
export function rootOfPath(leaf: Hash, index: number, size: number, path: Hash[]): Hash | undefined {
  if (index >= size) return undefined;
  let [hash, place, last] = [leaf, index, size - 1];
  for (const other of path) {
    if (last === 0) return undefined;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(other, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else hash = nodeHash(hash, other);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : undefined;
}

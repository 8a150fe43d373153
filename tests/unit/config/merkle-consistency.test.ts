import { Frontier, leafHash, nodeHash, type Hash, type NodeKey } from '../../../config/merkle';
import { consistencyPath, isGrown } from '../../../config/merkle-consistency';

const MOST = 40;
const leaf = (i: number, hash = String(i)) => leafHash({ subject: `dossier:${i}`, seq: 1, hash });

/** A tree with the roots that it had on its way. */
function grow(leaves: Hash[]) {
  const nodes = new Map<string, Hash>();
  const frontier = Frontier.empty();
  const roots = [frontier.root()];
  leaves.forEach((hash, position) => {
    nodes.set(`${position} 0`, hash);
    for (const inner of frontier.append(hash)) nodes.set(`${position} ${inner.level}`, inner.hash);
    roots.push(frontier.root());
  });
  const read = async ({ position, level }: NodeKey) => nodes.get(`${position} ${level}`) as Hash;
  return { read, root: (size: number) => roots[size] as Hash };
}

describe('that a tree has only grown', () => {
  const tree = grow(Array.from({ length: MOST }, (_, i) => leaf(i)));

  it('is proven with the hashes that RFC 6962 (2.1.3) shows for a tree of seven', async () => {
    const [a, b, c, d, e, f, j] = Array.from({ length: 7 }, (_, i) => leaf(i)) as [
      Hash,
      Hash,
      Hash,
      Hash,
      Hash,
      Hash,
      Hash,
    ];
    const [g, h, i] = [nodeHash(a, b), nodeHash(c, d), nodeHash(e, f)];
    const [k, l] = [nodeHash(g, h), nodeHash(i, j)];
    expect(await consistencyPath(3, 7, tree.read)).toEqual([c, d, g, l]);
    expect(await consistencyPath(4, 7, tree.read)).toEqual([l]);
    expect(await consistencyPath(6, 7, tree.read)).toEqual([i, j, k]);
  });

  it('holds between all sizes, and for no other root on either side', async () => {
    const other = grow(Array.from({ length: MOST }, (_, i) => leaf(i, i === 0 ? 'rewritten' : String(i))));
    for (let second = 0; second <= MOST; second++) {
      for (let first = 0; first <= second; first++) {
        const path = await consistencyPath(first, second, tree.read);
        const proof = { first, firstRoot: tree.root(first), second, secondRoot: tree.root(second), path };
        expect([first, second, isGrown(proof)]).toEqual([first, second, true]);
        if (first === 0) continue;
        const rewritten = { ...proof, secondRoot: other.root(second) };
        const own = { ...rewritten, path: await consistencyPath(first, second, other.read) };
        const unlike = [rewritten, own, { ...proof, firstRoot: other.root(first) }];
        const bent = [
          { ...proof, path: [...path, tree.root(first)] },
          ...(path.length > 0 ? [{ ...proof, path: path.slice(1) }] : []),
        ];
        expect([first, second, ...[...unlike, ...bent].map(isGrown)]).not.toContain(true);
      }
    }
  });
});

import { createHash } from 'node:crypto';
import {
  Frontier,
  inclusionPath,
  leafHash,
  nodeHash,
  rootOfPath,
  type Hash,
  type NodeKey,
} from '../../../config/merkle';

const head = (i: number) => ({ subject: `dossier:${i}`, seq: i + 1, hash: String(i).repeat(64).slice(0, 64) });

/** RFC 6962, 2.1, as it is written there. */
function treeHash(leaves: Hash[]): Hash {
  if (leaves.length === 0) return createHash('sha256').digest('hex');
  if (leaves.length === 1) return leaves[0] as Hash;
  let left = 1;
  while (left * 2 < leaves.length) left *= 2;
  return nodeHash(treeHash(leaves.slice(0, left)), treeHash(leaves.slice(left)));
}

describe('the tree of the seals', () => {
  const leaves = Array.from({ length: 70 }, (_, i) => leafHash(head(i)));
  const nodes = new Map<string, Hash>();
  const frontier = Frontier.empty();
  leaves.forEach((leaf, position) => {
    nodes.set(`${position} 0`, leaf);
    for (const { level, hash } of frontier.append(leaf)) nodes.set(`${position} ${level}`, hash);
  });
  const read = async ({ position, level }: NodeKey) => {
    const hash = nodes.get(`${position} ${level}`);
    if (!hash) throw new Error(`no node ${position} ${level}`);
    return hash;
  };

  it('hashes leaves and nodes as RFC 6962 says', () => {
    const { subject, seq, hash } = head(0);
    const bytes = Buffer.concat([Buffer.from([0]), Buffer.from(`${subject}\n${seq}\n${hash}`)]);
    expect(leaves[0]).toEqual(createHash('sha256').update(bytes).digest('hex'));
    expect(Frontier.empty().root()).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('has the root of RFC 6962 at every size, and goes on from its right edge', async () => {
    for (let size = 0; size <= leaves.length; size++) {
      const edge = await Frontier.of(size, read);
      expect(edge.root()).toEqual(treeHash(leaves.slice(0, size)));
      for (const leaf of leaves.slice(size, size + 3)) edge.append(leaf);
      expect(edge.root()).toEqual(treeHash(leaves.slice(0, size + 3)));
    }
  });

  it('proves every leaf at every size, and nothing else', async () => {
    for (let size = 1; size <= leaves.length; size += 3) {
      const root = treeHash(leaves.slice(0, size));
      for (let index = 0; index < size; index++) {
        const path = await inclusionPath(index, size, read);
        const leaf = leaves[index] as Hash;
        expect(rootOfPath(leaf, index, size, path)).toEqual(root);
        expect(rootOfPath(leafHash(head(99)), index, size, path)).not.toEqual(root);
        if (size > 1) expect(rootOfPath(leaf, index, size, path.slice(1))).not.toEqual(root);
        expect(rootOfPath(leaf, index, size, [...path, leaf])).not.toEqual(root);
      }
    }
    await expect(inclusionPath(3, 3, read)).rejects.toThrow(RangeError);
  });
});

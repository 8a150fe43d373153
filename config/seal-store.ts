import type { Knex } from 'knex';
import type { LocalDate } from '../domain/time';
import { leafHash, type Hash, type Head, type NodeKey } from './merkle';
import type { Seal, SignedSeal } from './seal';

export type SealRow = { day: LocalDate; size: number; seal: string; signature: string; hash: string };
export type LeafRow = Head & { position: number; day: LocalDate };

export function signedSeal({ seal, signature }: Pick<SealRow, 'seal' | 'signature'>): SignedSeal {
  return { seal: JSON.parse(seal) as Seal, signature };
}

/** The newest seal, or that of a day, or the newest up to a day. */
export async function findSeal(db: Knex, day?: LocalDate): Promise<SealRow | undefined> {
  const query = db<SealRow>('seals').orderBy('day', 'desc');
  return day === undefined ? query.first() : query.where({ day }).first();
}

/** Reads the hash of a whole subtree of the stored tree. */
export function nodeReader(db: Knex): (key: NodeKey) => Promise<Hash> {
  return async ({ position, level }) => {
    if (level === 0) {
      const leaf: LeafRow | undefined = await db<LeafRow>('seal_leaves').where({ position }).first();
      if (!leaf) throw new Error(`the tree has no leaf ${position}`);
      return leafHash(leaf);
    }
    const node: { hash: string } | undefined = await db('seal_nodes').where({ position, level }).first('hash');
    if (!node) throw new Error(`the tree has no node ${position}/${level}`);
    return node.hash;
  };
}

/** The newest sealed head of a chain, up to a day. */
export async function sealedHead(db: Knex, subject: string, size: number): Promise<LeafRow | undefined> {
  return db<LeafRow>('seal_leaves').where({ subject }).where('position', '<', size).orderBy('seq', 'desc').first();
}

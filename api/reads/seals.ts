import type { Knex } from 'knex';
import { inclusionPath } from '../../config/merkle';
import { consistencyPath } from '../../config/merkle-consistency';
import type { Seal } from '../../config/seal';
import { findSeal, nodeReader, sealedHead, signedSeal, type SealRow } from '../../config/seal-store';
import type { LocalDate } from '../../domain/time';

/** The path from the sealed head of a chain to the root of a seal. */
export type Proof = { subject: string; seq: number; hash: string; position: number; path: string[] };

/** Seals before a day, or the newest ones. */
export async function sealsBefore(db: Knex, before: LocalDate | undefined, limit: number): Promise<SealRow[]> {
  const query = db<SealRow>('seals').orderBy('day', 'desc').limit(limit);
  if (before !== undefined) void query.where('day', '<', before);
  return query;
}

/** The public keys that have signed, newest first, each with the days of its first and its last seal. */
export async function sealingKeys(db: Knex): Promise<{ key: string; from: LocalDate; to: LocalDate }[]> {
  const keys = new Map<string, { key: string; from: LocalDate; to: LocalDate }>();
  for (const row of await db<SealRow>('seals').orderBy('day', 'desc')) {
    const { key } = signedSeal(row).seal;
    keys.set(key, { key, from: row.day, to: keys.get(key)?.to ?? row.day });
  }
  return [...keys.values()];
}

/** Proves how far a chain is in a seal: that of a day, or the newest; nothing when it is in none. */
export async function proofOf(
  db: Knex,
  subject: string,
  day?: LocalDate,
): Promise<{ proof: Proof | undefined; seal: SealRow } | undefined> {
  const seal = await findSeal(db, day);
  if (!seal) return undefined;
  return { proof: await proofIn(db, subject, seal), seal };
}

export async function proofIn(db: Knex, subject: string, { size }: SealRow): Promise<Proof | undefined> {
  const head = await sealedHead(db, subject, size);
  if (!head) return undefined;
  const { seq, hash, position } = head;
  const path = await inclusionPath(position, size, nodeReader(db));
  return { subject, seq, hash, position, path };
}

/** The hashes from the root of one seal to that of a later one, in hexadecimal. */
export async function grownPath(db: Knex, from: SealRow, to: SealRow): Promise<string[]> {
  return consistencyPath(from.size, to.size, nodeReader(db));
}

export function sealView(row: SealRow): { seal: Seal; signature: string; hash: string } {
  return { ...signedSeal(row), hash: row.hash };
}

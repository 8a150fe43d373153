import type { Knex } from 'knex';
import { Frontier, leafHash, type Head } from '../config/merkle';
import { handOn, publicPart, SEAL_FORMAT, sealHash, signSeal, type Seal } from '../config/seal';
import { exportSeal, isExported } from '../config/seal-files';
import type { SealKeys } from '../config/seal-key';
import { findSeal, nodeReader, signedSeal, type LeafRow, type SealRow } from '../config/seal-store';
import { canonical } from '../config/canonical';
import { CHAIN_START } from '../config/chain';
import { addDays, localDate, startOfDay, toInstant, toMillis, type Instant, type LocalDate } from '../domain/time';
import { grownChains, firstDay, type Grown } from './stores/seals';
import { inTransaction } from './transaction';

export type Sealing = {
  /** The writing connection. */
  db: Knex;
  read: Knex;
  now: () => Instant;
  /** Asked for at every seal, so that a new key is taken up without a new start. */
  keys: () => SealKeys;
  /** Where seals are laid out to be given away. */
  folder: string;
};

/** A step that began before midnight has ended by then. */
const SETTLED_MS = 10 * 60_000;
const CHUNK = 200;

/**
 * Seals every day that is over and not sealed yet, each with the heads that its chains had at its end, and lays the seals
 * out as files. Any number of workers may do so at once: a day has one seal. @returns the days that were sealed now
 */
export async function takeSeals(sealing: Sealing): Promise<LocalDate[]> {
  const { read, now } = sealing;
  const last = await findSeal(read);
  const from = last ? addDays(last.day, 1) : await firstDay(read);
  const until = addDays(localDate(toInstant(toMillis(now()) - SETTLED_MS)), -1);
  const days: LocalDate[] = [];
  if (from !== undefined && from <= until) {
    const grown = await grownChains(read, from, startOfDay(addDays(until, 1)));
    for (let day = from; day <= until; day = addDays(day, 1)) {
      const sealed = await sealDay(sealing, day, grown.get(day) ?? new Map());
      if (!sealed) break;
      days.push(day);
    }
  }
  await layOut(sealing);
  return days;
}

/** Whether this call sealed the day, and not another worker. */
async function sealDay({ db, read, now, keys }: Sealing, day: LocalDate, grown: Grown): Promise<boolean> {
  const before = await findSeal(read);
  const heads = [...grown].map(([subject, head]) => ({ subject, ...head })).sort(bySubject);
  const frontier = await Frontier.of(before?.size ?? 0, nodeReader(read));
  const leaves: LeafRow[] = [];
  const nodes: { position: number; level: number; hash: string }[] = [];
  for (const head of heads) {
    const position = frontier.size;
    leaves.push({ position, day, ...head });
    for (const { level, hash } of frontier.append(leafHash(head))) nodes.push({ position, level, hash });
  }
  const root = frontier.root();
  const counts = await countsAfter(read, before, heads);
  const seal = sealOf({ day, size: frontier.size, ...counts, root, takenAt: now() }, before, keys());
  const { signature } = signSeal(seal, keys().current);
  const row: SealRow = { day, size: seal.size, seal: canonical(seal), signature, hash: sealHash(seal) };
  return inTransaction(db, async (trx) => {
    const written = await trx('seals').insert(row).onConflict('day').ignore().returning('day');
    if (written.length === 0) return false;
    await trx.batchInsert('seal_leaves', leaves, CHUNK);
    await trx.batchInsert('seal_nodes', nodes, CHUNK);
    return true;
  });
}

const bySubject = (a: Head, b: Head) => (a.subject < b.subject ? -1 : 1);

type Counted = Pick<Seal, 'day' | 'size' | 'chains' | 'events' | 'root' | 'takenAt'>;

function sealOf(counted: Counted, before: SealRow | undefined, { current, earlier }: SealKeys): Seal {
  const key = publicPart(current);
  const previous = before?.hash ?? CHAIN_START;
  const old = before && signedSeal(before).seal.key;
  const oldKey = old === key ? undefined : earlier.find((one) => publicPart(one) === old);
  return {
    format: SEAL_FORMAT,
    ...counted,
    previous,
    key,
    ...(oldKey && { handedOn: handOn(oldKey, key, previous) }),
  };
}

/** How many chains and events are sealed with a day: those before, and by how much chains have grown. */
async function countsAfter(read: Knex, before: SealRow | undefined, heads: Head[]) {
  const { chains, events } = before ? signedSeal(before).seal : { chains: 0, events: 0 };
  const known = new Map<string, number>();
  for (let i = 0; i < heads.length; i += CHUNK) {
    const subjects = heads.slice(i, i + CHUNK).map(({ subject }) => subject);
    const rows: { subject: string; seq: number }[] = await read('seal_leaves')
      .whereIn('subject', subjects)
      .groupBy('subject')
      .select('subject')
      .max({ seq: 'seq' });
    for (const { subject, seq } of rows) known.set(subject, seq);
  }
  const grownBy = heads.reduce((sum, { subject, seq }) => sum + seq - (known.get(subject) ?? 0), 0);
  return { chains: chains + heads.length - known.size, events: events + grownBy };
}

/** Lays out what is not there yet: the newest first, up to one that is. */
async function layOut({ read, folder }: Sealing): Promise<void> {
  const missing: SealRow[] = [];
  for (let row = await findSeal(read); row && !isExported(folder, row.day);) {
    missing.unshift(row);
    row = await findSeal(read, addDays(row.day, -1));
  }
  for (const row of missing) {
    const heads: Head[] = await read<LeafRow>('seal_leaves')
      .where({ day: row.day })
      .orderBy('position')
      .select('subject', 'seq', 'hash');
    await exportSeal(folder, signedSeal(row), heads);
  }
}

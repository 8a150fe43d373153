import type { Knex } from 'knex';
import { isSqlite } from '../config/dialect';
import { inBatches } from '../config/write-batches';
import { inTransaction, refusing } from './transaction';

type Work<T> = (trx: Knex) => Promise<T>;
type Waiting = { work: Work<unknown>; done(value: unknown): void; failed(error: unknown): void };

/** More at once would keep the first of them waiting for long, and all of them when one is refused. */
const MOST = 16;

const handOver = inBatches(MOST, write);

/**
 * Runs work in a transaction as `inTransaction` does, but those that come while others are being written share the next
 * one: SQLite has one writer at a time, and beginning and committing costs half of what a step does in between.
 * Each is answered after the commit. When one of them fails, or the commit does, nothing of any of them is written, and
 * each is done once more in a transaction of its own: work must not mind being done again.
 */
export function inSharedTransaction<T>(db: Knex, work: Work<T>): Promise<T> {
  if (!isSqlite(db)) return inTransaction(db, work);
  return new Promise<T>((done, failed) => handOver(db, { work, done, failed }));
}

async function write(db: Knex, batch: Waiting[]): Promise<void> {
  if (batch.length > 1 && (await wroteTogether(db, batch))) return;
  for (const { work, done, failed } of batch) await refusing(() => db.transaction(work)).then(done, failed);
}

async function wroteTogether(db: Knex, batch: Waiting[]): Promise<boolean> {
  try {
    const values = await db.transaction(async (trx) => {
      const all: unknown[] = [];
      for (const { work } of batch) all.push(await work(trx));
      return all;
    });
    batch.forEach(({ done }, i) => done(values[i]));
    return true;
  } catch {
    // Whose fault it was shows when each is done alone.
    return false;
  }
}

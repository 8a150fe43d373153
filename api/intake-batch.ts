import type { Knex } from 'knex';
import type { CommandRow } from '../config/command-row';
import { inBatches } from '../config/write-batches';

type Waiting = { row: CommandRow; done(isNew: boolean): void; failed(error: unknown): void };

/** More in one statement would hold up the writer of the record. */
const MOST = 50;

const handOver = inBatches(MOST, write);

/**
 * Inserts a command unless its id is there. Commands that come while others are being written go in together, in one
 * statement: at a busy counter that saves most of the transactions.
 * @returns whether it was new
 */
export function insertCommand(db: Knex, row: CommandRow): Promise<boolean> {
  return new Promise((done, failed) => handOver(db, { row, done, failed }));
}

async function write(db: Knex, batch: Waiting[]): Promise<void> {
  try {
    const rows = batch.map(({ row }) => row);
    const inserted = await db('commands').insert(rows).onConflict('id').ignore().returning('id');
    const fresh = new Set(inserted.map(({ id }: { id: string }) => id));
    // Of two with the same id in one statement the first is the new one.
    for (const { row, done } of batch) done(fresh.delete(row.id));
  } catch (error) {
    if (batch.length === 1) return batch[0]?.failed(error);
    // What one of them cannot have must not be refused to the others.
    for (const one of batch) await write(db, [one]);
  }
}

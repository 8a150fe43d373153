import type { Knex } from 'knex';
import { inWriteTurn } from './write-turns';

/**
 * Writes things together that come while others are being written: at a busy counter that saves most of the transactions.
 * @param most how many go in together
 * @param write answers every one of a batch, also when it fails, and throws nothing
 * @returns hands one thing over
 */
export function inBatches<T>(most: number, write: (db: Knex, batch: T[]) => Promise<void>): (db: Knex, one: T) => void {
  const queues = new WeakMap<Knex, T[]>();
  const writeAll = async (db: Knex, queue: T[]) => {
    queues.set(db, queue);
    while (queue.length > 0) await inWriteTurn(db, () => write(db, queue.splice(0, most)));
    queues.delete(db);
  };
  return (db, one) => {
    const queue = queues.get(db);
    if (queue) queue.push(one);
    else void writeAll(db, [one]);
  };
}

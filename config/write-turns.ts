import type { Knex } from 'knex';
import { inTurn, type Turn } from '../domain/turn';

/** Who writes a SQLite file from this process, in the order they came. */
const byFile = new Map<string, Turn>();
const byDatabase = new WeakMap<Knex, Turn>();

/** Makes a database of a file share its turns with all others of that file in this process. */
export function shareTurns(db: Knex, file: string): Knex {
  const turns = byFile.get(file) ?? inTurn();
  byFile.set(file, turns);
  byDatabase.set(db, turns);
  return db;
}

/**
 * Writes when it is this writer's turn. SQLite has one writer at a time, and whoever finds it busy sleeps and asks again,
 * a tenth of a second at worst; within one process they queue instead. PostgreSQL needs no turns.
 */
export async function inWriteTurn<T>(db: Knex, write: () => PromiseLike<T>): Promise<T> {
  const turns = byDatabase.get(db);
  await turns?.take();
  try {
    return await write();
  } finally {
    turns?.done();
  }
}

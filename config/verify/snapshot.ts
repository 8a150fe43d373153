import type { Knex } from 'knex';
import { isSqlite } from '../dialect';

/**
 * Reads everything as it was at one moment, while others go on writing: a chain that grows between the reading of its
 * events and of its projection would look as if it had been cut off.
 */
export function inSnapshot<T>(db: Knex, work: (snapshot: Knex) => Promise<T>): Promise<T> {
  // SQLite's transactions that only read see one moment anyway.
  const config = isSqlite(db) ? undefined : ({ isolationLevel: 'repeatable read', readOnly: true } as const);
  return db.transaction(work, config);
}

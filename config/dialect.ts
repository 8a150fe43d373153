import type { Knex } from 'knex';
import { Refusal } from '../domain/problem';

/** The few places where the two engines differ. */
export function isSqlite(db: Knex): boolean {
  return db.client.config.client === 'sqlite3';
}

/** Locks the rows of a query until the transaction ends. SQLite has one writer, so there the lock is the transaction itself. */
export function locked<Q extends Knex.QueryBuilder>(db: Knex, query: Q): Q {
  return isSqlite(db) ? query : (query.forUpdate() as Q);
}

type DatabaseError = Error & { code?: string };

const FULL = new Set(['SQLITE_FULL', '53100']);
// Busy or locked file; serialisation failure, deadlock; lost or refused connection; server starting or stopping.
const BUSY = new Set([
  'SQLITE_BUSY',
  'SQLITE_LOCKED',
  '40001',
  '40P01',
  '08006',
  '08001',
  '57P01',
  '57P03',
  'ECONNREFUSED',
  'ECONNRESET',
]);

/** What an error of the database means to a caller; nothing for an error that is not the database's own state. */
export function storageRefusal(error: unknown): Refusal | undefined {
  const { code = '', name, message } = error as DatabaseError;
  if (FULL.has(code)) return new Refusal('storage-full');
  if (BUSY.has(code) || name === 'KnexTimeoutError' || /Connection terminated/.test(message))
    return new Refusal('storage-busy');
  return undefined;
}

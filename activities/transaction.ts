import { ApplicationFailure } from '@temporalio/common';
import type { Knex } from 'knex';
import { isSqlite, storageRefusal } from '../config/dialect';
import { inWriteTurn } from '../config/write-turns';
import { CalendarGap } from '../domain/calendar';
import { Refusal } from '../domain/problem';

/** Runs work in one transaction, and turns what goes wrong into a failure that the workflow understands. */
export async function inTransaction<T>(db: Knex, work: (trx: Knex) => Promise<T>): Promise<T> {
  return refusing(() => inWriteTurn(db, () => db.transaction(work)));
}

/** The same for work that is done before its transaction. */
export async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failureOf(error);
  }
}

/**
 * Writes of one transaction that do not wait for each other where the engine allows it: SQLite's driver queues them, and
 * PostgreSQL's takes one at a time. All have ended when this ends, also when one failed: what is still on its way while
 * the transaction is taken back would be written outside of it.
 */
export async function together(trx: Knex, writes: ((() => Promise<void>) | undefined)[]): Promise<void> {
  const wanted = writes.filter((write) => write !== undefined);
  if (!isSqlite(trx)) {
    for (const write of wanted) await write();
    return;
  }
  const results = await Promise.allSettled(wanted.map((write) => write()));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** Only the database's own trouble is worth another try; a refusal stays a refusal. */
function failureOf(error: unknown): unknown {
  const refusal = refusalOf(error);
  if (!refusal) return error;
  const { code, params, faults, message } = refusal;
  return ApplicationFailure.create({
    type: code,
    message,
    nonRetryable: code !== 'storage-busy',
    details: [params, faults],
  });
}

function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof CalendarGap) return new Refusal('calendar-unknown', { year: error.year });
  return storageRefusal(error);
}

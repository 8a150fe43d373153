import type { Knex } from 'knex';
import { isSqlite } from '../../config/dialect';

const RECORD = ['events', 'ledger', 'seals', 'seal_leaves', 'seal_nodes'];

/** Takes the guards of the record away, as somebody can who owns the database. */
export async function dropGuards(db: Knex): Promise<void> {
  for (const table of RECORD) {
    if (isSqlite(db))
      for (const change of ['update', 'delete']) await db.raw('drop trigger if exists ??', [`${table}_no_${change}`]);
    else
      for (const change of ['change', 'truncate'])
        await db.raw('drop trigger if exists ?? on ??', [`${table}_no_${change}`, table]);
  }
}

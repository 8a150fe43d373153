import type { Knex } from 'knex';
import { isSqlite } from '../../config/dialect';

/** Takes the guards of the record away, as somebody can who owns the database. */
export async function dropGuards(db: Knex): Promise<void> {
  if (isSqlite(db)) {
    const rows: { name: string }[] = await db('sqlite_master').where({ type: 'trigger' }).select('name');
    for (const { name } of rows) await db.raw('drop trigger ??', [name]);
    return;
  }
  const rows: { trigger_name: string; event_object_table: string }[] = await db('information_schema.triggers')
    .where({ trigger_schema: 'public' })
    .distinct('trigger_name', 'event_object_table');
  for (const { trigger_name: name, event_object_table: table } of rows)
    await db.raw('drop trigger if exists ?? on ??', [name, table]);
  for (const table of ['events', 'ledger', 'seals', 'seal_leaves', 'seal_nodes'])
    await db.raw('drop trigger if exists ?? on ??', [`${table}_no_truncate`, table]);
}

import type { Knex } from 'knex';

/**
 * Indexes that hold all that a leader's figures count, so that no row is read: rows carry the whole state of a dossier.
 * They begin as the narrower ones did, which are taken away.
 */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('dossiers', (t) => {
    t.dropIndex(['received_at', 'receiving_unit']);
    t.dropIndex(['returned_at', 'receiving_unit']);
    t.dropIndex(['finished_at', 'receiving_unit']);
  });
  const place = 'receiving_unit, field, received_group';
  await db.raw(`create index dossiers_received on dossiers (received_at, ${place})`);
  await db.raw(`create index dossiers_returned on dossiers (returned_at, ${place})`);
  await db.raw(`create index dossiers_finished on dossiers (finished_at, ${place}, due_at, first_due_at, received_at)`);
  await db.raw(`create index dossiers_open on dossiers (${place}, finished_at, due_at, received_at) where closed = 0`);
}

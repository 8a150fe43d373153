import type { Knex } from 'knex';

/** When personal data are erased: not while they are held, and their files in a second step. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('dossiers', (t) => {
    // Somebody must keep them longer: a complaint, a court, an inspection.
    t.text('held_at');
    // Its rows are erased, its files not yet.
    t.integer('files_left').notNullable().defaultTo(0);
  });
  await db.raw(
    'create index dossiers_erasable on dossiers (closed_at, id) where closed = 1 and erased_at is null and held_at is null',
  );
  await db.raw('create index dossiers_files_left on dossiers (id) where files_left = 1');
}

import type { Knex } from 'knex';

/**
 * Personal data are encrypted with a key for each dossier. A migration has no keys, so what is there already is encrypted right
 * after it, when the program starts (config/encrypt-stored); both columns that go now stand in the content of their row.
 */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('dossiers', (t) => {
    // Wrapped by a master key that is not in the database; null once its data are erased.
    t.text('data_key');
    t.text('erased_at');
  });
  for (const column of ['identity_number', 'phone']) {
    await db.schema.alterTable('parties', (t) => t.dropIndex([column]));
    await db.raw('alter table parties drop column ??', [column]);
  }
  await db.schema.alterTable('parties', (t) => {
    // Keyed hashes, by which a person is found.
    t.text('identity_hash').index();
    t.text('phone_hash').index();
  });
}

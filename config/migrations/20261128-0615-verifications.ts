import type { Knex } from 'knex';

/** Verifications of the record that auditors ordered: who, when, of what, and what was found. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('verifications', (t) => {
    t.text('id').primary();
    t.text('stage').notNullable();
    t.text('ordered_at').notNullable();
    t.integer('seq').notNullable();
    t.text('state').notNullable();
    t.text('hash').notNullable();
    // How many events were looked at so far: what nobody has to prove later.
    t.integer('checked').notNullable().defaultTo(0);
    t.index(['ordered_at']);
  });
}

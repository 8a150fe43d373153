import type { Knex } from 'knex';

/** Printed documents: one for each step and kind, with the document as it was resolved and the hash of its file. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('prints', (t) => {
    t.text('id').primary();
    t.text('dossier_id').notNullable().references('dossiers.id');
    t.integer('step').notNullable();
    t.text('kind').notNullable();
    t.text('regulation').notNullable();
    t.text('number').notNullable();
    t.integer('template_version').notNullable();
    t.text('printed_at').notNullable();
    t.text('printed_by').notNullable();
    t.text('command_id').notNullable();
    t.text('sha256').notNullable();
    t.integer('size').notNullable();
    t.text('model').notNullable();
    t.text('model_hash').notNullable();
    // The last link of its chain in the ledger.
    t.text('hash').notNullable();
    t.unique(['dossier_id', 'step', 'kind']);
  });
}

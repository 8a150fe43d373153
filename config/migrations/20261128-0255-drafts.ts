import type { Knex } from 'knex';

/** Drafts of processes, and what is published from them. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('config_documents', (t) => {
    // A version that was published from a draft and taken back before its first day.
    t.text('withdrawn_at');
  });
  // Every change of what is published counts one up, so that running processes learn of it by one small read.
  await db.schema.createTable('config_state', (t) => {
    t.text('name').primary();
    t.integer('version').notNullable();
  });
  await db('config_state').insert({ name: 'catalogue', version: 1 });
  await db.schema.createTable('process_drafts', (t) => {
    t.text('id').primary();
    t.text('procedure_code').notNullable();
    t.text('stage').notNullable();
    t.integer('seq').notNullable();
    t.text('valid_from');
    t.integer('version');
    t.text('taken_at').notNullable();
    t.text('content').notNullable();
    t.text('state').notNullable();
    t.text('hash').notNullable();
    t.index(['procedure_code', 'taken_at']);
    t.index(['stage', 'taken_at']);
  });
  // One open draft a procedure: two that change the same version could not both be published.
  await db.raw(
    `create unique index process_drafts_open on process_drafts (procedure_code) where stage in ('editing', 'in-review')`,
  );
}

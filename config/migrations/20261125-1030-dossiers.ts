import type { Knex } from 'knex';

/** Instants are ISO text in UTC, dates `YYYY-MM-DD`, JSON is text: the same bytes on both engines, so hashes agree. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('config_documents', (t) => {
    t.text('kind').notNullable();
    t.text('key').notNullable();
    t.text('content').notNullable();
    t.text('hash').notNullable();
    t.text('loaded_at').notNullable();
    t.primary(['kind', 'key']);
  });
  await db.schema.createTable('commands', (t) => {
    t.text('id').primary();
    t.text('dossier_id').notNullable();
    t.text('caller').notNullable();
    t.text('kind').notNullable();
    t.text('body_hash').notNullable();
    t.text('body');
    t.integer('attempt').notNullable().defaultTo(1);
    t.text('status').notNullable();
    t.text('answer');
    t.text('problem');
    t.text('sent_at').notNullable();
    t.text('ended_at');
    t.index(['status', 'sent_at']);
  });
  await db.schema.createTable('dossiers', (t) => {
    t.text('id').primary();
    t.text('code').unique();
    t.integer('seq').notNullable();
    t.text('stage').notNullable();
    t.integer('status').notNullable();
    t.integer('closed').notNullable();
    t.text('procedure_code').notNullable();
    t.text('field').notNullable();
    t.text('channel').notNullable();
    t.text('receiving_unit').notNullable();
    t.text('deciding_unit').notNullable();
    t.text('support_unit');
    t.text('turn_unit');
    t.text('turn_roles');
    t.text('opened_at').notNullable();
    t.text('received_at');
    t.text('due_at');
    t.text('stage_due_at');
    t.text('next_due_at');
    t.text('summary');
    t.text('state').notNullable();
    // Hash of the last event: the next one is chained to it without reading the chain.
    t.text('hash').notNullable();
    t.index(['turn_unit', 'closed', 'next_due_at', 'id']);
    t.index(['receiving_unit', 'closed', 'next_due_at', 'id']);
    t.index(['deciding_unit', 'closed', 'next_due_at', 'id']);
  });
  await db.schema.createTable('parties', (t) => {
    t.text('dossier_id').notNullable().references('dossiers.id');
    t.text('part').notNullable();
    t.text('name').notNullable();
    t.text('search_name').notNullable();
    t.text('identity_number');
    t.text('phone');
    t.text('content').notNullable();
    t.primary(['dossier_id', 'part']);
    t.index(['identity_number']);
    t.index(['phone']);
    t.index(['search_name']);
  });
  await db.schema.createTable('events', (t) => {
    t.text('dossier_id').notNullable();
    t.integer('seq').notNullable();
    t.text('at').notNullable();
    t.text('action').notNullable();
    t.text('actor').notNullable();
    t.text('command_id').notNullable().unique();
    t.text('event').notNullable();
    t.text('previous_hash').notNullable();
    t.text('hash').notNullable();
    t.primary(['dossier_id', 'seq']);
    t.index(['at']);
  });
  // What was written in the form: apart from the event, so that personal data can be erased and the chain still verifies.
  await db.schema.createTable('contents', (t) => {
    t.text('dossier_id').notNullable();
    t.integer('seq').notNullable();
    t.text('salt').notNullable();
    t.text('content').notNullable();
    t.primary(['dossier_id', 'seq']);
  });
  await db.schema.createTable('documents', (t) => {
    t.text('dossier_id').notNullable();
    t.integer('seq').notNullable();
    t.text('code').notNullable();
    t.integer('originals').notNullable();
    t.integer('copies').notNullable();
    t.primary(['dossier_id', 'seq', 'code']);
  });
  await db.schema.createTable('attachments', (t) => {
    t.text('id').primary();
    t.text('dossier_id').notNullable().index();
    t.integer('seq').notNullable();
    t.text('document_code');
    t.text('name').notNullable();
    t.text('media_type').notNullable();
    t.integer('size').notNullable();
    t.text('sha256').notNullable();
  });
  await db.schema.createTable('outbox', (t) => {
    t.increments('position');
    t.text('dossier_id').notNullable();
    t.integer('seq').notNullable();
    t.text('kind').notNullable();
    t.text('created_at').notNullable();
    t.text('sent_at');
    t.index(['sent_at', 'position']);
  });
  await db.schema.createTable('number_counters', (t) => {
    t.text('identification').notNullable();
    t.text('date').notNullable();
    t.integer('last').notNullable();
    t.primary(['identification', 'date']);
  });
  await db.schema.createTable('number_register', (t) => {
    t.text('identification').notNullable();
    t.text('date').notNullable();
    t.integer('sequence').notNullable();
    t.text('state').notNullable();
    t.text('dossier_id');
    t.text('command_id').notNullable();
    t.primary(['identification', 'date', 'sequence']);
  });
}

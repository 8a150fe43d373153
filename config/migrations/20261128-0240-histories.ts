import type { Knex } from 'knex';

/** What the engine wrote of workflows that have ended, kept beyond the time for which the engine keeps it. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('histories', (t) => {
    t.text('run_id').primary();
    // What it is of, as in the ledger: `dossier:…`, `transfer:…`, `programme:…`. One of these has as many runs as it needs.
    t.text('subject').notNullable();
    t.text('workflow_id').notNullable();
    t.text('status').notNullable();
    t.text('started_at').notNullable();
    t.text('closed_at').notNullable();
    t.integer('events').notNullable();
    // Bytes of the JSON, and its SHA-256; what is stored is that JSON, compressed with Brotli.
    t.integer('size').notNullable();
    t.text('sha256').notNullable();
    t.binary('packed').notNullable();
    t.text('archived_at').notNullable();
    t.index(['subject', 'started_at']);
    t.index(['closed_at']);
  });
}

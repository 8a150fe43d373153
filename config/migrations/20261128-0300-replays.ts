import type { Knex } from 'knex';

/** Replays that auditors ordered, and what was found of each subject. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('replays', (t) => {
    t.text('id').primary();
    t.text('stage').notNullable();
    t.text('ordered_at').notNullable();
    t.integer('seq').notNullable();
    t.text('state').notNullable();
    t.text('hash').notNullable();
    t.index(['ordered_at']);
  });
  await db.schema.createTable('replay_results', (t) => {
    t.text('replay_id').notNullable().references('replays.id');
    t.text('subject').notNullable();
    t.integer('differs').notNullable();
    t.text('certificate').notNullable();
    t.text('sha256').notNullable();
    // The history of a run that was going on, compressed: the archive has those only that have ended.
    t.binary('live');
    t.primary(['replay_id', 'subject']);
    t.index(['replay_id', 'differs', 'subject']);
  });
}

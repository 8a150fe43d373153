import type { Knex } from 'knex';

/** Who may sign in, and what the embedded issuer of tokens keeps. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('accounts', (t) => {
    t.text('id').primary();
    t.text('subject').notNullable().unique();
    // Names that the eye takes for each other have the same one.
    t.text('skeleton').notNullable().unique();
    t.text('name').notNullable();
    t.text('kind').notNullable();
    t.text('role').notNullable();
    t.text('unit').notNullable();
    t.text('state').notNullable();
    t.text('created_at').notNullable();
    t.text('created_by').notNullable();
  });
  await db.schema.createTable('credentials', (t) => {
    t.text('account').primary();
    t.text('password').notNullable();
    t.integer('must_change').notNullable();
    t.integer('failures').notNullable().defaultTo(0);
    t.bigInteger('wait_until').notNullable().defaultTo(0);
    t.text('changed_at').notNullable();
  });
  await db.schema.createTable('issuer_items', (t) => {
    t.text('model').notNullable();
    t.text('id').notNullable();
    t.text('payload').notNullable();
    t.text('grant_id').index();
    t.text('uid').index();
    t.integer('consumed_at');
    // Seconds of the machine's clock.
    t.bigInteger('expires_at').index();
    t.primary(['model', 'id']);
  });
}

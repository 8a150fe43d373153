import type { Knex } from 'knex';

/** Who acts for whom, and when. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('delegations', (t) => {
    t.text('id').primary();
    t.text('delegator').notNullable();
    t.text('delegate').notNullable();
    t.text('unit').notNullable();
    t.text('from_on').notNullable();
    t.text('to_on').notNullable();
    t.text('given_at').notNullable();
    t.text('withdrawn_at');
    t.integer('seq').notNullable();
    t.text('state').notNullable();
    t.text('hash').notNullable();
    t.index(['delegate', 'to_on']);
    t.index(['delegator', 'to_on']);
    t.index(['from_on', 'id']);
  });
}

import type { Knex } from 'knex';

/** Fees of dossiers, every movement of their money, and the daily cash-up. Amounts are whole đồng, which need 64 bits. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('fee_accounts', (t) => {
    // The dossier's id.
    t.text('id').primary();
    t.text('code').notNullable();
    t.text('status').notNullable();
    t.integer('seq').notNullable();
    t.text('state').notNullable();
    t.text('hash').notNullable();
  });
  // Why something was exempt, refunded or void: apart from the event, so that it can be erased and the chain still verifies.
  await db.schema.createTable('fee_reasons', (t) => {
    t.text('dossier_id').notNullable();
    t.integer('seq').notNullable();
    t.text('salt').notNullable();
    t.text('content').notNullable();
    t.primary(['dossier_id', 'seq']);
  });
  await db.schema.createTable('cash_ups', (t) => {
    t.text('id').primary();
    t.text('unit').notNullable();
    t.text('collector').notNullable();
    t.text('staff_group').notNullable();
    t.text('date').notNullable();
    t.text('closed_at').notNullable();
    t.integer('seq').notNullable();
    t.text('state').notNullable();
    t.text('hash').notNullable();
    t.index(['unit', 'date']);
  });
  // One row for each collector at a unit: whoever moves or counts the money of a till holds it first.
  await db.schema.createTable('tills', (t) => {
    t.text('unit').notNullable();
    t.text('collector').notNullable();
    t.text('used_at').notNullable();
    t.primary(['unit', 'collector']);
  });
  await db.schema.createTable('fee_entries', (t) => {
    t.text('id').primary();
    t.text('kind').notNullable();
    t.text('dossier_id').notNullable().index();
    t.text('dossier_code').notNullable();
    t.text('payment_id');
    t.text('at').notNullable();
    t.text('date').notNullable();
    t.text('unit').notNullable();
    t.text('field').notNullable();
    t.text('procedure_code').notNullable();
    t.text('collector').notNullable();
    t.text('staff_group').notNullable();
    t.text('method');
    t.text('held_by');
    t.text('book');
    t.integer('number');
    t.bigInteger('amount').notNullable();
    t.text('cash_up_id').references('cash_ups.id');
    t.text('command_id').notNullable();
    // Of a receipt book every number is used once, also when the payment is made void later.
    t.unique(['book', 'number']);
    t.index(['unit', 'collector', 'cash_up_id']);
    t.index(['cash_up_id']);
    t.index(['command_id']);
    t.index(['date', 'unit']);
  });
}

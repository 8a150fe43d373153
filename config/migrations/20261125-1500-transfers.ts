import type { Knex } from 'knex';

/** Transfers with their readiness and authority, staff, handing over of papers; and who received and returned a dossier. */
export async function up(db: Knex): Promise<void> {
  await ledger(db);
  await transfers(db);
  await staff(db);
  await handovers(db);
  await db.schema.alterTable('dossiers', (t) => {
    t.text('received_group');
    // The transferred task that is next where it is the counter's turn.
    t.text('turn_task');
    t.text('returned_group');
    t.text('returned_at');
    t.text('closed_at');
    // Sent back or supplemented for something that the intake should have caught.
    t.integer('wrong_intake').notNullable().defaultTo(0);
    t.index(['receiving_unit', 'field', 'received_at']);
    t.index(['received_at', 'receiving_unit']);
    t.index(['returned_at', 'receiving_unit']);
  });
  // Not only dossiers have something to tell.
  await db.schema.alterTable('outbox', (t) => t.renameColumn('dossier_id', 'subject'));
  await fillDossiers(db);
}

/** What happened to everything that is not a dossier: one chain for each subject, as `events` has one for each dossier. */
async function ledger(db: Knex): Promise<void> {
  await db.schema.createTable('ledger', (t) => {
    t.text('subject').notNullable();
    t.integer('seq').notNullable();
    t.text('at').notNullable();
    t.text('recorded_at').notNullable();
    t.text('kind').notNullable();
    t.text('actor').notNullable();
    t.text('command_id').index();
    t.text('event').notNullable();
    t.text('previous_hash').notNullable();
    t.text('hash').notNullable();
    t.primary(['subject', 'seq']);
    t.index(['recorded_at']);
  });
}

async function transfers(db: Knex): Promise<void> {
  await db.schema.createTable('programmes', (t) => {
    t.text('id').primary();
    t.text('number').notNullable().unique();
    t.text('date').notNullable();
    t.text('effective_on').notNullable();
    t.text('title').notNullable();
    t.text('reference').notNullable();
    t.text('begun_at').notNullable();
    t.integer('seq').notNullable();
    t.text('hash').notNullable();
  });
  await db.schema.createTable('transfers', (t) => {
    t.text('id').primary();
    t.text('programme_id').notNullable().references('programmes.id').index();
    t.text('unit').notNullable();
    t.text('field').notNullable();
    t.text('scope').notNullable();
    t.text('effective_on').notNullable();
    t.text('stage').notNullable();
    t.text('stage_since').notNullable();
    t.integer('closed').notNullable();
    t.integer('arrived').notNullable().defaultTo(0);
    t.integer('started').notNullable().defaultTo(0);
    t.integer('illustrative').notNullable();
    t.text('flagged_at');
    t.text('next_at');
    t.text('findings').notNullable().defaultTo('[]');
    t.integer('seq').notNullable();
    t.text('state').notNullable();
    t.text('hash').notNullable();
    t.index(['unit', 'field']);
    t.index(['closed', 'unit', 'field']);
    t.index(['programme_id', 'started']);
  });
  // One open transfer for each task of a field at a unit: the key refuses a second one.
  await db.schema.createTable('transfer_claims', (t) => {
    t.text('unit').notNullable();
    t.text('field').notNullable();
    t.text('task').notNullable();
    t.text('transfer_id').notNullable().index();
    t.primary(['unit', 'field', 'task']);
  });
  // Bitemporal: from_at/to_at when it was so, known_from/known_to when the record said so. Open ends are null.
  await db.schema.createTable('responsibility', (t) => {
    t.increments('id');
    t.text('unit').notNullable();
    t.text('field').notNullable();
    t.text('task').notNullable();
    t.text('from_at').notNullable();
    t.text('to_at');
    t.integer('government').notNullable();
    t.integer('post').notNullable();
    t.integer('finish').notNullable();
    t.text('transfer_id').notNullable();
    t.text('stage').notNullable();
    t.integer('final').notNullable();
    t.text('known_from').notNullable();
    t.text('known_to');
    t.index(['unit', 'field', 'task', 'known_to', 'from_at']);
    t.index(['known_to', 'from_at']);
  });
}

async function staff(db: Knex): Promise<void> {
  await db.schema.createTable('staff', (t) => {
    t.text('id').primary();
    t.text('name').notNullable();
    t.text('search_name').notNullable();
    t.text('staff_group').notNullable();
    t.text('unit').notNullable();
    t.text('kind').notNullable();
    t.text('posted_from').notNullable();
    t.text('posted_to').notNullable();
    t.text('approved_by');
    t.text('published_on');
    t.text('phone');
    t.text('account_on');
    t.text('left_on');
    t.text('recorded_at').notNullable();
    t.index(['unit', 'staff_group']);
  });
  await db.schema.createTable('certificates', (t) => {
    t.text('staff_id').notNullable().references('staff.id');
    t.text('field').notNullable();
    t.text('unit').notNullable();
    t.text('passed_on').notNullable();
    t.text('recorded_at').notNullable();
    t.primary(['staff_id', 'field', 'unit', 'passed_on']);
  });
  await db.schema.createTable('equipment', (t) => {
    t.text('unit').notNullable();
    t.text('item').notNullable();
    t.integer('count').notNullable();
    t.text('recorded_at').notNullable();
    t.primary(['unit', 'item']);
  });
}

async function handovers(db: Knex): Promise<void> {
  await db.schema.createTable('handovers', (t) => {
    t.text('id').primary();
    t.text('from_unit').notNullable();
    t.text('to_unit').notNullable();
    t.text('kind').notNullable();
    t.text('stage').notNullable();
    t.text('listed_at').notNullable();
    t.integer('seq').notNullable();
    t.text('state').notNullable();
    t.text('hash').notNullable();
    t.index(['from_unit', 'stage', 'listed_at']);
    t.index(['to_unit', 'stage', 'listed_at']);
  });
  await db.schema.createTable('handover_items', (t) => {
    t.text('handover_id').notNullable().references('handovers.id');
    t.text('dossier_id').notNullable();
    t.integer('open').notNullable();
    t.integer('blocked').notNullable();
    t.primary(['handover_id', 'dossier_id']);
    t.index(['dossier_id', 'blocked']);
  });
}

const GROUPS: Record<string, string> = { 'post-clerk': 'post', 'government-clerk': 'government' };

/** The new columns of dossiers that are there already, from their events. */
async function fillDossiers(db: Knex): Promise<void> {
  const dossiers: { id: string }[] = await db('dossiers').select('id');
  for (const { id } of dossiers) {
    const rows: { event: string }[] = await db('events').where({ dossier_id: id }).orderBy('seq').select('event');
    const filled: Record<string, string | number> = {};
    for (const { event } of rows) {
      const { at, by, status, closed, receipt, action } = JSON.parse(event) as {
        at: string;
        by: { role: string };
        status: number;
        closed: boolean;
        receipt?: object;
        action: string;
      };
      const group = GROUPS[by.role];
      if (receipt && group) filled.received_group = group;
      if (status === 10) Object.assign(filled, { returned_at: at, ...(group && { returned_group: group }) });
      if (closed) filled.closed_at = at;
      if (action === 'give-back' || action === 'request-supplement') filled.wrong_intake = 1;
    }
    if (Object.keys(filled).length > 0) await db('dossiers').where({ id }).update(filled);
  }
}

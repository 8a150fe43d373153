import type { Knex } from 'knex';

/** Every event leaves a line in the outbox; from there people are told, and other programs. */
export async function up(db: Knex): Promise<void> {
  // Nobody has read it so far; it is filled anew from the record.
  await db.schema.dropTable('outbox');
  await db.schema.createTable('outbox', (t) => {
    t.increments('position');
    t.text('subject').notNullable();
    t.integer('seq').notNullable();
    t.text('kind').notNullable();
    t.text('created_at').notNullable();
    // Its place in the feed: without gaps and in the order of the commits, which the position is not.
    t.integer('place').unique();
  });
  await db.raw('create index outbox_unplaced on outbox (position) where place is null');
  // `outbox`: the last place given out. `fan-out`: up to which place it is decided who is told.
  await db.schema.createTable('relay', (t) => {
    t.text('name').primary();
    t.integer('value').notNullable();
  });
  await deliveries(db);
  await webhooks(db);
  await fill(db);
}

async function deliveries(db: Knex): Promise<void> {
  await db.schema.createTable('deliveries', (t) => {
    t.text('id').primary();
    t.text('subject').notNullable().index();
    t.integer('seq').notNullable();
    t.text('kind').notNullable();
    t.text('audience').notNullable();
    t.text('channel').notNullable();
    t.text('recipient').notNullable();
    t.text('state').notNullable();
    t.integer('attempts').notNullable().defaultTo(0);
    // When it is tried next, or until when whoever is sending it has it; null when there is nothing left to do.
    t.text('due_at');
    t.text('lease');
    // An attempt ended without an answer: it may have arrived.
    t.integer('uncertain').notNullable().defaultTo(0);
    t.text('last_error');
    t.text('created_at').notNullable();
    t.text('sent_at');
    t.index(['created_at', 'id']);
    t.index(['state', 'created_at', 'id']);
  });
  await db.raw('create index deliveries_due on deliveries (channel, due_at) where due_at is not null');
}

async function webhooks(db: Knex): Promise<void> {
  await db.schema.createTable('webhooks', (t) => {
    t.text('id').primary();
    t.text('url').notNullable();
    t.text('kinds').notNullable();
    t.text('secret').notNullable();
    t.text('state').notNullable();
    // The last place that the receiver has taken, and the last one of the batch that is on its way.
    t.integer('place').notNullable();
    t.integer('batch_to');
    t.integer('failures').notNullable().defaultTo(0);
    t.text('due_at').notNullable();
    t.text('lease');
    t.text('last_error');
    t.text('last_failed_at');
    t.text('last_sent_at');
    t.text('created_at').notNullable();
    t.text('created_by').notNullable();
    t.index(['state', 'due_at']);
  });
}

/** What has happened so far is in the feed from its beginning, but nobody is told of it now. */
async function fill(db: Knex): Promise<void> {
  await db.raw(`
    insert into outbox (subject, seq, kind, created_at, place)
    select subject, seq, kind, at, row_number() over (order by at, subject, seq) from (
      select dossier_id as subject, seq, action as kind, at from events
      union all
      select subject, seq, kind, recorded_at from ledger where subject like 'transfer:%' or subject like 'programme:%'
    ) happened`);
  const [last]: { place: number | null }[] = await db('outbox').max({ place: 'place' });
  const value = last?.place ?? 0;
  await db('relay').insert([
    { name: 'outbox', value },
    { name: 'fan-out', value },
  ]);
}

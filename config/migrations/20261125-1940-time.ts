import type { Knex } from 'knex';

/** What lateness is told by: the first appointment, and when the result was ready; and which reminders were given. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('dossiers', (t) => {
    t.text('first_due_at');
    t.text('finished_at');
    t.index(['closed', 'due_at']);
    t.index(['finished_at', 'receiving_unit']);
  });
  // One of each kind for each appointment: the key refuses a second one, whoever gives it.
  await db.schema.createTable('reminders', (t) => {
    t.text('dossier_id').notNullable().references('dossiers.id');
    t.text('kind').notNullable();
    t.text('due_at').notNullable();
    t.text('given_at').notNullable();
    t.primary(['dossier_id', 'kind', 'due_at']);
  });
  await fillDossiers(db);
}

type Written = { at: string; status: number; closed: boolean; clock: { firstDueAt?: string } };

/** The new columns of dossiers that are there already, from their events. The result is ready from status 9 on. */
async function fillDossiers(db: Knex): Promise<void> {
  const dossiers: { id: string }[] = await db('dossiers').select('id');
  for (const { id } of dossiers) {
    const rows: { event: string }[] = await db('events').where({ dossier_id: id }).orderBy('seq').select('event');
    let finished: string | null = null;
    let first: string | null = null;
    for (const { event } of rows) {
      const { at, status, closed, clock } = JSON.parse(event) as Written;
      if (closed || status === 9) finished ??= at;
      first = clock.firstDueAt ?? null;
    }
    await db('dossiers').where({ id }).update({ first_due_at: first, finished_at: finished });
  }
}

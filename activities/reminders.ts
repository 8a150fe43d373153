import type { Knex } from 'knex';
import { remindedUntil, reminderAt, type Reminder } from '../domain/reminder';
import { closingOf } from '../domain/calendar';
import type { Instant } from '../domain/time';
import type { UnitId } from '../domain/unit';
import type { ActivityContext } from './context';
import { outboxRow } from './stores/outbox';
import { inTransaction } from './transaction';

type DueRow = { id: string; seq: number; due_at: Instant; receiving_unit: UnitId };
type Due = DueRow & { reminder: Reminder };

const PAGE = 200;

/**
 * Gives every reminder whose time has come: each once for an appointment, with the message that tells of it in the same
 * transaction. Any number of workers may do so at once. How many were given.
 */
export async function giveReminders(context: ActivityContext): Promise<number> {
  const now = context.now();
  let given = 0;
  let after: DueRow | undefined;
  for (;;) {
    const rows = await dueRows(context, now, after);
    const due = rows.flatMap((row): Due[] => {
      const calendar = context.catalogue.calendarAt(row.receiving_unit);
      const reminder = reminderAt(context.catalogue.reminders, calendar, row.due_at, now);
      return reminder ? [{ ...row, reminder }] : [];
    });
    if (due.length > 0) given += await inTransaction(context.db, (trx) => give(trx, due, now));
    after = rows.at(-1);
    if (rows.length < PAGE) return given;
  }
}

/** Appointments that are near or past, of dossiers whose result is not ready; those told that they are late are left out. */
async function dueRows({ db, catalogue }: ActivityContext, now: Instant, after: DueRow | undefined) {
  const { calendar, reminders } = catalogue;
  const until = closingOf(calendar, remindedUntil(reminders, calendar, now));
  const query = db('dossiers as d')
    .leftJoin('reminders as r', (on) =>
      on.on('r.dossier_id', 'd.id').andOn('r.due_at', 'd.due_at').andOnVal('r.kind', 'overdue'),
    )
    .where('d.closed', 0)
    .whereNull('d.finished_at')
    .whereNull('r.dossier_id')
    .where('d.due_at', '<=', until)
    .orderBy(['d.due_at', 'd.id'])
    .limit(PAGE)
    .select('d.id', 'd.seq', 'd.due_at', 'd.receiving_unit');
  if (after) {
    const { due_at: last, id } = after;
    void query.where(
      (where) =>
        void where
          .where('d.due_at', '>', last)
          .orWhere((same) => void same.where('d.due_at', last).where('d.id', '>', id)),
    );
  }
  return (await query) as DueRow[];
}

async function give(trx: Knex, due: Due[], now: Instant): Promise<number> {
  const rows = due.map(({ id, due_at, reminder }) => ({ dossier_id: id, kind: reminder.key, due_at, given_at: now }));
  const fresh: { dossier_id: string; kind: string }[] = await trx('reminders')
    .insert(rows)
    .onConflict(['dossier_id', 'kind', 'due_at'])
    .ignore()
    .returning(['dossier_id', 'kind']);
  const keys = new Set(fresh.map(({ dossier_id: id, kind }) => `${id} ${kind}`));
  const told = due.filter(({ id, reminder }) => keys.has(`${id} ${reminder.key}`));
  if (told.length > 0) {
    await trx('outbox').insert(
      told.map(({ id, seq, reminder }) => outboxRow({ subject: id, seq, kind: reminder.kind, at: now })),
    );
  }
  return told.length;
}

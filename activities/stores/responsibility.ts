import type { Knex } from 'knex';
import { tasksOf, type Group, type Task } from '../../domain/plan';
import type { Instant } from '../../domain/time';
import type { TransferState } from '../../domain/transfer';

type Row = {
  id: number;
  unit: string;
  field: string;
  task: Task;
  from_at: Instant;
  to_at: Instant | null;
  government: number;
  post: number;
  finish: number;
  transfer_id: string;
  stage: string;
  final: number;
  known_from: Instant;
  known_to: Instant | null;
};

export type NewResponsibility = { groups: Group[]; finish: boolean; final: boolean; from: Instant; knownFrom: Instant };

/**
 * Writes who is responsible for a transfer's tasks from an instant on, known from another on.
 * What the record said before stays in it, with the moment until which it said so: nothing is overwritten, so that an
 * act of the past can be judged both by what was so and by what was known.
 */
export async function writeResponsibility(trx: Knex, state: TransferState, now: NewResponsibility): Promise<void> {
  const { unit, field, scope, id, stage } = state;
  for (const task of tasksOf(scope)) {
    const place = { unit, field, task };
    await supersede(trx, place, now);
    await trx('responsibility').insert({
      ...place,
      from_at: now.from,
      to_at: null,
      government: now.groups.includes('government') ? 1 : 0,
      post: now.groups.includes('post') ? 1 : 0,
      finish: now.finish ? 1 : 0,
      transfer_id: id,
      stage,
      final: now.final ? 1 : 0,
      known_from: now.knownFrom,
      known_to: null,
    });
  }
}

/** Ends what was so until now at the new beginning, and what would have begun later altogether. */
async function supersede(
  trx: Knex,
  place: { unit: string; field: string; task: Task },
  { from, knownFrom }: NewResponsibility,
): Promise<void> {
  const rows: Row[] = await trx('responsibility')
    .where(place)
    .whereNull('known_to')
    .andWhere((open) => void open.whereNull('to_at').orWhere('to_at', '>', from))
    .select();
  for (const { id, ...row } of rows) {
    await trx('responsibility').where({ id }).update({ known_to: knownFrom });
    if (row.from_at < from) await trx('responsibility').insert({ ...row, to_at: from, known_from: knownFrom });
  }
}

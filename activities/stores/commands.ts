import type { Knex } from 'knex';
import type { CommandBody } from '../../config/command-body';
import { isExpired, refusalOf, type CommandRow } from '../../config/command-row';
import { Refusal } from '../../domain/problem';
import type { Instant } from '../../domain/time';

/**
 * Takes a command up for doing: its body, or nothing when it was done before.
 * Begins with a write, so that on SQLite the transaction holds the write lock before it reads anything.
 * @throws Refusal what it was refused with before, command-expired, command-not-found
 */
export async function claimCommand(trx: Knex, id: string, now: Instant): Promise<CommandBody | undefined> {
  const [row] = await trx<CommandRow>('commands')
    .where({ id })
    .update({ status: trx.raw('status') })
    .returning('*');
  if (!row) throw new Refusal('command-not-found');
  if (row.status === 'done') return undefined;
  if (row.status === 'refused') throw refusalOf(row);
  if (isExpired(row, now)) throw new Refusal('command-expired');
  return JSON.parse(row.body ?? '') as CommandBody;
}

/** Ends a command. Its body goes: what it said is in the record of the dossier now. */
export async function finishCommand(trx: Knex, id: string, now: Instant): Promise<void> {
  await trx('commands').where({ id }).update({ status: 'done', body: null, ended_at: now });
}

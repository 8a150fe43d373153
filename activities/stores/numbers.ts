import type { Knex } from 'knex';
import { formatCode, parseCode } from '../../domain/code';
import { Refusal } from '../../domain/problem';
import type { LocalDate } from '../../domain/time';

type Day = { identification: string; date: LocalDate };

/**
 * Takes the next numbers of a unit's day. One atomic counter row on both engines: two desks that receive in the same
 * second get consecutive numbers, and a number is never given again, whatever becomes of its dossier.
 */
async function advanceCounter(trx: Knex, day: Day, count: number): Promise<number> {
  const [row] = await trx('number_counters')
    .insert({ ...day, last: count })
    .onConflict(['identification', 'date'])
    .merge({ last: trx.raw('number_counters.last + ?', [count]) })
    .returning('last');
  return Number(row.last);
}

/** The next dossier code of a unit's day, entered in the register. (Thông tư 01/2018/TT-VPCP, Điều 19) */
export async function issueCode(trx: Knex, day: Day, dossierId: string, commandId: string): Promise<string> {
  const sequence = await advanceCounter(trx, day, 1);
  await trx('number_register').insert({
    ...day,
    sequence,
    state: 'issued',
    dossier_id: dossierId,
    command_id: commandId,
  });
  return formatCode({ ...day, sequence });
}

/** Uses a code that was reserved for paper. @throws Refusal number-not-reserved, number-taken */
export async function useReservedCode(
  trx: Knex,
  day: Day,
  code: string,
  dossierId: string,
  commandId: string,
): Promise<string> {
  const parsed = parseCode(code);
  if (!parsed || parsed.identification !== day.identification || parsed.date !== day.date) {
    throw new Refusal('number-not-reserved', { code });
  }
  const key = { ...day, sequence: parsed.sequence };
  const used = await trx('number_register')
    .where({ ...key, state: 'reserved' })
    .update({ state: 'issued', dossier_id: dossierId, command_id: commandId });
  if (used === 1) return formatCode(parsed);
  const known = await trx('number_register').where(key).first('state');
  throw new Refusal(known ? 'number-taken' : 'number-not-reserved', { code });
}

/** Reserves a block for dossiers numbered on paper (Nghị định 61/2018/NĐ-CP, Điều 39). The same command gives the same block. */
export async function reserveBlock(trx: Knex, day: Day, count: number, commandId: string): Promise<number[]> {
  // The counter is touched first, so that a repeat waits for the first to end and then finds its rows.
  await advanceCounter(trx, day, 0);
  const before = await trx('number_register')
    .where({ ...day, command_id: commandId })
    .orderBy('sequence')
    .select('sequence');
  if (before.length > 0) return before.map((row: { sequence: number }) => row.sequence);
  const last = await advanceCounter(trx, day, count);
  const sequences = Array.from({ length: count }, (_, i) => last - count + 1 + i);
  await trx.batchInsert(
    'number_register',
    sequences.map((sequence) => ({ ...day, sequence, state: 'reserved', command_id: commandId })),
    100,
  );
  return sequences;
}

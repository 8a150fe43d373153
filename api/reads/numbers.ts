import type { Knex } from 'knex';
import { maySee, type Actor } from '../../domain/actor';
import { formatCode } from '../../domain/code';
import type { LocalDate } from '../../domain/time';
import { stateOf } from './dossiers';

export type NumberLine = { sequence: number; code: string; state: string; dossierId: string | null };
export type Register = { last: number; numbers: NumberLine[]; counts: Record<string, number>; gaps: number[] };

type Row = { sequence: number; state: string; dossier_id: string | null; dossier: string | null };

/** The numbers of a unit's day, 1 to the last, each accounted for. Which dossier has one is told only to those who may see it. */
export async function registerOf(db: Knex, identification: string, date: LocalDate, actor: Actor): Promise<Register> {
  const day = { identification, date };
  const counter: { last: number } | undefined = await db('number_counters').where(day).first('last');
  const rows: Row[] = await db('number_register')
    .leftJoin('dossiers', 'dossiers.id', 'number_register.dossier_id')
    .where(day)
    .orderBy('sequence')
    .select('sequence', 'number_register.state', 'number_register.dossier_id', 'dossiers.state as dossier');
  const numbers = rows.map(({ sequence, state, dossier_id, dossier }) => {
    const visible = dossier !== null && maySee(actor, stateOf({ state: dossier }).units);
    return { sequence, code: formatCode({ ...day, sequence }), state, dossierId: visible ? dossier_id : null };
  });
  const last = Number(counter?.last ?? 0);
  const known = new Set(numbers.map(({ sequence }) => sequence));
  const gaps = Array.from({ length: last }, (_, i) => i + 1).filter((sequence) => !known.has(sequence));
  return { last, numbers, counts: countBy(numbers), gaps };
}

function countBy(numbers: NumberLine[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of numbers) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

import type { Knex } from 'knex';
import type { Catalogue } from '../../domain/catalogue';
import { formatCode } from '../../domain/code';
import type { LocalDate } from '../../domain/time';
import { dossiersSeen, type Onlooker } from './seen';

export type NumberLine = { sequence: number; code: string; state: string; dossierId: string | null };
export type Register = { last: number; numbers: NumberLine[]; counts: Record<string, number>; gaps: number[] };

type Row = { sequence: number; state: string; dossier_id: string | null };

/** The numbers of a unit's day, 1 to the last, each accounted for. Which dossier has one is told only to those who may see it. */
export async function registerOf(
  { read: db, catalogue }: { read: Knex; catalogue: Catalogue },
  identification: string,
  date: LocalDate,
  who: Onlooker,
): Promise<Register> {
  const day = { identification, date };
  const counter: { last: number } | undefined = await db('number_counters').where(day).first('last');
  const rows: Row[] = await db('number_register')
    .where(day)
    .orderBy('sequence')
    .select('sequence', 'state', 'dossier_id');
  const taken = rows.flatMap(({ dossier_id: id }) => id ?? []);
  const seen = await dossiersSeen(db, catalogue, who, taken);
  const numbers = rows.map(({ sequence, state, dossier_id }) => {
    const visible = dossier_id !== null && seen.has(dossier_id);
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

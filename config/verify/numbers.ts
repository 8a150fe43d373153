import type { Knex } from 'knex';
import { formatCode } from '../../domain/code';
import type { LocalDate } from '../../domain/time';
import type { Tell } from './fault';

type Day = { identification: string; date: LocalDate };

const MOST = 1000;

/**
 * Every number that was given on a day is in the register, every issued one has its dossier, and every dossier its number:
 * the register shows 1 to n without a gap. (Thông tư 01/2018/TT-VPCP, Điều 19)
 */
export async function checkNumbers(db: Knex, tell: Tell): Promise<void> {
  const number = (day: Day, sequence: number) => `number:${formatCode({ ...day, sequence })}`;
  const days: (Day & { last: number; held: number | string })[] = await db('number_counters as c')
    .leftJoin('number_register as r', (on) =>
      on.on('r.identification', 'c.identification').andOn('r.date', 'c.date').andOn('r.sequence', '<=', 'c.last'),
    )
    .groupBy('c.identification', 'c.date', 'c.last')
    .havingRaw('count(r.sequence) <> c.last')
    .limit(MOST)
    .select('c.identification', 'c.date', 'c.last')
    .count({ held: 'r.sequence' });
  for (const { last, identification, date } of days) {
    const rows: { sequence: number }[] = await db('number_register').where({ identification, date }).select('sequence');
    const held = new Set(rows.map(({ sequence }) => sequence));
    for (let sequence = 1; sequence <= last; sequence++)
      if (!held.has(sequence)) tell(number({ identification, date }, sequence), 0, 'number-gone');
  }
  const lost: (Day & { sequence: number })[] = await db('number_register as r')
    .leftJoin('dossiers as d', 'd.id', 'r.dossier_id')
    .where('r.state', 'issued')
    .whereNull('d.id')
    .limit(MOST)
    .select('r.identification', 'r.date', 'r.sequence');
  for (const { sequence, ...day } of lost) tell(number(day, sequence), 0, 'number-lost');
  const unknown: { id: string }[] = await db('dossiers as d')
    .leftJoin('number_register as r', (on) => on.on('r.dossier_id', 'd.id').andOnVal('r.state', 'issued'))
    .whereNotNull('d.code')
    .whereNull('r.dossier_id')
    .limit(MOST)
    .select('d.id');
  for (const { id } of unknown) tell(`dossier:${id}`, 0, 'number-unknown');
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { countFinished, countHours, countMoved, countStanding, type Period } from '../api/reads/figures';
import { figureRows } from '../api/reads/figure-rows';
import { openDatabase } from '../config/database';
import { migrate } from '../config/migrations';
import { toInstant, toMillis } from '../domain/time';

const DOSSIERS = 200_000;
const NOW = '2026-11-25T03:00:00.000Z';
const STANDING = { now: NOW, endOfToday: '2026-11-25T17:00:00.000Z' };
const ALL = { units: 'all' as const };

/** Each figure of a leader among 200,000 dossiers, as a multiple of a bare count over the same index in the same run. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-bench-'));
  const place = { file: join(folder, 'bench.db') };
  const write = openDatabase(place, 'write');
  try {
    await migrate(write);
    await fill(write);
    await write.raw('analyze');
    const read = openDatabase(place, 'read');
    const figures = await measured(read);
    await read.destroy();
    console.log(process.argv.includes('--json') ? JSON.stringify(figures) : figures);
  } finally {
    await write.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

const back = (minutes: number) => toInstant(toMillis(NOW) - minutes * 60_000);
const DAY = 1440;

/** A year of a province: 180 counters, 25 fields, one in ten dossiers still open; each row as wide as a real one. */
async function fill(db: Knex): Promise<void> {
  const state = JSON.stringify({ filling: 'x'.repeat(1200) });
  await db.transaction(async (trx) => {
    for (let from = 0; from < DOSSIERS; from += 1000) {
      const rows = Array.from({ length: 1000 }, (_, k) => rowOf(from + k, state));
      await trx.batchInsert('dossiers', rows, 30);
    }
  });
}

function rowOf(i: number, state: string) {
  // Spread over the year without order: 7919 is prime to the number of minutes.
  const received = (i * 7919) % (365 * DAY);
  const open = i % 10 === 0;
  const due = received - (5 + (i % 9)) * DAY;
  const finished = open ? null : back(Math.max(due + ((i % 7) - 1) * DAY, 0));
  const returned = i % 10 > 1 ? finished : null;
  return {
    ...{ id: `d${i}`, code: `c${i}`, seq: 5, stage: 's', status: 4, procedure_code: 'p', channel: 'direct', state },
    ...{ hash: '', opened_at: back(received), received_at: back(received), due_at: back(due), first_due_at: back(due) },
    ...{ finished_at: finished, returned_at: returned, closed: returned === null ? 0 : 1, deciding_unit: 'x' },
    ...{ receiving_unit: `u${i % 180}@2018-08-01`, field: `f${i % 25}`, received_group: i % 3 ? 'government' : 'post' },
  };
}

const YEAR: Period = { from: back(365 * DAY), to: NOW };
const TODAY: Period = { from: '2026-11-24T17:00:00.000Z', to: STANDING.endOfToday };

async function measured(read: Knex): Promise<Record<string, number>> {
  const count = (column: string, { from, to }: Period) =>
    timed(() => read('dossiers').where(column, '>=', from).where(column, '<', to).count('* as n'));
  const open = await timed(() => read('dossiers').whereRaw('closed = 0').count('* as n'));
  const received = await count('received_at', YEAR);
  const finished = await count('finished_at', YEAR);
  const standing = await timed(() => countStanding(read, ALL, STANDING));
  const today = await timed(() => countMoved(read, ALL, TODAY, 'received'));
  const punctuality = await timed(() => countFinished(read, ALL, YEAR));
  const trend = await timed(() => countHours(read, ALL, YEAR, 'finished'));
  const workload = await timed(() => countHours(read, ALL, YEAR, 'received'));
  const shown = { measure: 'late' as const, scope: ALL, period: YEAR, standing: STANDING };
  const rows = await timed(() => figureRows(read, shown, 50));
  return {
    dossiers: DOSSIERS,
    ...named('count_open', open),
    ...named('count_received', received),
    ...named('count_finished', finished),
    ...named('board_standing', standing, open),
    ...named('board_today', today, received),
    ...named('punctuality_year', punctuality, finished),
    ...named('trend_year', trend, finished),
    ...named('workload_year', workload, received),
    ...named('rows_page', rows, finished),
  };
}

function named(name: string, ms: number, floor?: number): Record<string, number> {
  return { [`${name}_ms`]: round(ms), ...(floor && { [`${name}_ratio`]: round(ms / floor) }) };
}

/** Median milliseconds of some runs, after a warm-up. */
async function timed(work: () => PromiseLike<unknown>): Promise<number> {
  await work();
  const times: number[] = [];
  for (let i = 0; i < 9; i++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[4] ?? 0;
}

const round = (value: number) => Math.round(value * 100) / 100;

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

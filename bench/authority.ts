import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { boardRows } from '../api/reads/transfers';
import { openDatabase } from '../config/database';
import { migrate } from '../config/migrations';
import { responsibilityAt } from '../config/responsibility';

const UNITS = 1500;
const TRANSFERS = 200_000;
const BOARD = { units: 160, fields: 25 };
const AT = '2020-10-05T03:00:00.000Z';

/** The authority check among 200,000 transfers, as a share of a read by primary key; and the board of a province. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-bench-'));
  const place = { file: join(folder, 'bench.db') };
  const write = openDatabase(place, 'write');
  try {
    await migrate(write);
    await fill(write);
    const read = openDatabase(place, 'read');
    const figures = { ...(await authority(read)), ...(await board(read)) };
    await read.destroy();
    console.log(process.argv.includes('--json') ? JSON.stringify(figures) : figures);
  } finally {
    await write.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

const unitOf = (i: number) => `u${i % UNITS}@2018-08-01`;
const fieldOf = (i: number) => `f${Math.floor(i / UNITS)}`;

async function fill(db: Knex): Promise<void> {
  const holds = { from_at: '2019-01-01T00:00:00.000Z', to_at: null, government: 0, post: 1, finish: 0, final: 1 };
  const known = { known_from: '2019-01-01T00:00:00.000Z', known_to: null, stage: 'in-force' };
  await db.transaction(async (trx) => {
    for (let from = 0; from < TRANSFERS; from += 1000) {
      const rows = Array.from({ length: 1000 }, (_, k) => from + k).flatMap((i) =>
        ['receive', 'return'].map((task) => ({
          ...holds,
          ...known,
          unit: unitOf(i),
          field: fieldOf(i),
          task,
          transfer_id: `t${i}`,
        })),
      );
      await trx.batchInsert('responsibility', rows, 500);
    }
    await trx('programmes').insert({
      id: 'p',
      number: '1',
      date: '2020-01-01',
      effective_on: '2020-10-05',
      title: 'x',
      reference: 'x',
      begun_at: AT,
      seq: 1,
      hash: 'x',
    });
    const findings = JSON.stringify(
      ['official-staff', 'reserve-staff', 'equipment', 'confirmed-by-authority', 'confirmed-by-post'].map((name) => ({
        name,
        kind: 'staff',
        holds: name === 'equipment',
        have: 0,
        need: 1,
        missing: [{ vi: 'thiếu một nhân viên đủ điều kiện', en: 'one qualified member of staff is missing' }],
      })),
    );
    const transfers = Array.from({ length: BOARD.units * BOARD.fields }, (_, i) => ({
      id: `b${i}`,
      programme_id: 'p',
      unit: unitOf(i % BOARD.units),
      field: `g${Math.floor(i / BOARD.units)}`,
      scope: 'both',
      effective_on: '2020-10-05',
      stage: 'preparing',
      stage_since: AT,
      closed: 0,
      illustrative: 0,
      findings,
      seq: 2,
      state: JSON.stringify({ plan: { id: 'direct', version: 1 }, stage: 'preparing', confirmations: [], gates: [] }),
      hash: 'x',
    }));
    await trx.batchInsert('transfers', transfers, 200);
  });
}

async function authority(read: Knex): Promise<Record<string, number>> {
  const some = (i: number) => (i * 7919) % TRANSFERS;
  const byKey = await timed(5000, (i) =>
    read('responsibility')
      .where({ id: some(i) + 1 })
      .first(),
  );
  const check = await timed(5000, (i) => {
    const place = { unit: unitOf(some(i)), field: fieldOf(some(i)), task: 'receive' as const };
    return responsibilityAt(read, place, AT);
  });
  return { authority_ms: round(check), primary_key_ms: round(byKey), authority_share: round(check / byKey) };
}

async function board(read: Knex): Promise<Record<string, number>> {
  const ms = await timed(20, () => boardRows(read, 'all'));
  return { board_ms: round(ms), board_cells: (await boardRows(read, 'all')).length };
}

/** Median milliseconds of one run, after a warm-up. */
async function timed(runs: number, work: (i: number) => PromiseLike<unknown>): Promise<number> {
  for (let i = 0; i < runs / 10; i++) await work(i);
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    await work(i);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}

const round = (value: number) => Math.round(value * 1000) / 1000;

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

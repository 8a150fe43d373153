import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { postFieldsAt, presentOn, workloads } from '../../api/reads/staffing';
import { openDatabase } from '../../config/database';
import { migrate } from '../../config/migrations';
import { staffNamed } from '../../config/staff-rows';
import { workloadOf } from '../../config/workload';
import type { Workload } from '../../domain/staffing';
import { catalogue } from '../unit/api/tiny-catalogue';

const NOW = '2026-11-25T02:30:00.000Z';

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('figures for staffing on %s', (engine, url) => {
  if (engine === 'PostgreSQL' && !url) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-store-'));
  let db: Knex;
  /** New in every test: other tests write to the same PostgreSQL. */
  let unit: string;

  beforeAll(async () => {
    db = openDatabase(url ? { url } : { file: join(folder, 'x.db') }, 'write');
    await migrate(db);
  });
  beforeEach(() => {
    unit = `${randomUUID()}@2020-01-01`;
  });
  afterAll(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true });
  });

  const addDossier = async (received_at: string | null, returned_at: string | null) =>
    db('dossiers').insert({
      ...{ id: randomUUID(), code: randomUUID(), seq: 1, stage: 'done', status: 10, closed: 1 },
      ...{ procedure_code: '1', field: 'justice', channel: 'direct', receiving_unit: unit, deciding_unit: unit },
      ...{ opened_at: NOW, state: '{}', hash: '0', received_at, returned_at },
    });
  const addStaff = async (id: string, more: object = {}) =>
    db('staff').insert({
      ...{ id, name: 'An', search_name: 'an', staff_group: 'post', unit, kind: 'official' },
      ...{ posted_from: '2026-01-01', posted_to: '2027-01-01', recorded_at: NOW, ...more },
    });
  const sorted = (workload: Workload | undefined) =>
    [...(workload?.arrivals ?? [])].sort((a, b) => a.weekday - b.weekday || a.slot - b.slot);

  test('the workload of all units is that of each', async () => {
    // The first and the last moment that count, the ones beside them, and both sides of a half hour.
    await addDossier('2026-09-30T17:00:00.000Z', '2026-11-25T16:59:59.999Z');
    await addDossier('2026-09-30T16:59:59.999Z', '2026-11-25T17:00:00.000Z');
    await addDossier('2026-11-23T01:29:59.999Z', '2026-11-23T01:30:00.000Z');
    await addDossier('2026-11-23T01:31:00.000Z', null);
    const all = await workloads(db, catalogue, '2026-11-26');
    const own = await workloadOf(db, catalogue, { unit }, '2026-11-26');
    expect(sorted(all.get(unit))).toEqual(sorted(own));
    expect(sorted(own).filter(({ count }) => count > 0)).toEqual([
      { weekday: 1, slot: 16, count: 1 },
      { weekday: 1, slot: 17, count: 2 },
      { weekday: 3, slot: 47, count: 1 },
      { weekday: 4, slot: 0, count: 1 },
    ]);
  });

  test('staff count by group from their first day to the day before they go', async () => {
    const ids = Array.from({ length: 3 }, () => randomUUID());
    await addStaff(String(ids[0]));
    await addStaff(String(ids[1]), { staff_group: 'government', left_on: '2026-11-25' });
    await addStaff(String(ids[2]), { kind: 'reserve' });
    const on = async (date: string) => (await presentOn(db, date)).get(unit);
    expect(await on('2026-11-24')).toEqual({ post: 1, government: 1, total: 2 });
    expect(await on('2026-11-25')).toEqual({ post: 1, government: 0, total: 1 });
    expect(await on('2025-12-31')).toBeUndefined();
    expect((await presentOn(db, '2026-11-25', unit)).size).toBe(1);
    expect([...(await staffNamed(db, [...ids, 'nobody'])).keys()].sort()).toEqual([...ids].sort());
  });

  test('fields are with the Post as the record has it now', async () => {
    const row = { unit, government: 0, post: 1, finish: 0, transfer_id: 't', stage: 's', final: 1, known_from: NOW };
    const from_at = '2026-11-01T00:00:00.000Z';
    await db('responsibility').insert([
      { ...row, field: 'land', task: 'receive', from_at },
      { ...row, field: 'land', task: 'return', from_at },
      { ...row, field: 'justice', task: 'receive', from_at, to_at: NOW },
      { ...row, field: 'health', task: 'receive', from_at, known_to: NOW },
      { ...row, field: 'labour', task: 'receive', from_at, post: 0, government: 1 },
    ]);
    expect(await postFieldsAt(db, unit, NOW)).toEqual(['land']);
    expect(await postFieldsAt(db, unit, '2026-11-20T00:00:00.000Z')).toEqual(['justice', 'land']);
  });
});

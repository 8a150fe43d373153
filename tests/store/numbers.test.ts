import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { issueCode, reserveBlock, useReservedCode } from '../../activities/stores/numbers';
import { openDatabase } from '../../config/database';
import { migrate } from '../../config/migrations';

const DAY = { identification: '000.00.00.H20', date: '2020-10-05' };

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('dossier numbers on %s', (engine, url) => {
  if (engine === 'PostgreSQL' && !url) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-store-'));
  let db: Knex;

  beforeAll(async () => {
    db = openDatabase(url ? { url } : { file: join(folder, 'x.db') }, 'write');
    await migrate(db);
  });
  beforeEach(async () => {
    await db('number_register').where(DAY).delete();
    await db('number_counters').where(DAY).delete();
  });
  afterAll(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true });
  });

  test('two hundred from twenty desks at once are 1 to 200, without gap or double', async () => {
    // Each desk has many in hand: two hundred that all wait for a connection at once would be refused as too many.
    const desks = Array.from({ length: 20 }, async (_, desk) => {
      const own: string[] = [];
      for (let i = 0; i < 10; i++)
        own.push(await db.transaction((trx) => issueCode(trx, DAY, `d${desk}-${i}`, `c${desk}-${i}`)));
      return own;
    });
    const codes = (await Promise.all(desks)).flat();
    expect(codes.sort()).toEqual(
      Array.from({ length: 200 }, (_, i) => `000.00.00.H20-201005-${String(i + 1).padStart(4, '0')}`),
    );
  });

  test('grow past four digits', async () => {
    await db('number_counters').insert({ ...DAY, last: 9999 });
    expect(await issueCode(db, DAY, 'd', 'c')).toBe('000.00.00.H20-201005-10000');
  });

  test('a number whose step failed is given to the next one, and only then', async () => {
    await expect(
      db.transaction(async (trx) => {
        await issueCode(trx, DAY, 'd1', 'c1');
        throw new Error('the step was refused');
      }),
    ).rejects.toThrow('refused');
    expect(await issueCode(db, DAY, 'd2', 'c2')).toBe('000.00.00.H20-201005-0001');
  });

  test('a reserved block is used once each, and the same command reserves it once', async () => {
    const block = await db.transaction((trx) => reserveBlock(trx, DAY, 3, 'block'));
    expect(block).toEqual([1, 2, 3]);
    expect(await db.transaction((trx) => reserveBlock(trx, DAY, 3, 'block'))).toEqual([1, 2, 3]);
    const code = '000.00.00.H20-201005-0002';
    expect(await useReservedCode(db, DAY, code, 'd', 'c')).toBe(code);
    await expect(useReservedCode(db, DAY, code, 'e', 'c2')).rejects.toMatchObject({ code: 'number-taken' });
    await expect(useReservedCode(db, DAY, '000.00.00.H20-201005-0009', 'e', 'c3')).rejects.toMatchObject({
      code: 'number-not-reserved',
    });
    expect(await issueCode(db, DAY, 'f', 'c4')).toBe('000.00.00.H20-201005-0004');
  });
});

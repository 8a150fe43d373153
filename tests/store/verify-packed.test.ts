import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { openDatabase } from '../../config/database';
import { linesOf } from '../../config/verify/packed';
import { freshDatabase } from '../support/postgres';

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('rows packed into one text on %s', (engine, cluster) => {
  if (engine === 'PostgreSQL' && !cluster) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  let folder: string;
  let db: Knex;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mot-cua-packed-'));
    db = openDatabase(cluster ? { url: await freshDatabase(cluster) } : { file: join(folder, 'x.db') }, 'write');
    await db.schema.createTable('rows', (t) => {
      t.integer('id').primary();
      t.text('words').notNullable();
      t.text('last').notNullable();
    });
  });
  afterAll(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  const read = async () => {
    const lines = await linesOf(db, db('rows').orderBy('id'), ['id', 'words', 'last']);
    return lines.map(({ fields, last }) => [...fields, last.toString()]);
  };

  it('come out as they went in, in order, whatever letters they hold and whatever signs somebody put into them', async () => {
    expect(await read()).toEqual([]);
    const rows = [
      [2, 'Đăng ký', 'nội quy lao động'],
      [10, '', ''],
      [1, 'x', 'y'],
    ] as const;
    for (const [id, words, last] of rows) await db('rows').insert({ id, words, last });
    const told = [
      ['1', 'x', 'y', 'y'],
      ['2', 'Đăng ký', 'nội quy lao động', 'nội quy lao động'],
      ['10', '', '', ''],
    ];
    expect(await read()).toEqual(told);
    // A row that pretends to be two does not hide one, and moves nothing in the others.
    await db('rows').insert({ id: 3, words: 'a', last: 'b\u001e4\u001fc\u001fd' });
    const found = await read();
    expect(found).toHaveLength(4);
    expect([found[0], found[1], found[3]]).toEqual(told);
    expect(found[2]?.slice(0, 2)).toEqual(['3', 'a']);
    expect(found[2]?.at(-1)).toBe('b\u001e4\u001fc\u001fd');
  });
});

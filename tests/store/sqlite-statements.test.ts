import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { openDatabase } from '../../config/database';

describe('kept statements of SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-statements-'));
  let db: Knex;

  beforeAll(async () => {
    db = openDatabase({ file: join(folder, 'x.db') }, 'write');
    await db.schema.createTable('t', (t) => {
      t.increments('n');
      t.text('name').unique();
    });
  });
  afterAll(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true });
  });

  test('the same statement many times at once: each gets its own answer', async () => {
    const names = Array.from({ length: 200 }, (_, i) => `a${i}`);
    await db.transaction(async (trx) => {
      const ids = await Promise.all(names.map((name) => trx('t').insert({ name })));
      expect(new Set(ids.flat()).size).toBe(200);
      const found = await Promise.all(names.map((name) => trx('t').where({ name }).first('name')));
      expect(found.map((row: { name: string }) => row.name)).toEqual(names);
      const changed = await Promise.all(['a1', 'none', 'a2'].map((name) => trx('t').where({ name }).update({ name })));
      expect(changed).toEqual([1, 0, 1]);
    });
  });

  test('one that cannot be compiled tells everybody who waits for it, and is tried anew', async () => {
    const wrong = () => db.raw('select * from later');
    const ends = await Promise.allSettled([wrong(), wrong(), wrong()]);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await db.schema.createTable('later', (t) => t.integer('x'));
    expect(await wrong()).toEqual([]);
  });

  test('one that fails when it is run works the next time', async () => {
    const add = (name: string) => db('t').insert({ name });
    await add('once');
    await expect(add('once')).rejects.toThrow(/UNIQUE/);
    await add('twice');
    expect(await db('t').whereIn('name', ['once', 'twice']).count({ n: '*' })).toEqual([{ n: 2 }]);
    // Nothing of it holds the file: a change of the schema needs it alone.
    await db.schema.alterTable('t', (t) => t.text('more'));
    expect(await db('t').where({ name: 'once' }).first()).toMatchObject({ name: 'once', more: null });
  });

  test('more statements than are kept', async () => {
    for (let n = 1; n <= 700; n++) {
      const ids = Array.from({ length: n }, (_, i) => i);
      await db('t').whereIn('n', ids).select('n');
    }
    expect(await db('t').where({ name: 'a7' }).first('name')).toEqual({ name: 'a7' });
  });
});

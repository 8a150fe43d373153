import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { inSharedTransaction } from '../../activities/shared-transaction';
import { openDatabase } from '../../config/database';
import { inWriteTurn } from '../../config/write-turns';
import { Refusal } from '../../domain/problem';

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('steps that come together, on %s', (engine, url) => {
  if (engine === 'PostgreSQL' && !url) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-shared-'));
  const place = url ? { url } : { file: join(folder, 'x.db') };
  const table = `shared_${process.pid}`;
  let db: Knex;
  let commits = 0;

  beforeAll(async () => {
    db = openDatabase(place, 'write');
    await db.schema.createTable(`${table}_known`, (known) => void known.text('name').primary());
    await db.schema.createTable(table, (rows) => {
      rows.text('name').primary();
      rows.text('known').notNullable();
      rows.foreign('known').references(`${table}_known.name`).deferrable('deferred');
    });
    await db(`${table}_known`).insert({ name: 'known' });
    db.on('query', ({ sql }: { sql: string }) => void (/^commit/i.test(sql) && (commits += 1)));
  });
  beforeEach(async () => {
    await db(table).delete();
    commits = 0;
  });
  afterAll(async () => {
    await db.schema.dropTable(table);
    await db.schema.dropTable(`${table}_known`);
    await db.destroy();
    rmSync(folder, { recursive: true });
  });

  const stored = async (): Promise<string[]> => db(table).orderBy('name').pluck('name');
  const write = (name: string, { known = 'known', refused = false } = {}) =>
    inSharedTransaction(db, async (trx) => {
      await trx(table).insert({ name, known });
      if (refused) throw new Refusal('papers-unsettled');
      return name;
    });
  /** Starts all of them while somebody else is writing, so that on SQLite they wait for the same turn. */
  const together = (start: () => Promise<string>[]) =>
    inWriteTurn(db, async () => {
      const all = Promise.allSettled(start());
      await new Promise(setImmediate);
      return { all };
    }).then(({ all }) => all);
  const ends = (results: PromiseSettledResult<string>[]) =>
    results.map((result) =>
      result.status === 'fulfilled' ? result.value : String((result.reason as { type?: string }).type ?? 'error'),
    );

  test('each is written and answered, on SQLite with one commit', async () => {
    const names = Array.from({ length: 9 }, (_, i) => `n${i}`);
    expect(ends(await together(() => names.map((name) => write(name))))).toEqual(names);
    expect(await stored()).toEqual(names);
    expect(commits).toBe(url ? 9 : 1);
  });

  test('one that is refused leaves no trace, and no other is refused with it or written twice', async () => {
    const results = await together(() => [write('a'), write('b', { refused: true }), write('c'), write('a')]);
    expect(ends(results)).toEqual(['a', 'papers-unsettled', 'c', 'error']);
    expect(await stored()).toEqual(['a', 'c']);
  });

  test('a commit that fails is answered to nobody as done', async () => {
    const results = await together(() => [write('a'), write('b', { known: 'unknown' }), write('c')]);
    expect(ends(results)).toEqual(['a', 'error', 'c']);
    expect(await stored()).toEqual(['a', 'c']);
  });

  test('whoever comes later is not forgotten', async () => {
    const first = together(() => [write('a')]);
    const later = new Promise(setImmediate).then(() => write('b'));
    expect([ends(await first), await later]).toEqual([['a'], 'b']);
    expect(await write('c')).toBe('c');
    expect(await stored()).toEqual(['a', 'b', 'c']);
  });
});

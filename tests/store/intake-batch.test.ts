import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { insertCommand } from '../../api/intake-batch';
import type { CommandRow } from '../../config/command-row';
import { openDatabase } from '../../config/database';
import { migrate } from '../../config/migrations';
import { inWriteTurn } from '../../config/write-turns';

const command = (id: string): CommandRow => ({
  id,
  dossier_id: 'd',
  caller: 'an',
  kind: 'act',
  body_hash: id,
  body: '{}',
  attempt: 1,
  status: 'pending',
  problem: null,
  sent_at: '2026-11-25T02:00:00.000Z',
});

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('commands that come together, on %s', (engine, url) => {
  if (engine === 'PostgreSQL' && !url) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-intake-'));
  const place = url ? { url } : { file: join(folder, 'x.db') };
  let write: Knex;
  let intake: Knex;
  const stored = async () => (await intake('commands').orderBy('id').select('id')).map(({ id }: { id: string }) => id);

  beforeAll(async () => {
    write = openDatabase(place, 'write');
    await migrate(write);
    intake = openDatabase(place, 'intake');
  });
  beforeEach(() => intake('commands').delete());
  afterAll(async () => {
    await intake('commands').delete();
    await Promise.all([write.destroy(), intake.destroy()]);
    rmSync(folder, { recursive: true });
  });

  test('each is new once, however often it comes at the same time', async () => {
    const ids = Array.from({ length: 300 }, (_, i) => `c${i % 120}`);
    const answers = await Promise.all(ids.map(async (id) => [id, await insertCommand(intake, command(id))] as const));
    expect(answers.filter(([, isNew]) => isNew).map(([id]) => id)).toEqual([...new Set(ids)]);
    expect(await insertCommand(intake, command('c7'))).toBe(false);
    expect(await stored()).toEqual([...new Set(ids)].sort());
  });

  test('one that cannot be written is refused alone', async () => {
    const impossible = { ...command('b'), body_hash: null as unknown as string };
    const ends = await Promise.allSettled(
      [command('first'), command('a'), impossible, command('c')].map((row) => insertCommand(intake, row)),
    );
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await stored()).toEqual(['a', 'c', 'first']);
  });

  test('they wait while the record is written, and a writer that fails lets them go on', async () => {
    const order: string[] = [];
    const failing = inWriteTurn(write, () =>
      write.transaction(async (trx) => {
        await trx('commands').insert(command('of the transaction'));
        await new Promise((done) => setTimeout(done, 50));
        order.push('record');
        throw new Error('refused');
      }),
    );
    const taken = insertCommand(intake, command('waiting')).then(() => order.push('command'));
    await expect(failing).rejects.toThrow('refused');
    await taken;
    if (!url) expect(order).toEqual(['record', 'command']);
    expect(await stored()).toEqual(['waiting']);
  });
});

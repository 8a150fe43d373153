import { giveReminders } from '../../activities/reminders';
import { published } from '../../config/published';
import { Catalogue } from '../../domain/catalogue';
import { crew, DEPARTMENTS, flat, LABOUR_RULES, walk, WHOLE_WAY } from '../support/samples';
import { Stack } from '../support/stack';

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('reminders on %s', (engine, databaseUrl) => {
  if (engine === 'PostgreSQL' && !databaseUrl) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  let stack: Stack;

  beforeAll(async () => {
    stack = await Stack.start({ clock: '2026-11-25T02:00:00.000Z', databaseUrl });
  });
  afterAll(() => stack?.stop());

  test('each is given once for an appointment, whoever looks, and none for what is finished', async () => {
    const labour = await crew(stack, DEPARTMENTS.labour);
    const open = flat(await labour.clerk.post('/dossiers', LABOUR_RULES)).body;
    const finished = flat(await labour.clerk.post('/dossiers', LABOUR_RULES)).body;
    await walk(labour, finished, WHOLE_WAY);
    // The looking is ours alone in this test.
    await stack.stopWorker();
    const catalogue = new Catalogue(await published(stack.db));
    const look = async (instant: string) => {
      const context = { db: stack.db, catalogue, now: () => instant } as unknown as Parameters<typeof giveReminders>[0];
      const given = await Promise.all([1, 2, 3].map(() => giveReminders(context)));
      return given.reduce((sum, n) => sum + n, 0);
    };
    // Due on Friday 4 December.
    expect(await look('2026-12-01T02:00:00.000Z')).toBe(0);
    expect(await look('2026-12-02T02:00:00.000Z')).toBe(1);
    expect(await look('2026-12-02T08:00:00.000Z')).toBe(0);
    expect(await look('2026-12-03T02:00:00.000Z')).toBe(1);
    expect(await look('2026-12-04T02:00:00.000Z')).toBe(1);
    expect(await look('2026-12-04T10:00:00.000Z')).toBe(1);
    expect(await look('2026-12-31T10:00:00.000Z')).toBe(0);
    const told = await stack
      .db('outbox')
      .whereIn('kind', ['due-soon', 'due-today', 'overdue'])
      .orderBy('position')
      .select('subject', 'kind');
    expect(told).toEqual(
      ['due-soon', 'due-soon', 'due-today', 'overdue'].map((kind) => ({ subject: open.dossierId, kind })),
    );
  });
});

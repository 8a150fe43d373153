import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../config/database';
import { up as dossiers } from '../../config/migrations/20261125-1030-dossiers';
import { up as transfers } from '../../config/migrations/20261125-1500-transfers';
import { up as time } from '../../config/migrations/20261125-1940-time';
import { freshDatabase } from '../support/postgres';

const DUE = '2026-12-04T10:00:00.000Z';
const [RECEIVED, READY, RETURNED] = [
  '2026-11-25T02:00:00.000Z',
  '2026-12-01T02:00:00.000Z',
  '2026-12-03T02:00:00.000Z',
];

/** Status and end of each event of a dossier, by its id; the moments are those above. */
const LIVES: Record<string, [at: string, status: number, closed: boolean][]> = {
  open: [[RECEIVED, 2, false]],
  ready: [
    [RECEIVED, 2, false],
    [READY, 9, false],
  ],
  returned: [
    [RECEIVED, 2, false],
    [READY, 9, false],
    [RETURNED, 10, true],
  ],
  withdrawn: [
    [RECEIVED, 2, false],
    [RETURNED, 7, true],
  ],
  reopened: [
    [RECEIVED, 2, false],
    [READY, 9, false],
    [RETURNED, 10, true],
    [RETURNED, 4, false],
  ],
};

test.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('dossiers of an older %s record get their first appointment and when they were ready', async (engine, cluster) => {
  if (engine === 'PostgreSQL' && !cluster) return;
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-upgrade-'));
  const db = openDatabase(cluster ? { url: await freshDatabase(cluster) } : { file: join(folder, 'x.db') }, 'write');
  await dossiers(db);
  await transfers(db);
  for (const [id, events] of Object.entries(LIVES)) {
    await db('dossiers').insert({
      ...{
        id,
        seq: events.length,
        stage: 'x',
        status: 2,
        closed: 0,
        procedure_code: 'p',
        field: 'f',
        channel: 'direct',
      },
      ...{ receiving_unit: 'u', deciding_unit: 'u', opened_at: RECEIVED, due_at: DUE, state: '{}', hash: '0' },
    });
    await db('events').insert(
      events.map(([at, status, closed], i) => ({
        ...{ dossier_id: id, seq: i + 1, at, action: 'x', actor: 'an', command_id: `${id}${i}` },
        ...{ event: JSON.stringify({ at, status, closed, clock: { dueAt: DUE, firstDueAt: DUE } }) },
        ...{ previous_hash: '0', hash: '0' },
      })),
    );
  }
  await time(db);
  const rows = await db('dossiers').orderBy('id').select('id', 'first_due_at', 'finished_at');
  const finished = { open: null, ready: READY, reopened: READY, returned: READY, withdrawn: RETURNED };
  expect(rows).toEqual(Object.entries(finished).map(([id, at]) => ({ id, first_due_at: DUE, finished_at: at })));
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

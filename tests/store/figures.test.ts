import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { countFinished, countHours, countMoved, countStanding, type Cell, type Scope } from '../../api/reads/figures';
import { figureRows } from '../../api/reads/figure-rows';
import { openDatabase } from '../../config/database';
import { migrate } from '../../config/migrations';
import { hoursOf, MEASURES, type Measure } from '../../domain/figures';
import { addDays, startOfDay, toInstant, toMillis } from '../../domain/time';
import { freshDatabase } from '../support/postgres';

const NOW = '2026-11-25T02:30:00.000Z';
const STANDING = { now: NOW, endOfToday: '2026-11-25T17:00:00.000Z' };
const SPAN = { from: '2026-11-02', to: '2026-11-24' };
const PERIOD = { from: startOfDay(SPAN.from), to: startOfDay(addDays(SPAN.to, 1)) };

type Dossier = {
  id: string;
  closed: number;
  receiving_unit: string;
  field: string;
  received_group: 'government' | 'post' | null;
  received_at: string | null;
  due_at: string | null;
  first_due_at: string | null;
  finished_at: string | null;
  returned_at: string | null;
};

/** Dossiers in all states, the same in every run: a small generator of pseudo-random numbers (Park and Miller). */
function samples(count: number): Dossier[] {
  let seed = 20261125;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const pick = <T>(values: T[]): T => values[random(values.length)] as T;
  const around = (days: number) => toInstant(toMillis(NOW) + (random(days * 2880) - days * 1440) * 60_000);
  return Array.from({ length: count }, (_, i) => {
    const finished = random(2) === 0;
    const returned = finished && random(2) === 0;
    const due = random(5) === 0 ? null : around(20);
    return {
      id: `d${String(i).padStart(4, '0')}`,
      closed: returned || random(10) === 0 ? 1 : 0,
      receiving_unit: pick(['u1', 'u2', 'u3']),
      field: pick(['justice', 'land']),
      received_group: pick(['government', 'post', null] as const),
      received_at: random(20) === 0 ? null : around(30),
      due_at: due,
      first_due_at: due && (random(3) === 0 ? around(20) : due),
      finished_at: finished ? (random(20) === 0 && due ? due : around(25)) : null,
      returned_at: returned ? around(25) : null,
    };
  });
}

const rowOf = (dossier: Dossier) => ({
  ...{ code: dossier.id, seq: 1, stage: 's', status: 4, procedure_code: 'p', channel: 'direct', opened_at: NOW },
  ...{ deciding_unit: 'x', state: '{}', hash: '' },
  ...dossier,
});

/** What the words mean, without SQL. */
function counts(measure: Measure, d: Dossier): boolean {
  const within = (at: string | null) => at !== null && at >= PERIOD.from && at < PERIOD.to;
  const open = d.closed === 0 && d.received_at !== null && d.finished_at === null;
  const finished = d.received_at !== null && within(d.finished_at);
  const after = (due: string | null) => due !== null && d.finished_at !== null && due < d.finished_at;
  const meanings: Record<Measure, boolean> = {
    received: within(d.received_at),
    returned: within(d.returned_at),
    open,
    dueToday: open && d.due_at !== null && d.due_at >= NOW && d.due_at < STANDING.endOfToday,
    overdue: open && d.due_at !== null && d.due_at < NOW,
    waiting: d.closed === 0 && d.received_at !== null && d.finished_at !== null,
    finished,
    unlimited: finished && d.due_at === null,
    onTime: finished && d.due_at !== null && !after(d.due_at),
    late: finished && after(d.due_at),
    lateAgainstFirst: finished && (after(d.due_at) || after(d.first_due_at)),
  };
  return meanings[measure];
}

const ALL = samples(600);
const SCOPES: [string, Scope, (d: Dossier) => boolean][] = [
  ['everything', { units: 'all' }, () => true],
  ['two units', { units: ['u1', 'u3'] }, (d) => d.receiving_unit !== 'u2'],
  ['no unit', { units: [] }, () => false],
  [
    'a field of the Post',
    { units: 'all', field: 'land', group: 'post' },
    (d) => d.field === 'land' && d.received_group === 'post',
  ],
  ['those of nobody known', { units: 'all', group: 'none' }, (d) => d.received_group === null],
];

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('figures on %s', (engine, cluster) => {
  if (engine === 'PostgreSQL' && !cluster) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-store-'));
  let db: Knex;

  beforeAll(async () => {
    db = openDatabase(cluster ? { url: await freshDatabase(cluster) } : { file: join(folder, 'x.db') }, 'write');
    await migrate(db);
    await db.batchInsert('dossiers', ALL.map(rowOf), 20);
  });
  afterAll(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  const sum = (cells: Pick<Cell, 'counts'>[], measure: Measure) =>
    cells.reduce((total, cell) => total + (cell.counts[measure] ?? 0), 0);

  test.each(SCOPES)('%s is counted as the words say, and opens into those rows', async (_, scope, within) => {
    const cells = [
      ...(await countStanding(db, scope, STANDING)),
      ...(await countMoved(db, scope, PERIOD, 'received')),
      ...(await countMoved(db, scope, PERIOD, 'returned')),
      ...(await countFinished(db, scope, PERIOD)),
    ];
    for (const measure of MEASURES) {
      const expected = ALL.filter((d) => within(d) && counts(measure, d)).map(({ id }) => id);
      const shown = { measure, scope, period: PERIOD, standing: STANDING };
      const { items } = await figureRows(db, shown, 1000);
      expect([measure, items.map(({ id }) => id).sort()]).toEqual([measure, expected]);
      expect([measure, sum(cells, measure)]).toEqual([measure, expected.length]);
    }
  });

  test('each cell counts its own unit, field and group', async () => {
    const cells = await countFinished(db, { units: 'all' }, PERIOD);
    expect(cells).toHaveLength(18);
    for (const { unit, field, group, counts: of } of cells) {
      const own = ALL.filter(
        (d) => d.receiving_unit === unit && d.field === field && (d.received_group ?? '') === group,
      );
      expect(of.late).toBe(own.filter((d) => counts('late', d)).length);
    }
  });

  test('hours are those of Viet Nam, and open into their rows', async () => {
    const hours = await countHours(db, { units: 'all' }, PERIOD, 'received');
    const place = { weekday: 1, hour: 0 };
    const wanted = hoursOf(SPAN.from, SPAN.to, place);
    expect(wanted.slice(0, 2)).toEqual(['2026-11-01T17', '2026-11-08T17']);
    const inVietNam = (at: string) => new Date(toMillis(at) + 7 * 3_600_000);
    const expected = ALL.filter(({ received_at: at, ...rest }) => {
      if (at === null || !counts('received', { ...rest, received_at: at })) return false;
      return inVietNam(at).getUTCDay() === place.weekday && inVietNam(at).getUTCHours() === place.hour;
    });
    expect(expected.length).toBeGreaterThan(0);
    const counted = hours.filter(({ hour }) => wanted.includes(hour));
    expect(sum(counted, 'received')).toBe(expected.length);
    expect(sum(hours, 'received')).toBe(ALL.filter((d) => counts('received', d)).length);
    const shown = {
      measure: 'received' as const,
      scope: { units: 'all' as const },
      period: PERIOD,
      standing: STANDING,
    };
    const { items } = await figureRows(db, { ...shown, hours: wanted }, 1000);
    expect(items.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id));
  });

  test('pages of rows neither skip nor repeat', async () => {
    const shown = { measure: 'open' as const, scope: { units: 'all' as const }, period: PERIOD, standing: STANDING };
    const whole = (await figureRows(db, shown, 1000)).items.map(({ id }) => id);
    const seen: string[] = [];
    for (let cursor: { after: string | null; id: string } | undefined; ;) {
      const { items, next } = await figureRows(db, shown, 7, cursor);
      seen.push(...items.map(({ id }) => id));
      const last = items.at(-1);
      if (next === null || !last) break;
      cursor = { after: last.received_at, id: last.id };
    }
    expect(seen).toEqual(whole);
  });
});

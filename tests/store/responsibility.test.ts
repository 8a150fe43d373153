import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { writeResponsibility } from '../../activities/stores/responsibility';
import { openDatabase } from '../../config/database';
import { migrate } from '../../config/migrations';
import { responsibilityAt } from '../../config/responsibility';
import type { Group } from '../../domain/plan';
import { toInstant, type Instant } from '../../domain/time';
import type { TransferState } from '../../domain/transfer';
import { freshDatabase } from '../support/postgres';

const at = (hours: number): Instant => toInstant(Date.UTC(2020, 9, 5) + hours * 3_600_000);
const stateOf = (unit: string, stage: string) =>
  ({ id: `t-${stage}`, unit, field: 'tai-chinh', scope: 'receive', stage }) as TransferState;

/** What was written, one after the other: from when it held, when it became known, and who then was responsible. */
type Written = { from: number; known: number; groups: Group[] };

/** What the record must say of an instant, as known at another: the last that was known by then and had begun. */
function expected(written: Written[], t: number, u: number): Group[] {
  const then = written.filter(({ known, from }) => known <= u && from <= t);
  return then.at(-1)?.groups ?? ['government'];
}

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('responsibility by two times on %s', (engine, cluster) => {
  if (engine === 'PostgreSQL' && !cluster) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-store-'));
  let db: Knex;
  let unit = 0;

  beforeAll(async () => {
    db = openDatabase(cluster ? { url: await freshDatabase(cluster) } : { file: join(folder, 'x.db') }, 'write');
    await migrate(db);
  });
  afterAll(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  test('whatever is written, also late, exactly one answer holds for every pair of instants', async () => {
    const groups = fc.constantFrom<Group[]>(['government'], ['post'], ['government', 'post']);
    // How much later it became known than it began; each becomes known after the one before.
    const change = fc.record({ late: fc.integer({ min: 0, max: 4 }), groups });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const place = { unit: `u${unit++}`, field: 'tai-chinh', task: 'receive' as const };
        const written = changes.map(({ late, groups: who }, i): Written => ({
          known: 10 + i * 2,
          from: 10 + i * 2 - late,
          groups: who,
        }));
        for (const [i, { from, known, groups: who }] of written.entries()) {
          const now = { groups: who, finish: false, final: false, from: at(from), knownFrom: at(known) };
          await db.transaction((trx) => writeResponsibility(trx, stateOf(place.unit, `s${i}`), now));
        }
        for (let t = 4; t <= 24; t += 1) {
          for (const u of [9, 11, 13, 17, 30]) {
            const { groups: said } = await responsibilityAt(db, place, at(t), at(u));
            expect([t, u, said]).toEqual([t, u, expected(written, t, u)]);
          }
          const { groups: now } = await responsibilityAt(db, place, at(t));
          expect([t, now]).toEqual([t, expected(written, t, 99)]);
        }
        const open = await db('responsibility').where({ unit: place.unit }).whereNull('known_to').whereNull('to_at');
        expect(open).toHaveLength(1);
      }),
      { numRuns: 25 },
    );
  });
});

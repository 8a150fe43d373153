import { rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { decodeCursor, type Cursor, type Page } from '../../api/cursor';
import { draftPage, publishedDrafts } from '../../api/reads/drafts';
import { workPage } from '../../api/reads/lists';
import { findRecount, recountPage } from '../../api/reads/recounts';
import { findReplay, replayPage } from '../../api/reads/replays';
import { findVerification, verificationPage } from '../../api/reads/verifications';
import { appendLedger } from '../../activities/stores/ledger';
import { CHAIN_START } from '../../config/chain';
import { openDatabase } from '../../config/database';
import { migrate } from '../../config/migrations';
import type { DraftStage, DraftState } from '../../domain/draft';
import type { ReplayState } from '../../domain/replay';
import type { VerificationState } from '../../domain/verification';
import { freshDatabase } from '../support/postgres';

const MORNING = '2026-11-25T02:00:00.000Z';
const NOON = '2026-11-25T05:00:00.000Z';
const BY = { id: 'an', role: 'auditor', unit: '82' } as const;

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('lists with further pages on %s', (engine, cluster) => {
  if (engine === 'PostgreSQL' && !cluster) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  let folder: string;
  let db: Knex;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mot-cua-pages-'));
    db = openDatabase(cluster ? { url: await freshDatabase(cluster) } : { file: join(folder, 'x.db') }, 'write');
    await migrate(db);
  });
  afterAll(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What each page holds, until there is no next one. */
  async function pages<Item>(read: (cursor?: Cursor) => Promise<Page<Item>>, name: (item: Item) => string) {
    const found: string[][] = [];
    for (let next: string | null | undefined; next !== null;) {
      const page: Page<Item> = await read(next === undefined ? undefined : decodeCursor(next));
      found.push(page.items.map(name));
      next = page.next;
    }
    return found;
  }

  async function ordered(id: string, orderedAt: string): Promise<void> {
    const scope = { from: '2026-11-01', to: '2026-11-25' };
    const state: ReplayState = { id, seq: 1, scope, total: 2, orderedAt, by: BY, stage: 'running' };
    const row = { id, stage: state.stage, ordered_at: orderedAt, seq: 1, state: JSON.stringify(state), hash: id };
    await db('replays').insert(row);
  }

  async function taken(id: string, procedure: string, takenAt: string, stage: DraftStage, version?: number) {
    const state: DraftState = {
      ...{ id, procedure, base: 1, stage, seq: 1, contentHash: '', editors: ['an'], last: { by: 'an', at: takenAt } },
      ...(version !== undefined && { published: { version, process: { id: 'p', version }, documents: [] } }),
    };
    await db('process_drafts').insert({
      ...{ id, stage, seq: 1, content: '{}', hash: id, procedure_code: procedure, taken_at: takenAt },
      ...{ version: version ?? null, state: JSON.stringify(state) },
    });
  }

  test('replays, also those of one instant, each once and with what it found', async () => {
    for (const id of ['r1', 'r2', 'r3']) await ordered(id, MORNING);
    for (const id of ['r4', 'r5']) await ordered(id, NOON);
    const result = { replay_id: 'r2', certificate: '{}', sha256: '' };
    await db('replay_results').insert([
      { ...result, subject: 'dossier:a', differs: 1 },
      { ...result, subject: 'dossier:b', differs: 0 },
    ]);
    const read = (limit: number) => (cursor?: Cursor) => replayPage(db, limit, cursor);
    expect(await pages(read(2), ({ state }) => state.id)).toEqual([['r5', 'r4'], ['r3', 'r2'], ['r1']]);
    expect(await pages(read(5), ({ state }) => state.id)).toEqual([['r5', 'r4', 'r3', 'r2', 'r1']]);
    expect(await findReplay(db, 'r2')).toMatchObject({ state: { id: 'r2' }, done: 2, differing: 1 });
    expect((await replayPage(db, 5)).items.map(({ done, differing }) => [done, differing])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
      [2, 1],
      [0, 0],
    ]);
    expect(await findReplay(db, 'r6')).toBeUndefined();
  });

  test('verifications and recounts, also those of one instant, each once', async () => {
    for (const [id, at] of [
      ['a', MORNING],
      ['b', MORNING],
      ['c', NOON],
    ] as const) {
      const by = { ...BY, role: 'auditor' as const };
      const state: VerificationState = {
        id,
        seq: 1,
        scope: { all: true },
        orderedAt: at,
        by,
        total: 3,
        stage: 'running',
      };
      await db('verifications').insert({
        ...{ id, seq: 1, stage: 'running', ordered_at: at, checked: 1, hash: id },
        state: JSON.stringify(state),
      });
      const event = { seq: 1, at, recordedAt: at, kind: 'recount-ordered', by, decision: 'x', reason: `vì ${id}` };
      await appendLedger(db, `recount:${id}`, event, CHAIN_START);
    }
    const verified = (cursor?: Cursor) => verificationPage(db, 2, cursor);
    expect(await pages(verified, ({ state }) => state.id)).toEqual([['c', 'b'], ['a']]);
    expect(await findVerification(db, 'b')).toMatchObject({ state: { id: 'b' }, checked: 1 });
    expect(await findVerification(db, 'd')).toBeUndefined();
    const recounted = (cursor?: Cursor) => recountPage(db, 2, cursor);
    expect(await pages(recounted, ({ id, reason }) => `${id} ${reason}`)).toEqual([['c vì c', 'b vì b'], ['a vì a']]);
    expect(await findRecount(db, 'b')).toMatchObject({ id: 'b', orderedAt: MORNING, moved: 0 });
    expect(await findRecount(db, 'd')).toBeUndefined();
  });

  test('drafts, all of them or those of a procedure or of a stage', async () => {
    await taken('d1', 'A', MORNING, 'discarded');
    await taken('d2', 'B', MORNING, 'discarded');
    await taken('d3', 'A', MORNING, 'discarded');
    await taken('d4', 'A', NOON, 'editing');
    await taken('d5', 'B', NOON, 'in-review');
    const read = (filter: object) => (cursor?: Cursor) => draftPage(db, filter, 2, cursor);
    const name = ({ state }: { state: DraftState }) => state.id;
    expect(await pages(read({}), name)).toEqual([['d5', 'd4'], ['d3', 'd2'], ['d1']]);
    expect(await pages(read({ procedure: 'A' }), name)).toEqual([['d4', 'd3'], ['d1']]);
    expect(await pages(read({ stage: 'discarded' }), name)).toEqual([['d3', 'd2'], ['d1']]);
    expect(await pages(read({ stage: 'withdrawn' }), name)).toEqual([[]]);
  });

  test('a procedure that was changed more often than a page is long still knows from which draft each version came', async () => {
    const [published, other] = [250, 'C-other'];
    for (let version = 1; version <= published; version += 1) {
      const at = new Date(Date.parse(MORNING) + version * 60_000).toISOString();
      await taken(`c${version}`, 'C', at, version % 2 === 0 ? 'published' : 'withdrawn', version);
    }
    await taken('c-open', 'C', '2026-11-27T02:00:00.000Z', 'editing');
    await taken(other, other, MORNING, 'published', 1);
    const versions = (await publishedDrafts(db, 'C')).map(({ state }) => state.published?.version);
    expect(versions).toEqual(Array.from({ length: published }, (_, i) => published - i));
  });

  test('work that is due together comes in the order in which it began, and what is due never comes last', async () => {
    const at = (minute: number) => new Date(Date.parse(MORNING) + minute * 60_000).toISOString();
    const row = { seq: 1, stage: 's', status: 2, closed: 0, procedure_code: 'P', field: 'f', channel: 'direct' };
    const places = { receiving_unit: '82', deciding_unit: '82', turn_unit: '82', turn_roles: '|specialist|' };
    const work = [
      ['z', NOON, at(1)],
      ['m', NOON, at(2)],
      ['a', NOON, at(2)],
      ['b', null, at(5)],
      ['y', null, at(4)],
      ['n', MORNING, at(9)],
      ['c', NOON, at(3)],
    ] as const;
    const rows = work.map(([id, due, opened]) => ({ id, next_due_at: due, opened_at: opened, state: '{}', hash: id }));
    await db('dossiers').insert(rows.map((each) => ({ ...row, ...places, ...each })));
    const filter = { units: ['82'], role: 'specialist' as const, now: NOON };
    const all = await pages(
      (cursor) => workPage(db, filter, 2, cursor),
      ({ id }) => id,
    );
    expect(all).toEqual([['n', 'z'], ['a', 'm'], ['c', 'y'], ['b']]);
  });
});

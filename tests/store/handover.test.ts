import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { applyHandover } from '../../activities/handover';
import { CHAIN_START, chainHash } from '../../config/chain';
import type { LedgerRow } from '../../activities/stores/ledger';
import { openDatabase } from '../../config/database';
import type { HandoverAct } from '../../config/handover-body';
import { migrate } from '../../config/migrations';
import type { Actor } from '../../domain/actor';
import type { HandoverState } from '../../domain/handover';

const actor = (id: string, unit: string): Actor => ({ id, role: 'specialist', unit, actsFor: [unit] });
const [giver, taker] = [actor('an', 'counter@1'), actor('binh', 'office@1')];
const NOW = '2026-11-25T02:30:00.000Z';
const papers = [{ code: 'don', originals: 2, copies: 1 }];
/** As little of a dossier as the table takes. */
const DOSSIER = {
  seq: 1,
  stage: 'processing',
  status: 4,
  closed: 1,
  procedure_code: '1',
  field: 'justice',
  channel: 'direct',
  receiving_unit: giver.unit,
  deciding_unit: taker.unit,
  opened_at: NOW,
  state: '{}',
  hash: '0',
};

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('handover slips on %s', (engine, url) => {
  if (engine === 'PostgreSQL' && !url) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-store-'));
  let db: Knex;
  /** New in every test: other tests write to the same PostgreSQL. */
  let slip: string;
  let dossiers: string[];

  beforeAll(async () => {
    db = openDatabase(url ? { url } : { file: join(folder, 'x.db') }, 'write');
    await migrate(db);
  });
  beforeEach(() => {
    slip = randomUUID();
    dossiers = [randomUUID(), randomUUID(), randomUUID()];
  });
  afterAll(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true });
  });

  const does = (who: Actor, act: HandoverAct, id = slip) =>
    db.transaction((trx) => applyHandover(trx, { actor: who, handoverId: id, act }, NOW, randomUUID()));
  const list = (ids: string[] = dossiers): HandoverAct => ({
    do: 'list',
    from: giver.unit,
    to: taker.unit,
    kind: 'papers',
    items: ids.map((dossierId) => ({ dossierId, code: `code ${dossierId}`, papers })),
  });
  const differing = (odd: string | undefined): HandoverAct => ({
    do: 'receive',
    counts: dossiers.map((dossierId) =>
      dossierId === odd
        ? { dossierId, result: 'different', counted: [{ code: 'don', originals: 1, copies: 1 }], note: 'thiếu' }
        : { dossierId, result: 'received' },
    ),
  });
  const waiting = async (): Promise<string[]> => {
    const rows: { dossier_id: string }[] = await db('handover_items')
      .where({ handover_id: slip, blocked: 1 })
      .select('dossier_id');
    return rows.map((row) => row.dossier_id);
  };
  const openItems = async () =>
    Number((await db('handover_items').where({ handover_id: slip, open: 1 }).count({ n: '*' }).first())?.n);
  const state = async () =>
    JSON.parse((await db('handovers').where({ id: slip }).first('state')).state) as HandoverState;

  test('only the dossier that differs waits, until it is settled', async () => {
    await does(giver, list());
    expect([await openItems(), await waiting()]).toEqual([3, []]);
    await does(giver, { do: 'give' });
    expect([await openItems(), await waiting()]).toEqual([3, []]);
    const [, odd = ''] = dossiers;
    await does(taker, differing(odd));
    expect([await openItems(), await waiting()]).toEqual([0, [odd]]);
    await does(taker, { do: 'settle', dossierId: odd, note: 'đã giao bổ sung' });
    expect(await waiting()).toEqual([]);
    expect(await db('handovers').where({ id: slip }).first('stage', 'seq', 'from_unit', 'to_unit')).toEqual({
      stage: 'received',
      seq: 4,
      from_unit: giver.unit,
      to_unit: taker.unit,
    });
    expect((await state()).items[1]).toMatchObject({ result: 'different', settled: { note: 'đã giao bổ sung' } });
  });

  test('its events are chained', async () => {
    await does(giver, list());
    await does(giver, { do: 'give' });
    await does(taker, differing(dossiers[0]));
    await does(taker, { do: 'settle', dossierId: dossiers[0] ?? '', note: 'xong' });
    const rows: LedgerRow[] = await db('ledger')
      .where({ subject: `handover:${slip}` })
      .orderBy('seq');
    expect(rows.map(({ seq, kind, actor: who }) => [seq, kind, who])).toEqual([
      [1, 'listed', 'an'],
      [2, 'given', 'an'],
      [3, 'received', 'binh'],
      [4, 'settled', 'binh'],
    ]);
    let previous = CHAIN_START;
    for (const { previous_hash, hash, event } of rows) {
      expect([previous_hash, hash]).toEqual([previous, chainHash(previous, JSON.parse(event) as object)]);
      previous = hash;
    }
    expect((await db('handovers').where({ id: slip }).first('hash')).hash).toBe(previous);
  });

  test('a dossier is on one slip under way, and on another only when that one has ended', async () => {
    await does(giver, list());
    const other = randomUUID();
    const [, second = ''] = dossiers;
    const refusal = { code: 'handover-under-way', params: { code: `code ${second}` } };
    await expect(does(giver, list([second]), other)).rejects.toMatchObject(refusal);
    await does(giver, { do: 'give' });
    await expect(does(giver, list([second]), other)).rejects.toMatchObject(refusal);
    expect(await db('handovers').where({ id: other })).toEqual([]);
    await does(taker, differing(undefined));
    await does(giver, list([second]), other);
    expect(await openItems()).toBe(0);
  });

  test('a slip that is cancelled lets its dossiers go', async () => {
    await does(giver, list());
    await does(giver, { do: 'cancel' });
    expect([await openItems(), (await state()).stage]).toEqual([0, 'cancelled']);
    await does(giver, list(), randomUUID());
  });

  // On PostgreSQL nothing holds the dossiers between the look and the write: see applyHandover, checkFree.

  test('of several slips at once for one dossier only one is written', async () => {
    await db('dossiers').insert(dossiers.map((id) => ({ ...DOSSIER, id })));
    const slips = Array.from({ length: 8 }, () => randomUUID());
    const results = await Promise.allSettled(slips.map((id) => does(giver, list(), id)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await db('handovers').whereIn('id', slips)).toHaveLength(1);
  });

  test('a step that is refused writes nothing', async () => {
    await expect(does(giver, { do: 'give' })).rejects.toMatchObject({ code: 'handover-not-found' });
    await does(giver, list());
    await expect(does(taker, { do: 'give' })).rejects.toMatchObject({ code: 'not-your-unit' });
    await does(giver, { do: 'give' });
    await expect(does(taker, { do: 'receive', counts: [] })).rejects.toMatchObject({ code: 'handover-not-counted' });
    expect([(await state()).stage, await waiting()]).toEqual(['given', []]);
  });
});

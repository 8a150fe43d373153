import { archiveHistories } from '../../activities/archive/archive';
import { replayAgain } from '../../activities/replay/again';
import { writeReplay, writeResults } from '../../activities/stores/replays';
import { packHistory, unpackHistory } from '../../config/archive';
import { canonical, sha256 } from '../../config/canonical';
import { CHAIN_START, chainHash } from '../../config/chain';
import type { ReplayFile } from '../../config/replay/material';
import { verifyRecord } from '../../config/verify';
import type { Caller } from '../support/caller';
import { dropGuards } from '../support/guards';
import { AGAIN, crew, DEPARTMENTS, DIPLOMA_COPY, flat, LABOUR_RULES, walk, WHOLE_WAY } from '../support/samples';
import { Stack, testBundle } from '../support/stack';
import { officers, until } from '../support/transfers';
import { checkAnswer } from '../unit/api/check-answer';

const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('a replay for auditors on %s', (engine, databaseUrl) => {
  if (engine === 'PostgreSQL' && !databaseUrl) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  let stack: Stack;
  let auditor: Caller;
  let clerk: Caller;
  let transfer = '';
  /** Closed, opened again and closed: two archived runs. One that goes on. */
  let [reopened, open] = ['', ''];

  beforeAll(async () => {
    stack = await Stack.start({ clock: '2026-11-25T02:00:00.000Z', databaseUrl });
    const people = await crew(stack, DEPARTMENTS.education);
    ({ clerk } = people);
    auditor = await stack.as('auditor', '82', 'kiem-tra');
    const first = flat(await clerk.post('/dossiers', DIPLOMA_COPY)).body;
    expect((await walk(people, first, [...WHOLE_WAY, ...AGAIN])).status).toBe(200);
    reopened = first.dossierId;
    open = flat(await clerk.post('/dossiers', LABOUR_RULES)).body.dossierId;
    const { authority } = await officers(stack, '82');
    const order = { decision: '7/QĐ', date: '2026-11-01', effectiveOn: '2026-12-07', title: 'x', reference: 'x' };
    await authority.post('/programmes', { ...order, transfers: [{ unit: '82', field: 'tai-chinh' }] });
    transfer = (await authority.get('/transfers')).body.items[0].id;
    await until(authority, `/transfers/${transfer}`, ({ stage }) => stage.name === 'preparing');
    await authority.post(`/transfers/${transfer}/actions/move-date`, { effectiveOn: '2026-12-14', reason: 'Đào tạo' });
    const place = { db: stack.db, client: stack.client, now: stack.clock.now };
    for (let found = 0; found < 2; await new Promise((done) => setTimeout(done, 100))) {
      found += await archiveHistories(place, true);
    }
  });
  afterAll(() => stack?.stop());

  /** Orders a replay and waits for its end; what it found. */
  async function replay(path: string, body: object = {}) {
    const { status, body: sent } = await auditor.post(path, body);
    expect([status, sent.replay?.stage]).toEqual([201, 'running']);
    const ended = await until(auditor, `/replays/${sent.replay.id}`, ({ stage }) => stage !== 'running');
    const { items } = (await auditor.get(`/replays/${sent.replay.id}/results`)).body;
    return { ended, items: items as { verdict: string; differences: object[]; sha256: string; certificate: object }[] };
  }
  const dossierReplay = async (id: string) => (await replay(`/dossiers/${id}/replay`)).items[0];

  test('of a period finds that histories, events and tables agree, and is on record', async () => {
    const { body: preview } = await auditor.get('/replays/preview?from=2026-11-01&to=2026-11-30');
    expect(preview).toEqual({ ...NOVEMBER, dossiers: 2, transfers: 1, withoutHistory: 0 });
    const { ended, items } = await replay('/replays', { ...NOVEMBER, reason: 'Kiểm tra định kỳ' });
    expect(items.flatMap(({ differences }) => differences)).toEqual([]);
    expect(ended).toMatchObject({ stage: 'finished', total: 3, done: 3, differing: 0, reason: 'Kiểm tra định kỳ' });
    expect(items.map(({ certificate, sha256: hash }) => sha256(canonical(certificate)) === hash)).toEqual([
      true,
      true,
      true,
    ]);
    // The certificates are tied to the chain of the record.
    const lines = items.map(
      ({ certificate, sha256: hash }) => `${(certificate as { subject: string }).subject} ${hash}\n`,
    );
    expect(ended.results).toBe(sha256(lines.sort().join('')));
    expect((await verifyRecord(stack.db)).faults).toEqual([]);
    const own = () => stack.db('replay_results').where({ replay_id: ended.id, subject: `dossier:${open}` });
    const [result] = await own().select('certificate');
    await own().update({ certificate: (result.certificate as string).replace('agrees', 'differs') });
    expect((await verifyRecord(stack.db)).faults).toEqual([
      { subject: `replay:${ended.id}`, seq: 2, what: 'certificate' },
    ]);
    await own().update(result);
    const { body: csv } = await auditor.get(`/replays/${ended.id}/results?format=csv`);
    expect(csv).toContain(`dossier:${open},khớp`);
    expect((await auditor.post(`/replays/${ended.id}/cancel`, {})).body.code).toBe('replay-ended');
  });

  test('of one transfer, and its file is replayed again without this installation', async () => {
    const { ended, items } = await replay(`/transfers/${transfer}/replay`);
    expect(items).toMatchObject([{ verdict: 'agrees' }]);
    const path = `/replays/${ended.id}/results/transfer:${transfer}/file`;
    const file = (await auditor.get(path)).body as ReplayFile;
    expect(JSON.stringify(file.material.projection)).not.toContain('findings');
    const again = await replayAgain(file, testBundle());
    expect(again).toMatchObject({ certificateHolds: true, otherMaterial: [], sameCode: true, agrees: true });

    // Whoever changes an event, and hashes everything anew, is told apart by the certificate.
    const last = file.material.record.at(-1);
    if (!last) throw new Error('no events');
    last.event = { ...last.event, at: '2026-11-25T03:00:00.000Z' };
    last.hash = chainHash(last.previousHash, last.event);
    const other = await replayAgain(file, testBundle());
    expect(other).toMatchObject({ certificateHolds: true, otherMaterial: ['record'], agrees: false });
    expect(other.found.differences).toContainEqual(
      expect.objectContaining({ between: 'history', what: 'differs', seq: last.seq, field: '/at' }),
    );
  });

  test('is ended by whoever cancels it, once, and what was found so far stays, even when its workflow was lost', async () => {
    const { db } = stack;
    const by = { id: 'kiem-tra', role: 'auditor' as const, unit: '82@2025-07-01' };
    const at = stack.clock.now();
    const ordered = { kind: 'ordered' as const, id: 'lost', scope: NOVEMBER, total: 3 };
    await db.transaction((trx) => writeReplay(trx, undefined, { seq: 1, at, recordedAt: at, by, ...ordered }));
    const results = [{ subject: `dossier:${open}`, differs: true, certificate: '{}', sha256: 'x', live: null }];
    await writeResults(db, 'lost', results);
    const { status, body } = await auditor.post('/replays/lost/cancel', {});
    expect([status, body.replay]).toMatchObject([200, { stage: 'cancelled', done: 1, differing: 1, total: 3 }]);
    expect(body.replay.endedBy).toEqual({ id: 'kiem-tra', role: 'auditor' });
    expect((await auditor.post('/replays/lost/cancel', {})).body.code).toBe('replay-ended');
    await db('replay_results').where({ replay_id: 'lost' }).delete();
  });

  test('names the member of the event that was changed, though the chain was hashed anew', async () => {
    const { db } = stack;
    await dropGuards(db);
    const [row] = await db('events').where({ dossier_id: open }).orderBy('seq').select();
    const by = { id: 'ai-khac', role: 'government-clerk', unit: '82@2025-07-01' };
    const event = { ...(JSON.parse(row.event as string) as object), by };
    const write = async (text: string, hash: string) => {
      await db('events').where({ dossier_id: open, seq: 1 }).update({ event: text, hash });
      await db('dossiers').where({ id: open }).update({ hash });
    };
    await write(canonical(event), chainHash(CHAIN_START, event));
    const found = await dossierReplay(open);
    await write(row.event as string, row.hash as string);
    expect(found?.differences).toContainEqual(
      expect.objectContaining({ between: 'history', what: 'differs', seq: 1, field: '/by/id', found: 'ai-khac' }),
    );
    expect((await dossierReplay(open))?.verdict).toBe('agrees');
  });

  test('names the column of the table that was changed', async () => {
    const { db } = stack;
    const [row] = await db('dossiers').where({ id: reopened }).select('returned_group', 'due_at');
    await db('dossiers').where({ id: reopened }).update({ returned_group: 'post', due_at: null });
    const found = await dossierReplay(reopened);
    await db('dossiers').where({ id: reopened }).update(row);
    expect(found?.differences).toMatchObject([
      { between: 'projection', what: 'differs', field: '/due_at', expected: row.due_at, found: null },
      { between: 'projection', what: 'differs', field: '/returned_group', expected: 'government', found: 'post' },
    ]);
  });

  test('names the history that today’s code would not have written, and the one that is not what was archived', async () => {
    const { db } = stack;
    const subject = `dossier:${reopened}`;
    const [row] = await db('histories').where({ subject }).orderBy('started_at').select();
    const at = () => db('histories').where({ run_id: row.run_id });
    const text = await unpackHistory(row);

    // As somebody would have asked for the second step who saw an earlier state: the code refuses it, the history did not.
    const stale = await packHistory(
      text.replaceAll(/"data":"([^"]+)"/g, (_all, data: string) => {
        const value = Buffer.from(data, 'base64').toString('utf8').replace('"expectedSeq":1,', '"expectedSeq":0,');
        return `"data":"${Buffer.from(value).toString('base64')}"`;
      }),
    );
    await at().update({ packed: stale.packed });
    expect((await dossierReplay(reopened))?.differences).toMatchObject([
      { between: 'replay', what: 'nondeterministic', run: row.run_id },
      { between: 'archive', what: 'changed', run: row.run_id },
    ]);
    await at().update(stale);
    expect((await dossierReplay(reopened))?.differences).toMatchObject([
      { between: 'replay', what: 'nondeterministic', run: row.run_id },
    ]);

    // One that is no history any more ends the replay itself: the others are replayed all the same.
    const { events } = JSON.parse(text) as { events: { eventType: string }[] };
    const torn = events.filter(({ eventType }) => eventType !== 'EVENT_TYPE_MARKER_RECORDED');
    await at().update(await packHistory(JSON.stringify({ events: torn })));
    const { ended, items } = await replay('/replays', NOVEMBER);
    expect(ended).toMatchObject({ done: 3, differing: 1 });
    expect(items.flatMap(({ differences }) => differences)).toContainEqual(
      expect.objectContaining({ between: 'replay', what: 'nondeterministic', run: row.run_id }),
    );
    await at().update({ packed: row.packed, sha256: row.sha256, size: row.size });

    const second = () => db('histories').where('subject', 'like', 'dossier:%').whereNot({ run_id: row.run_id });
    await second().update({ subject: 'dossier:x' });
    expect((await dossierReplay(reopened))?.differences).toMatchObject(
      [9, 10, 11].map((seq) => ({ between: 'history', what: 'not-in-history', seq })),
    );
    await second().update({ subject });
    expect((await dossierReplay(reopened))?.verdict).toBe('agrees');
  });

  test('a file holds what was so when its certificate was written, though the dossier has gone on', async () => {
    const { ended } = await replay(`/dossiers/${open}/replay`);
    const forwarded = await clerk.post(`/dossiers/${open}/actions/forward`, { expectedSeq: 1, content: {} });
    expect(forwarded.status).toBe(200);
    const file = (await auditor.get(`/replays/${ended.id}/results/dossier:${open}/file`)).body as ReplayFile;
    const again = await replayAgain(file, testBundle());
    expect(again).toMatchObject({ certificateHolds: true, otherMaterial: [], agrees: true });
    expect(again.found.verdict).toBe('agrees');
  });

  test('is refused to others, for days that are none, and where nothing began; those ordered are listed in pages', async () => {
    expect((await clerk.post('/replays', NOVEMBER)).status).toBe(403);
    expect((await clerk.post(`/dossiers/${open}/replay`, {})).status).toBe(403);
    expect((await auditor.post('/replays', { from: '2026-11-30', to: '2026-11-01' })).body.code).toBe('span-too-long');
    expect((await auditor.post('/replays', { from: '2020-01-01', to: '2020-01-31' })).body.code).toBe(
      'nothing-to-replay',
    );
    expect((await auditor.post('/dossiers/H20-991231-0001/replay', {})).status).toBe(404);
    expect((await auditor.get('/replays/unknown')).status).toBe(404);
    expect((await auditor.get('/replays?cursor=x')).status).toBe(400);
    const first = checkAnswer('listReplays', await auditor.get('/replays?limit=1')).body;
    const rest = checkAnswer('listReplays', await auditor.get(`/replays?cursor=${first.next}`)).body;
    const all = checkAnswer('listReplays', await auditor.get('/replays')).body;
    expect([...first.items, ...rest.items]).toEqual(all.items);
    expect([first.items.length, rest.next]).toEqual([1, null]);
  });
});

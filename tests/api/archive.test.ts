import { createHash } from 'node:crypto';
import { archiveHistories } from '../../activities/archive/archive';
import { verifyRecord } from '../../config/verify';
import type { Caller } from '../support/caller';
import { crew, DEPARTMENTS, DIPLOMA_COPY, flat, PERSON, walk, WHOLE_WAY, type Step } from '../support/samples';
import { Stack } from '../support/stack';

const AGAIN: Step[] = [
  { who: 'head', action: 'correct', content: { reason: 'Sai năm tốt nghiệp trên bản sao' } },
  { who: 'specialist', action: 'correction-done', content: { summary: 'Đã sửa' } },
  { who: 'clerk', action: 'return', content: { receivedBy: PERSON.name } },
];

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('the archive of histories on %s', (engine, databaseUrl) => {
  if (engine === 'PostgreSQL' && !databaseUrl) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  let stack: Stack;
  let auditor: Caller;
  let clerk: Caller;
  let path = '';

  beforeAll(async () => {
    stack = await Stack.start({ clock: '2026-11-25T02:00:00.000Z', databaseUrl });
    const people = await crew(stack, DEPARTMENTS.education);
    ({ clerk } = people);
    auditor = await stack.as('auditor', '82');
    const { body } = flat(await clerk.post('/dossiers', DIPLOMA_COPY));
    // Closed, opened again, and closed again: two runs of one workflow.
    expect((await walk(people, body, [...WHOLE_WAY, ...AGAIN])).status).toBe(200);
    // One that is open has nothing to archive yet.
    await clerk.post('/dossiers', DIPLOMA_COPY);
    path = `/dossiers/${body.code}/history`;
  });
  afterAll(() => stack?.stop());

  const look = () => archiveHistories({ db: stack.db, client: stack.client, now: stack.clock.now }, true);

  it('finds both runs of a dossier that was opened again, and each of them once', async () => {
    let found = 0;
    // The engine lists what has ended a little after it has.
    for (let i = 0; found < 2 && i < 100; i++, await new Promise((done) => setTimeout(done, 100)))
      found += await look();
    expect([found, await look()]).toEqual([2, 0]);
    const { body } = await auditor.get(path);
    expect(body.items).toMatchObject([{ status: 'COMPLETED' }, { status: 'COMPLETED' }]);
    expect(body.items[0].startedAt < body.items[1].startedAt).toBe(true);
  });

  it('gives back what the engine wrote, with the hash that is on record', async () => {
    const { items } = (await auditor.get(path)).body;
    for (const { run, workflow, sha256, events, size, stored, links } of items) {
      const response = await fetch(`${stack.api.url}${links.self}`, {
        headers: { authorization: `Bearer ${auditor.token}` },
      });
      const text = await response.text();
      expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
      expect(JSON.parse(text).events).toHaveLength(events);
      expect(Buffer.byteLength(text)).toBe(size);
      expect(stored).toBeLessThan(8192);
      const noted = await stack
        .db('ledger')
        .where({ command_id: `archive/${run}` })
        .first('event');
      expect(JSON.parse(noted.event as string)).toMatchObject({ runId: run, workflowId: workflow, sha256 });
      const kept = await stack.client.workflow.getHandle(workflow as string, run as string).fetchHistory();
      expect(kept.events).toHaveLength(events);
    }
  });

  it('is for auditors only, and a run of one dossier is not another’s', async () => {
    const [{ links, run }] = (await auditor.get(path)).body.items;
    expect((await clerk.get(path)).status).toBe(403);
    expect((await clerk.get(`${path}/${run}`)).status).toBe(403);
    expect((await auditor.get(`/transfers/00000000-0000-4000-8000-000000000000/history/${run}`)).status).toBe(404);
    expect((await auditor.get(`${path}/00000000-0000-4000-8000-000000000000`)).status).toBe(404);
    expect(links.self).toContain(run);
  });

  it('a history that is changed, exchanged or gone is named', async () => {
    const { db } = stack;
    const faults = async () =>
      (await verifyRecord(db)).faults.map(({ subject, seq, what }) => `${subject} ${seq} ${what}`);
    const rows = await db('histories').orderBy('started_at').select();
    const [first, second] = rows;
    const subject = `history:${first.subject}`;
    expect(await faults()).toEqual([]);
    const at = (row: typeof first) => db('histories').where({ run_id: row.run_id });
    const named = async (row: typeof first) => {
      const noted = await db('ledger')
        .where({ command_id: `archive/${row.run_id}` })
        .first('seq');
      return `${subject} ${noted.seq} history`;
    };

    await at(first).update({ packed: second.packed });
    expect(await faults()).toEqual([await named(first)]);
    await at(first).update({ packed: second.packed, sha256: second.sha256 });
    expect(await faults()).toEqual([await named(first)]);
    await at(first).update({ packed: first.packed, sha256: first.sha256 });
    await at(second).delete();
    expect(await faults()).toEqual([await named(second)]);
    await db('histories').insert({ ...second, run_id: '00000000-0000-4000-8000-000000000000' });
    expect(await faults()).toEqual([`${subject} 0 history`, await named(second)]);
    await db('histories').delete();
    await db.batchInsert('histories', rows, 10);
    expect(await faults()).toEqual([]);
  });
});

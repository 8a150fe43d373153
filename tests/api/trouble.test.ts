import { setTimeout as pause } from 'node:timers/promises';
import { crew, DEPARTMENTS, flat, LABOUR_RULES, type Crew } from '../support/samples';
import { Caller } from '../support/caller';
import { Stack } from '../support/stack';

describe('when a part does not answer', () => {
  let stack: Stack;
  let people: Crew;
  beforeAll(async () => {
    stack = await Stack.start({ clock: '2026-11-25T02:00:00.000Z' });
    people = await crew(stack, DEPARTMENTS.labour);
  });
  afterAll(() => stack?.stop());
  const received = () => people.clerk.post('/dossiers', LABOUR_RULES);
  const hurried = async <T>(work: (clerk: Caller) => Promise<T>): Promise<T> => {
    const api = await stack.hurriedApi();
    try {
      return await work(new Caller(api.url, people.clerk.token));
    } finally {
      await api.stop();
    }
  };

  test('without a worker the answer is 202 with a place to ask, and the step is done once the worker is back', async () => {
    const { body } = flat(await received());
    await stack.stopWorker();
    const forward = `/dossiers/${body.code}/actions/forward`;
    const [receipt, step] = await hurried((clerk) =>
      Promise.all([
        clerk.post('/dossiers', LABOUR_RULES, 'while-no-worker'),
        clerk.post(forward, { expectedSeq: 1, content: {} }, 'forward-while-no-worker'),
      ]),
    );
    expect([receipt.status, step.status]).toEqual([202, 202]);
    await stack.startWorker();
    for (const answer of [receipt, step]) {
      const path = String(answer.headers.get('location')).replace('/api/v1', '');
      let view = await people.clerk.get(path);
      for (let i = 0; i < 40 && view.body.state === 'pending'; i++) {
        await pause(500);
        view = await people.clerk.get(path);
      }
      expect(view.body.state).toBe('done');
    }
    const again = await people.clerk.post('/dossiers', LABOUR_RULES, 'while-no-worker');
    expect(again.status).toBe(201);
    expect(await stack.db('events').where({ dossier_id: again.body.dossier.dossierId })).toHaveLength(1);
  });

  test('a receipt whose workflow the engine lost before it was recorded is begun anew by its repeat', async () => {
    await stack.stopWorker();
    const first = await hurried((clerk) => clerk.post('/dossiers', LABOUR_RULES, 'lost-before-the-record'));
    expect(first.status).toBe(202);
    const [{ dossier_id: id }] = await stack.db('commands').where({ id: first.body.commandId });
    await stack.client.workflow.getHandle(`dossier-${id}`).terminate();
    await stack.startWorker();
    const again = await people.clerk.post('/dossiers', LABOUR_RULES, 'lost-before-the-record');
    expect([again.status, again.body.dossier?.dossierId]).toEqual([201, id]);
    expect(await stack.db('events').where({ dossier_id: id })).toHaveLength(1);
  });

  test('a command belongs to its caller: nobody else is told of it', async () => {
    const { body } = await people.clerk.post('/dossiers', LABOUR_RULES);
    expect((await people.clerk.get(`/commands/${body.commandId}`)).status).toBe(200);
    expect((await people.head.get(`/commands/${body.commandId}`)).status).toBe(404);
  });

  test('a locked database is waited for, and nothing is half-written', async () => {
    const { body } = flat(await received());
    const lock = await stack.db.client.acquireConnection();
    const run = (sql: string) =>
      new Promise<void>((done, fail) => lock.exec(sql, (error: Error | null) => (error ? fail(error) : done())));
    await run('BEGIN IMMEDIATE');
    const step = people.clerk.post(
      `/dossiers/${body.code}/actions/forward`,
      { expectedSeq: 1, content: {} },
      'while-locked',
    );
    await pause(2000);
    await run('ROLLBACK');
    await stack.db.client.releaseConnection(lock);
    expect((await step).status).toBe(200);
    expect(await stack.db('events').where({ dossier_id: body.dossierId })).toHaveLength(2);
  });

  test('a refused command is dead: its row says so, what was written is gone, and the engine cannot run it later', async () => {
    const { body } = flat(await received());
    const wrong = await people.clerk.post(
      `/dossiers/${body.code}/actions/return`,
      { expectedSeq: 1, content: { receivedBy: 'X' } },
      'too-early',
    );
    expect([wrong.status, wrong.body.code]).toEqual([409, 'wrong-stage']);
    const [row] = await stack.db('commands').where({ dossier_id: body.dossierId, status: 'refused' });
    expect(row.body).toBeNull();
    const same = await people.clerk.post(
      `/dossiers/${body.code}/actions/return`,
      { expectedSeq: 1, content: { receivedBy: 'X' } },
      'too-early',
    );
    expect([same.status, same.body.code]).toEqual([409, 'wrong-stage']);
    const other = await people.clerk.post(
      `/dossiers/${body.code}/actions/return`,
      { expectedSeq: 1, content: { receivedBy: 'Y' } },
      'too-early',
    );
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
  });

  test('an act on a closed dossier is refused', async () => {
    const { body } = flat(await received());
    const path = `/dossiers/${body.code}/actions`;
    const withdrawn = flat(
      await people.clerk.post(`${path}/withdraw`, { expectedSeq: 1, content: { reason: 'Người nộp xin rút hồ sơ' } }),
    );
    expect(withdrawn.body).toMatchObject({ stage: 'withdrawn', status: 7, closed: true });
    const after = await people.clerk.post(`${path}/forward`, { expectedSeq: 2, content: {} });
    expect([after.status, after.body.code]).toEqual([409, 'dossier-closed']);
  });
});

import {
  crew,
  BUDGET_CODE,
  DEPARTMENTS,
  DIPLOMA_COPY,
  LABOUR_RULES,
  flat,
  PERSON,
  walk,
  WHOLE_WAY,
  type Crew,
} from '../support/samples';
import { Stack } from '../support/stack';

// A Wednesday morning in Viet Nam.
const CLOCK = '2026-11-25T02:00:00.000Z';

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('a dossier on %s', (engine, databaseUrl) => {
  if (engine === 'PostgreSQL' && !databaseUrl) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  let stack: Stack;
  let labour: Crew;

  beforeAll(async () => {
    stack = await Stack.start({ clock: CLOCK, databaseUrl });
    labour = await crew(stack, DEPARTMENTS.labour);
  });
  afterAll(() => stack?.stop());

  test('goes from receipt to return, and every step is on the record', async () => {
    const received = flat(await labour.clerk.post('/dossiers', LABOUR_RULES));
    expect(received.status).toBe(201);
    expect(received.body).toMatchObject({
      seq: 1,
      stage: 'accepted',
      status: 2,
      closed: false,
      dueAt: '2026-12-04T10:00:00.000Z',
    });
    expect(received.body.code).toMatch(/^H20-261125-\d{4}$/);

    const returned = await walk(labour, received.body, WHOLE_WAY);
    expect(returned.body).toMatchObject({ seq: 8, stage: 'returned', status: 10, closed: true });

    const timeline = await labour.clerk.get(`/dossiers/${received.body.code}/timeline`);
    expect(timeline.status).toBe(200);
    const chain = await stack.db('events').where({ dossier_id: received.body.dossierId }).orderBy('seq');
    expect(chain.map((row) => [row.seq, row.action])).toEqual([
      [1, 'receive'],
      ...WHOLE_WAY.map(({ action }, i) => [i + 2, action]),
    ]);
    chain.forEach((row, i) => expect(row.previous_hash).toBe(i === 0 ? '0'.repeat(64) : chain[i - 1]?.hash));
  });

  test('fifty identical receives make one dossier', async () => {
    const key = `one-click-too-many-on-${engine}`;
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => labour.clerk.post('/dossiers', LABOUR_RULES, key)),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.body.dossier.code)).size).toBe(1);
    const again = await labour.clerk.post('/dossiers', LABOUR_RULES, key);
    expect(again.body).toEqual(answers[0]?.body);
    const other = await labour.clerk.post('/dossiers', { ...LABOUR_RULES, channel: 'post' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
  });

  test('of two different actions at once one wins, and the other is told what changed', async () => {
    const { body } = flat(await labour.clerk.post('/dossiers', LABOUR_RULES));
    const act = (action: string, content: object) =>
      labour.clerk.post(`/dossiers/${body.code}/actions/${action}`, { expectedSeq: 1, content });
    const answers = await Promise.all([act('forward', {}), act('withdraw', { reason: 'Người nộp xin rút hồ sơ' })]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const rows = await stack.db('events').where({ dossier_id: body.dossierId });
    expect(rows).toHaveLength(2);
  });

  test('a supplement starts the period anew, and may be asked for once', async () => {
    const finance = await crew(stack, DEPARTMENTS.finance);
    const { body } = flat(await finance.clerk.post('/dossiers', BUDGET_CODE));
    expect(body.dueAt).toBe('2026-11-30T10:00:00.000Z');
    const ask = {
      who: 'specialist',
      action: 'request-supplement',
      content: { reason: 'Thiếu dấu xác nhận của cơ quan', papers: [{ name: 'Bảng thống kê' }] },
    } as const;
    const waiting = await walk(finance, body, [...WHOLE_WAY.slice(0, 3), ask]);
    expect(waiting.body).toMatchObject({ stage: 'supplement-requested', status: 5, dueAt: null });
    const taken = await walk(finance, { code: body.code, seq: waiting.body.seq }, [
      { who: 'clerk', action: 'take-supplement' },
    ]);
    expect(taken.body).toMatchObject({ stage: 'with-agency', dueAt: '2026-11-30T10:00:00.000Z' });
    const twice = await walk(finance, { code: body.code, seq: taken.body.seq }, [
      { who: 'head', action: 'assign', content: { officer: 'x' } },
      ask,
    ]);
    expect([twice.status, twice.body.code]).toEqual([409, 'only-once']);
  });

  test('a dossier returned in error is opened again, corrected, and returned', async () => {
    const education = await crew(stack, DEPARTMENTS.education);
    const { body } = flat(await education.clerk.post('/dossiers', DIPLOMA_COPY));
    const returned = await walk(education, body, WHOLE_WAY);
    expect(returned.body.stage).toBe('returned');
    const corrected = await walk(education, { code: body.code, seq: returned.body.seq }, [
      { who: 'head', action: 'correct', content: { reason: 'Sai năm tốt nghiệp trên bản sao' } },
      { who: 'specialist', action: 'correction-done', content: { summary: 'Đã sửa năm tốt nghiệp' } },
      { who: 'clerk', action: 'return', content: { receivedBy: PERSON.name } },
    ]);
    expect(corrected.body).toMatchObject({ stage: 'returned', seq: returned.body.seq + 3, closed: true });
  });

  test('the one who drafted does not sign, the post decides nothing, and another unit sees nothing', async () => {
    const { body } = flat(await labour.clerk.post('/dossiers', LABOUR_RULES));
    const upTo = await walk(labour, body, WHOLE_WAY.slice(0, 4));
    const both = await stack.as('signatory', DEPARTMENTS.labour, `specialist.${DEPARTMENTS.labour}`);
    const self = await both.post(`/dossiers/${body.code}/actions/sign`, { expectedSeq: upTo.body.seq, content: {} });
    expect([self.status, self.body.code]).toEqual([403, 'same-person']);
    const post = await labour.clerk.post(`/dossiers/${body.code}/actions/sign`, {
      expectedSeq: upTo.body.seq,
      content: {},
    });
    expect([post.status, post.body.code]).toEqual([403, 'not-your-role']);
    const stranger = await stack.as('post-clerk', '29869');
    expect((await stranger.get(`/dossiers/${body.code}`)).status).toBe(404);
  });

  test('a missing required paper blocks the receipt with its name and leaves no number behind', async () => {
    const before = await stack.db('number_register').where({ identification: 'H20' }).count({ n: '*' });
    const answer = await labour.clerk.post('/dossiers', {
      ...LABOUR_RULES,
      documents: LABOUR_RULES.documents.slice(0, 1),
    });
    expect([answer.status, answer.body.code]).toEqual([422, 'document-missing']);
    expect(JSON.stringify(answer.body)).toContain('Nội quy lao động');
    expect(await stack.db('number_register').where({ identification: 'H20' }).count({ n: '*' })).toEqual(before);
  });

  test('the names of the applicant are found however they are typed', async () => {
    const { body } = flat(
      await labour.clerk.post('/dossiers', {
        ...LABOUR_RULES,
        content: { ...LABOUR_RULES.content, submitter: { name: 'Đường Thị Quý', phone: '0277 3898 989' } },
      }),
    );
    for (const q of ['duong thi qui', 'ĐƯỜNG', 'Đường Thị Quý'.normalize('NFD')]) {
      const found = await labour.clerk.get(`/dossiers?name=${encodeURIComponent(q)}`);
      expect(found.body.items.map((item: { code: string }) => item.code)).toContain(body.code);
    }
  });
});

import { addDays } from '../../domain/time';
import { BUDGET_CODE, DIPLOMA_COPY } from '../support/samples';
import { Stack } from '../support/stack';
import { CENTRE, equip, moveTo, officers, postStaff, until, type Officers } from '../support/transfers';
import type { Answer, Caller } from '../support/caller';

const FIELD = 'tai-chinh';
const ORDER = {
  date: '2019-03-01',
  effectiveOn: '2019-03-18',
  title: 'Quyết định thử nghiệm',
  reference: 'không có thật',
};
const DOSSIER = { ...BUDGET_CODE, unit: '87' };

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('a transfer from trial to the way back, on %s', (engine, databaseUrl) => {
  if (engine === 'PostgreSQL' && !databaseUrl) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  // Stacks of one test run share a namespace, and a programme is known by its decision's number.
  const order = { ...ORDER, decision: `9/QĐ-${engine}` };
  let stack: Stack;
  let people: Officers;
  let post: Caller;
  let government: Caller;
  let id = '';

  beforeAll(async () => {
    stack = await Stack.start({ clock: '2019-03-04T01:00:00.000Z', databaseUrl });
    await signIn();
  });
  afterAll(() => stack?.stop());

  async function signIn() {
    people = await officers(stack);
    post = await stack.as('post-clerk', '87', 'bd.87.official');
    government = await stack.as('government-clerk', '87', 'cong-chuc');
  }
  async function to(instant: string) {
    await moveTo(stack, instant);
    await signIn();
  }
  const transfer = async () => (await people.authority.get(`/transfers/${id}`)).body;
  const arrives = (stage: string) =>
    until(people.authority, `/transfers/${id}`, (body) => body.stage.name === stage).then((body) => body.stage.name);
  const act = (who: Caller, action: string, body: object) => who.post(`/transfers/${id}/actions/${action}`, body);
  const code = ({ status, body }: Answer) => [status, body.code];

  it('refuses an order with everything that is wrong in it, and begins nothing', async () => {
    const transfers = [
      { unit: '866', field: 'khu-kinh-te' },
      { unit: '87', field: FIELD },
      { unit: '87', field: FIELD, scope: 'return' },
      { unit: '999', field: FIELD },
      { unit: '87', field: 'tai-chinh-cu' },
      { unit: '87', field: 'ngoai-vu', effectiveOn: '2019-03-03' },
      { unit: '87', field: 'cong-thuong', plan: { id: 'none', version: 1 } },
    ];
    const { status, body } = await people.authority.post('/programmes', { ...order, transfers });
    expect([status, body.code]).toEqual([422, 'field-not-served']);
    expect(body.errors.map(({ pointer, rule }: { pointer: string; rule: string }) => `${pointer} ${rule}`)).toEqual([
      '/transfers/0/field field-not-served',
      '/transfers/2/field transfer-exists',
      '/transfers/3/unit unit-unknown',
      '/transfers/4/field field-unknown',
      '/transfers/5/effectiveOn date-past',
      '/transfers/6/plan plan-unknown',
    ]);
    expect((await people.authority.get('/transfers')).body.items).toEqual([]);
    expect(code(await people.post.post('/programmes', { ...order, transfers: [transfers[1]] }))).toEqual([
      403,
      'not-your-role',
    ]);
    expect(code(await people.authority.post('/programmes', { decision: '1/KHÔNG-CÓ' }))).toEqual([
      422,
      'decision-unknown',
    ]);
  });

  it('begins, and refuses a second open transfer of the same field and another date of the decision', async () => {
    const transfers = [{ unit: '87', field: FIELD }];
    const begun = await people.authority.post('/programmes', { ...order, transfers });
    expect(begun.status).toBe(201);
    id = (await people.authority.get('/transfers')).body.items[0].id;
    expect(await arrives('preparing')).toBe('preparing');
    const other = { ...order, decision: `10/QĐ-${engine}`, transfers };
    expect(code(await people.authority.post('/programmes', other))).toEqual([409, 'transfer-exists']);
    expect(code(await people.authority.post('/programmes', { ...order, date: '2019-02-01', transfers }))).toEqual([
      409,
      'decision-differs',
    ]);
    const more = { unit: '87', field: 'ngoai-vu', plan: { id: 'direct', version: 1 } };
    const silent = await people.authority.post('/programmes', { ...order, transfers: [more] });
    expect([...code(silent), silent.body.errors[0].pointer]).toEqual([400, 'invalid-request', '/reason']);
    const added = await people.authority.post('/programmes', {
      ...order,
      transfers: [more],
      reason: 'Bổ sung theo đề nghị',
    });
    expect([added.status, added.body.programme.transfers]).toEqual([201, 2]);
  });

  it('opens the trial when staff and equipment are there: both groups receive', async () => {
    const entries = postStaff('87', [FIELD], '2019-01-02');
    expect((await people.post.post('/staff', { entries })).status).toBe(200);
    expect((await equip(people, CENTRE)).status).toBe(200);
    expect(await arrives('trial')).toBe('trial');
    expect((await government.post('/dossiers', DOSSIER)).status).toBe(201);
    const answers = await Promise.all(Array.from({ length: 19 }, () => post.post('/dossiers', DOSSIER)));
    expect(answers.map(({ status }) => status)).toEqual(Array(19).fill(201));
  });

  it('takes confirmations from the right party, once, and never from one person for both', async () => {
    const confirm = (criterion: string) => ({ criterion, note: 'Đạt yêu cầu' });
    expect(code(await act(people.post, 'confirm', confirm('confirmed-by-authority')))).toEqual([403, 'not-your-role']);
    const key = 'confirm-once';
    const path = `/transfers/${id}/actions/confirm`;
    const first = await people.authority.post(path, confirm('confirmed-by-authority'), key);
    expect(first.status).toBe(200);
    expect((await people.authority.post(path, confirm('confirmed-by-authority'), key)).status).toBe(200);
    expect(code(await act(people.authority, 'confirm', confirm('confirmed-by-authority')))).toEqual([
      409,
      'already-confirmed',
    ]);
    const twoHats = await stack.as('post-manager', '87', 'can-bo.kstthc');
    expect(code(await act(twoHats, 'confirm', confirm('confirmed-by-post')))).toEqual([403, 'same-person']);
    const stranger = await stack.as('post-manager', '866', 'o-noi-khac');
    expect(code(await act(stranger, 'confirm', confirm('confirmed-by-post')))).toEqual([404, 'transfer-not-found']);
    const scan = await people.post.upload('bien-ban.pdf', new TextEncoder().encode('%PDF-1.4\n%%EOF\n'));
    const attachment = scan.body.id as string;
    const withPaper = { ...confirm('confirmed-by-post'), attachment };
    expect(code(await act(people.authority, 'confirm', withPaper))).toEqual([422, 'upload-not-found']);
    expect((await act(people.post, 'confirm', withPaper)).status).toBe(200);
    expect((await transfer()).confirmations).toHaveLength(2);
    expect((await people.authority.get(`/transfers/${id}/evidence/${attachment}`)).status).toBe(200);
    expect((await people.authority.get(`/transfers/${id}/evidence/${id}`)).status).toBe(404);
  });

  it('goes over in the moment in which the last criterion holds, with nobody pressing a button', async () => {
    await to('2019-03-18T02:00:00.000Z');
    const waiting = await until(
      people.authority,
      `/transfers/${id}`,
      ({ nextAt }) => nextAt !== '2019-03-17T17:00:00.000Z',
    );
    expect(waiting.stage.name).toBe('trial');
    expect(waiting.findings.filter((f: { holds: boolean }) => !f.holds)).toMatchObject([
      { name: 'trial-result', have: 19, need: 20 },
    ]);
    const last = await post.post('/dossiers', DOSSIER);
    expect(await arrives('in-force')).toBe('in-force');
    const gate = (await transfer()).gates.at(-1);
    const receivedAt = last.body.dossier.receivedAt;
    expect(gate).toMatchObject({ dateAt: '2019-03-17T17:00:00.000Z', readyAt: receivedAt, openedAt: receivedAt });
    expect(code(await government.post('/dossiers', DOSSIER))).toEqual([403, 'transferred-to-post']);
  });

  it('opens its figures into dossiers, and says what staff the work needs, from which arrivals', async () => {
    const { links } = await transfer();
    const auditor = await stack.as('auditor', '87');
    const path = `${links.dossiers.replace('/api/v1', '')}&limit=100`;
    expect((await auditor.get(path)).body.items).toHaveLength(20);
    expect((await auditor.get(path.replace('=post', '=government'))).body.items).toHaveLength(1);
    await to('2019-03-19T02:00:00.000Z');
    const staffing = (await people.authority.get('/units/87/staffing')).body;
    expect(staffing.data.arrivals).toBe(21);
    expect(staffing.present).toMatchObject({ post: 1, government: 0, total: 1 });
    expect([staffing.needed > 0, staffing.difference]).toEqual([true, 1 - staffing.needed]);
    const told = await stack
      .db('outbox')
      .where({ subject: `transfer:${id}` })
      .orderBy('seq')
      .select('seq', 'kind');
    // Every event leaves its line.
    const events = (await people.authority.get(`/transfers/${id}/events`)).body.items as {
      seq: number;
      kind: string;
    }[];
    expect(told).toEqual(events.map(({ seq, kind }) => ({ seq, kind })));
    expect(told.filter(({ kind }: { kind: string }) => kind === 'opened')).toHaveLength(3);
  });

  it('never lets the Post decide, sign, refuse, see another field, or ask for other papers', async () => {
    const received = await post.post('/dossiers', DOSSIER);
    const dossier = received.body.dossier;
    const step = (action: string, content: object) =>
      post.post(`/dossiers/${dossier.code}/actions/${action}`, { expectedSeq: 1, content });
    for (const action of ['sign', 'refuse', 'submit-for-signature', 'assign'])
      expect([403, 409]).toContain((await step(action, {})).status);
    const refuse = await post.post('/dossiers', {
      ...DOSSIER,
      action: 'refuse-at-desk',
      content: { submitter: DOSSIER.content.submitter, reason: 'Không thuộc thẩm quyền giải quyết' },
      documents: [],
    });
    expect(code(refuse)).toEqual([403, 'not-your-role']);
    const ask = {
      ...DOSSIER,
      action: 'ask-supplement-at-desk',
      content: {
        submitter: DOSSIER.content.submitter,
        reason: 'Thiếu giấy tờ theo quy định',
        papers: [{ name: 'Giấy khám sức khoẻ của giám đốc' }],
      },
      documents: [],
    };
    expect(code(await post.post('/dossiers', ask))).toEqual([422, 'paper-not-on-list']);
    const diploma = { ...DIPLOMA_COPY, procedure: '1.005092', unit: '87' };
    expect(code(await post.post('/dossiers', diploma))).toEqual([403, 'not-transferred']);
    const other = await government.post('/dossiers', diploma);
    expect(other.status).toBe(201);
    expect((await post.get(`/dossiers/${other.body.dossier.code}`)).status).toBe(404);
    expect((await post.get(`/dossiers/${dossier.code}`)).status).toBe(200);
    const seen = (await post.get('/dossiers?limit=100')).body.items.map(
      (row: { field: { code: string } }) => row.field.code,
    );
    expect(new Set(seen)).toEqual(new Set([FIELD]));
    const work = (await post.get('/work?limit=100')).body.items.map(
      (row: { field: { code: string } }) => row.field.code,
    );
    expect(new Set(work)).toEqual(new Set([FIELD]));
  });

  it('says of an action that a transfer gives to the other group why, and that it is so', async () => {
    const received = await post.post('/dossiers', DOSSIER);
    const { body } = await government.get(`/dossiers/${received.body.dossier.code}/actions`);
    expect(body.items).toEqual([]);
    expect(body.withheld.map(({ name }: { name: string }) => name)).toContain('forward');
    expect(body.withheld[0].problem.code).toBe('transferred-to-post');
  });

  it('flags what stops holding, suspends after the grace time, gives the work back, and restores', async () => {
    await to('2019-04-01T02:00:00.000Z');
    const kept = await post.post('/dossiers', DOSSIER);
    const [official] = postStaff('87', [FIELD], '2019-01-02');
    expect((await people.post.post('/staff', { entries: [{ ...official, leftOn: '2019-04-01' }] })).status).toBe(200);
    const flagged = await until(people.authority, `/transfers/${id}`, (body) => body.flagged !== null);
    expect(flagged.flagged.missing).toEqual(['official-staff']);
    expect((await post.post('/dossiers', DOSSIER)).status).toBe(201);
    await to('2019-04-08T11:00:00.000Z');
    const suspended = await until(people.authority, `/transfers/${id}`, ({ stage }) => stage.name === 'suspended');
    expect(suspended.stage.name).toBe('suspended');
    expect(code(await post.post('/dossiers', DOSSIER))).toEqual([403, 'transfer-suspended']);
    expect((await government.post('/dossiers', DOSSIER)).status).toBe(201);
    // What was with the Post is handed over: government staff carry it on, nothing is lost.
    const forward = `/dossiers/${kept.body.dossier.code}/actions/forward`;
    expect(code(await post.post(forward, { expectedSeq: 1, content: {} }))).toEqual([404, 'dossier-not-found']);
    expect((await government.post(forward, { expectedSeq: 1, content: {} })).status).toBe(200);
    // As many as the work of these weeks needs.
    const need = suspended.findings.find((f: { name: string }) => f.name === 'official-staff').need;
    const entries = Array.from({ length: need }, (_, i) => ({
      ...official,
      id: `bd.87.moi${i}`,
      name: 'Phạm Văn Mới',
    }));
    expect((await people.post.post('/staff', { entries })).status).toBe(200);
    expect(await arrives('in-force')).toBe('in-force');
    expect((await post.post('/dossiers', DOSSIER)).status).toBe(201);
  });

  it('learns late what was so earlier, and keeps both', async () => {
    const from = '2019-04-08T12:00:00.000Z';
    await to('2019-04-10T02:00:00.000Z');
    const before = stack.clock.now();
    expect((await act(people.authority, 'suspend', { reason: 'Quầy bưu điện đóng cửa', from })).status).toBe(200);
    const ask = async (at: string, knownAt?: string) =>
      (
        await people.authority.get(
          `/responsibility?unit=87&field=${FIELD}&task=receive&at=${at}${knownAt ? `&knownAt=${knownAt}` : ''}`,
        )
      ).body.groups;
    expect(await ask('2019-04-09T02:00:00.000Z')).toEqual(['government']);
    expect(await ask('2019-04-09T02:00:00.000Z', before)).toEqual(['post']);
    expect((await act(people.authority, 'resume', { reason: 'Quầy mở lại' })).body.transfer.stage.name).toBe(
      'in-force',
    );
  });

  it('goes back on its date, when government staff are there and say so', async () => {
    expect(code(await act(people.authority, 'withdraw', { reason: 'Thôi' }))).toEqual([409, 'transfer-in-force']);
    const plan = { on: '2019-05-06', reason: 'Trung tâm chuyển trụ sở', decision: '1888/UBND-KSTT' };
    expect((await act(people.authority, 'plan-hand-back', plan)).status).toBe(200);
    expect(code(await act(people.authority, 'plan-hand-back', plan))).toEqual([409, 'hand-back-planned']);
    await to('2019-05-06T02:00:00.000Z');
    expect((await transfer()).stage.name).toBe('in-force');
    const [clerk] = postStaff('87', [], '2019-01-02');
    const staff = {
      ...clerk,
      id: 'cong-chuc',
      name: 'Ngô Thị Lài',
      group: 'government',
      postedTo: addDays('2019-01-02', 600),
    };
    expect((await people.head.post('/staff', { entries: [staff] })).status).toBe(200);
    await act(people.authority, 'confirm', { criterion: 'hand-back-confirmed', note: 'Công chức đã nhận quầy' });
    expect(await arrives('handed-back')).toBe('handed-back');
    expect(code(await post.post('/dossiers', DOSSIER))).toEqual([403, 'not-transferred']);
    expect((await government.post('/dossiers', DOSSIER)).status).toBe(201);
    expect(code(await act(people.authority, 'resume', { reason: 'Muộn rồi' }))).toEqual([409, 'transfer-closed']);
  });
});

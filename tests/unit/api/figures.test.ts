import { strFromU8, unzipSync } from 'fflate';
import { ApiUnderTest } from './api-under-test';
import { checkAnswer } from './check-answer';

let api: ApiUnderTest;
const [U87, U88, SNV] = ['87@2020-01-01', '88@2020-01-01', 'SNV@2020-01-01'];

/** It is Wednesday, 2026-11-25, 9:30 in Viet Nam. */
beforeAll(async () => {
  api = await ApiUnderTest.start();
  const morning = '2026-11-25T01:00:00.000Z';
  const set = (id: string, row: object) => api.db('dossiers').where({ id }).update(row);
  await api.addDossier('overdue', { due: '2026-11-25T02:00:00.000Z', opened: '2026-11-16T02:00:00.000Z' });
  await api.addDossier('today', { due: '2026-11-25T10:00:00.000Z', opened: morning });
  await api.addDossier('late', { due: '2026-11-18T10:00:00.000Z', opened: '2026-11-16T02:00:00.000Z' });
  await api.addDossier('moved', { due: '2026-11-20T10:00:00.000Z', opened: '2026-11-16T02:30:00.000Z' });
  await api.addDossier('foreign', { unit: U88, code: 'H20.88-261125-0001', opened: morning });
  await set('today', { received_group: 'post' });
  const done = { closed: 1, finished_at: '2026-11-19T10:00:00.000Z', returned_at: morning };
  await set('late', { ...done, first_due_at: '2026-11-18T10:00:00.000Z', received_group: 'government' });
  await set('moved', { ...done, closed: 0, returned_at: null, first_due_at: '2026-11-17T10:00:00.000Z' });
});
afterAll(() => api.stop());

const leader = (unit = '87') => api.as({ role: 'leader', unit });
const november = 'from=2026-11-01&to=2026-11-30';
const path = (link: string | undefined) => (link ?? '').replace('/api/v1', '');
const ids = (body: { items: { id: string }[] }) => body.items.map(({ id }) => id);

test('the board of today, by unit, and every figure opens into its rows', async () => {
  const caller = await leader();
  const { body } = checkAnswer('readFigureBoard', await caller.get('/figures/board'));
  expect(body).toMatchObject({ date: '2026-11-25', by: 'unit' });
  expect(body.items).toHaveLength(1);
  const [{ key, name, counts, links }] = body.items;
  expect([key, name.en]).toEqual([U87, 'Ward 87']);
  expect(counts).toEqual({ received: 1, open: 2, dueToday: 1, overdue: 1, waiting: 1, returned: 1 });
  expect(body.total.counts).toEqual(counts);
  const expected = {
    ...{ received: ['today'], open: ['overdue', 'today'], dueToday: ['today'], overdue: ['overdue'] },
    ...{ waiting: ['moved'], returned: ['late'] },
  };
  for (const [measure, rows] of Object.entries(expected)) {
    const answer = checkAnswer('readFigureRows', await caller.get(path(links[measure])));
    expect([measure, ids(answer.body)]).toEqual([measure, rows]);
  }
});

test('by group, and narrowed to one; the link keeps the filters', async () => {
  const caller = await leader();
  const { body } = checkAnswer('readFigureBoard', await caller.get('/figures/board?by=group&field=justice'));
  expect(body.items.map(({ key, counts }: { key: string; counts: object }) => [key, counts])).toEqual([
    ['', expect.objectContaining({ open: 1, waiting: 1, overdue: 1 })],
    ['government', expect.objectContaining({ open: 0, returned: 1 })],
    ['post', expect.objectContaining({ open: 1, received: 1 })],
  ]);
  const link = path(body.items[0].links.open);
  expect(link).toContain('field=justice');
  expect(ids((await caller.get(link)).body)).toEqual(['overdue']);
  expect((await caller.get('/figures/board?field=land')).body.items).toEqual([]);
});

test('punctuality against the last and the first appointment, with its share and its rows', async () => {
  const caller = await leader();
  const { body } = checkAnswer('readPunctuality', await caller.get(`/punctuality?${november}&by=field`));
  expect(body.total).toMatchObject({ finished: 2, unlimited: 0, onTime: 1, late: 1, lateAgainstFirst: 2, share: 0.5 });
  const [{ links }] = body.items;
  expect(ids((await caller.get(path(links.late))).body)).toEqual(['late']);
  expect(ids((await caller.get(path(links.lateAgainstFirst))).body)).toEqual(['late', 'moved']);
});

test('weeks from Monday on, each with what happened in it', async () => {
  const caller = await leader();
  const { body } = checkAnswer('readFigureTrends', await caller.get(`/figures/trends?${november}`));
  const rows = body.items.map(
    ({ from, counts, share }: { from: string; counts: Record<string, number>; share: number }) => {
      return [from, counts.received, counts.finished, counts.returned, share];
    },
  );
  expect(rows).toEqual([
    ['2026-11-01', 0, 0, 0, null],
    ['2026-11-02', 0, 0, 0, null],
    ['2026-11-09', 0, 0, 0, null],
    ['2026-11-16', 3, 2, 0, 0.5],
    ['2026-11-23', 1, 0, 1, null],
    ['2026-11-30', 0, 0, 0, null],
  ]);
  expect(ids((await caller.get(path(body.items[3].links.received))).body)).toEqual(['late', 'overdue', 'moved']);
});

test('workload by weekday and hour in Viet Nam, which opens into its rows', async () => {
  const caller = await leader();
  const { body } = checkAnswer('readFigureWorkload', await caller.get(`/figures/workload?${november}`));
  expect(body.days).toEqual([5, 4, 4, 4, 4, 4, 5]);
  expect(body.items).toMatchObject([
    { weekday: 1, hour: 9, count: 3 },
    { weekday: 3, hour: 8, count: 1 },
  ]);
  expect(ids((await caller.get(path(body.items[1].links.rows))).body)).toEqual(['today']);
});

test('as a file for spreadsheets', async () => {
  const caller = await leader();
  const csv = await caller.get(`/punctuality?${november}&format=csv`);
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="punctuality-2026-11-01-2026-11-30.csv"');
  expect(csv.body).toContain('\r\nPhường 87,2,0,1,1,2,0.5\r\n');
  const response = await fetch(`${api.url}/api/v1/figures/rows?measure=late&${november}&format=xlsx`, {
    headers: { authorization: `Bearer ${caller.token}`, 'accept-language': 'en' },
  });
  expect(response.headers.get('content-type')).toContain('spreadsheetml.sheet');
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  const texts = strFromU8(files['xl/sharedStrings.xml'] ?? new Uint8Array());
  expect(texts).toContain('first appointment');
  expect(texts).toContain('Ward 87');
});

test('a department sees the figures of what it decides, wherever that was received', async () => {
  const decided = (id: string, by: string) => api.db('dossiers').where({ id }).update({ deciding_unit: by });
  await decided('overdue', SNV);
  await decided('foreign', SNV);
  try {
    const head = await api.as({ role: 'head-of-unit', unit: 'SNV' });
    const { body } = checkAnswer('readFigureBoard', await head.get('/figures/board'));
    expect(body.items.map(({ key }: { key: string }) => key)).toEqual([U87, U88]);
    expect(body.total.counts).toMatchObject({ open: 2, overdue: 1 });
    expect(ids((await head.get(path(body.items[0].links.open))).body)).toEqual(['overdue']);
    expect(ids((await head.get(path(body.items[1].links.open))).body)).toEqual(['foreign']);
  } finally {
    await decided('overdue', U87);
    await decided('foreign', U88);
  }
});

test('only for those who answer for it, within their reach, over a sensible time', async () => {
  const clerk = await api.as();
  for (const at of ['/figures/board', `/figures/trends?${november}`, `/figures/workload?${november}`]) {
    expect((await clerk.get(at)).body.code).toBe('not-your-role');
  }
  expect((await clerk.get('/figures/rows?measure=open')).body.code).toBe('not-your-role');
  const caller = await leader();
  expect((await caller.get('/figures/rows?measure=open&unit=88')).body.code).toBe('not-your-unit');
  expect((await caller.get('/figures/board?unit=99')).body).toMatchObject({ code: 'unit-unknown' });
  expect((await (await api.as({ role: 'auditor' })).get('/figures/board')).body.items).toHaveLength(2);
  const spans = ['from=2026-11-02&to=2026-11-01', 'from=2010-01-01&to=2026-11-01'];
  for (const span of spans) expect((await caller.get(`/figures/trends?${span}`)).body.code).toBe('span-too-long');
  expect((await caller.get(`/figures/rows?measure=open&hour=24`)).status).toBe(400);
});

import { strFromU8, unzipSync } from 'fflate';
import { writeResponsibility } from '../../../activities/stores/responsibility';
import { coverageRows } from '../../../api/reads/coverage';
import { Catalogue } from '../../../domain/catalogue';
import type { Role } from '../../../domain/process';
import type { TransferState } from '../../../domain/transfer';
import { ApiUnderTest } from './api-under-test';
import { checkAnswer } from './check-answer';
import { data } from './tiny-catalogue';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.start();
  await fill();
});
afterAll(() => api.stop());

const [U87, U88, GONE] = ['87@2020-01-01', '88@2020-01-01', '82@2020-01-01'];

const transfer = (id: string, more: Partial<TransferState> = {}): TransferState => ({
  ...{ id, programme: 'p1', decision: '9/QĐ-UBND', unit: U87, field: 'justice', scope: 'both' },
  ...{ plan: { id: 'standard', version: 1 }, effectiveOn: '2026-11-20', seq: 1, stage: 'planned' },
  ...{ stageSince: '2026-11-02T01:00:00.000Z', closed: false, confirmations: [], gates: [] },
  ...more,
});

async function add(state: TransferState): Promise<void> {
  const { id, programme, unit, field, scope, effectiveOn, stage, stageSince, closed, illustrative } = state;
  await api.db('transfers').insert({
    ...{ id, programme_id: programme, unit, field, scope, effective_on: effectiveOn, stage, stage_since: stageSince },
    ...{ closed: closed ? 1 : 0, illustrative: illustrative ? 1 : 0, seq: 1, state: JSON.stringify(state), hash: '' },
  });
}

async function enter(state: TransferState, stage: string, from: string, knownFrom = from): Promise<void> {
  const post = stage === 'trial' || stage === 'in-force';
  await writeResponsibility(
    api.db,
    { ...state, stage },
    { groups: post ? ['post'] : ['government'], finish: false, final: stage === 'in-force', from, knownFrom },
  );
}

/** In force; withdrawn before its time; suspended and then withdrawn; at a unit that is gone. */
async function fill(): Promise<void> {
  await api.db('programmes').insert({
    ...{ id: 'p1', number: '9/QĐ-UBND', date: '2026-11-01', effective_on: '2026-11-20', title: '{}', reference: '' },
    ...{ begun_at: '2026-11-02T01:00:00.000Z', seq: 1, hash: '' },
  });
  const whole = transfer('whole', { stage: 'in-force', stageSince: '2026-11-19T17:00:00.000Z' });
  const gates = [{ stage: 'preparing', readyAt: '', dateAt: '', openedAt: '2026-11-05T01:00:00.000Z' }];
  const early = transfer('early', { unit: U88, illustrative: true, stage: 'withdrawn', closed: true, gates });
  const ended = transfer('ended', { unit: U88, field: '=land', scope: 'return', stage: 'withdrawn', closed: true });
  const gone = transfer('gone', { unit: GONE, stage: 'in-force' });
  await add(whole);
  await add({ ...early, stageSince: '2026-11-10T01:00:00.000Z' });
  await add({ ...ended, stageSince: '2026-11-12T01:00:00.000Z' });
  await add(gone);
  await enter(whole, 'trial', '2026-11-08T01:00:00.000Z');
  // Written down first as of a day too early, then as it was: what the record says now counts.
  await enter(whole, 'in-force', '2026-11-18T17:00:00.000Z', '2026-11-18T18:00:00.000Z');
  await enter(whole, 'trial', '2026-11-18T17:00:00.000Z', '2026-11-18T19:00:00.000Z');
  await enter(whole, 'in-force', '2026-11-19T17:00:00.000Z');
  await enter(ended, 'trial', '2026-11-06T01:00:00.000Z');
  await enter(ended, 'suspended', '2026-11-09T01:00:00.000Z');
  await enter(gone, 'in-force', '2026-11-06T01:00:00.000Z');
}

type Figure = { key: string; value: number; ids: string[]; illustrative: boolean; links: { rows: string } };

const officer = (role: Role = 'authority-officer') => api.as({ role });
const report = async (date: string) => {
  const { body } = checkAnswer('readCoverage', await (await officer()).get(`/coverage?date=${date}`));
  const figures = [...body.figures, ...body.totals] as Figure[];
  return new Map(figures.map((figure) => [figure.key, figure]));
};

test.each([
  ['2026-11-01', undefined, undefined, undefined, undefined],
  ['2026-11-02', 0, 0, 2, 0],
  ['2026-11-07', 0, 1, 2, 0],
  ['2026-11-09', 0, 1, 1, 1],
  ['2026-11-11', 0, 1, 0, 1],
  ['2026-11-12', 0, 1, 0, 0],
  ['2026-11-19', 0, 1, 0, 0],
  ['2026-11-20', 1, 0, 0, 0],
])('communes on %s: in force %p, on trial %p, coming %p, suspended %p', async (date, ...expected) => {
  const figures = await report(date);
  const value = (phase: string) => figures.get(`total.level.commune.units.${phase}`)?.value;
  expect(['in-force', 'trial', 'coming', 'suspended'].map(value)).toEqual(expected);
  expect(figures.get('communes.running')?.value).toBe(expected[0] ?? 0);
});

test('a figure opens into its rows', async () => {
  const key = 'total.unit.88@2020-01-01.fields.coming';
  const figure = (await report('2026-11-05')).get(key);
  expect(figure).toMatchObject({ value: 2, ids: ['=land', 'justice'], illustrative: true });
  const path = figure?.links.rows.replace('/api/v1', '') ?? '';
  const { body } = checkAnswer('readCoverageRows', await (await officer()).get(path));
  expect(body.figure.key).toBe(key);
  expect(body.items.map(({ id }: { id: string }) => id)).toEqual(['ended:return', 'early:receive', 'early:return']);
  expect(body.items[1]).toMatchObject({
    unit: { id: U88, name: { en: 'Ward 88' } },
    level: 'commune',
    field: { name: { en: 'Justice' } },
    stage: 'preparing',
    since: '2026-11-05T01:00:00.000Z',
    decision: '9/QĐ-UBND',
    illustrative: true,
    links: { transfer: '/api/v1/transfers/early' },
  });
});

test('before its first gate a transfer is in the first stage of its plan, since the programme began', async () => {
  const title = { vi: '', en: '' };
  const stages = ['planned', 'preparing'].map((name) => ({ name, title, groups: [], criteria: [] }));
  const plan = { id: 'standard', version: 1, title, stages, graceDays: 5, handBack: [] };
  const catalogue = new Catalogue({ ...data, plans: [{ ...plan, openDossiers: 'finish' }] });
  const rows = await coverageRows(api.db, catalogue, '2026-11-04T16:59:59.999Z');
  expect(new Set(rows.map(({ stage, since }) => `${stage} ${since}`))).toEqual(
    new Set(['planned 2026-11-02T01:00:00.000Z']),
  );
  expect(rows).toHaveLength(7);
});

test('both come as CSV, in the language asked for, and no cell is a formula', async () => {
  const caller = await officer('leader');
  const figures = checkAnswer('readCoverage', await caller.get('/coverage?date=2026-11-20&format=csv'));
  expect(figures.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(figures.headers.get('content-disposition')).toBe('attachment; filename="coverage-2026-11-20.csv"');
  expect(figures.body).toContain('\r\ncommunes.running,"Xã, phường, thị trấn đang thực hiện",,1,\r\n');
  const path = '/coverage/rows?figure=total.field.%3Dland.units.coming&date=2026-11-05&format=csv';
  const { body } = checkAnswer('readCoverageRows', await caller.get(path, { 'accept-language': 'en' }));
  expect(body.replace('\ufeff', '')).toMatch(
    /^unit id,unit,.*\r\n88@2020-01-01,Ward 88,commune,,'=land,'=land,returning/,
  );
});

test('both come as XLSX, where a text that looks like a formula is a text', async () => {
  const { token } = await officer('leader');
  const sheet = async (path: string) => {
    const answer = await fetch(`${api.url}/api/v1${path}&format=xlsx`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.headers.get('content-type')).toContain('spreadsheetml.sheet');
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const [texts, cells] = ['xl/sharedStrings.xml', 'xl/worksheets/sheet1.xml'].map((name) =>
      strFromU8(files[name] ?? new Uint8Array()),
    );
    return { name: answer.headers.get('content-disposition'), texts, cells };
  };
  const figures = await sheet('/coverage?date=2026-11-20');
  expect(figures.name).toBe('attachment; filename="coverage-2026-11-20.xlsx"');
  expect(figures.texts).toContain('Xã, phường, thị trấn đang thực hiện');
  const rows = await sheet('/coverage/rows?figure=total.field.%3Dland.units.coming&date=2026-11-05');
  expect(rows.name).toBe('attachment; filename="coverage-rows-2026-11-05.xlsx"');
  expect(rows.texts).toContain('=land');
  expect(rows.cells).not.toContain('<f>');
});

test('today unless told, and only for those who answer for it', async () => {
  for (const role of ['post-manager', 'process-owner', 'auditor', 'administrator', 'head-of-unit'] as const) {
    expect((await (await officer(role)).get('/coverage')).body).toMatchObject({
      date: '2026-11-25',
      at: '2026-11-25T16:59:59.999Z',
    });
  }
  for (const path of ['/coverage', '/coverage/rows?figure=communes.running']) {
    expect((await (await officer('post-clerk')).get(path)).body.code).toBe('not-your-role');
  }
});

test('an unknown figure, a date that does not exist, and the last one that does', async () => {
  const caller = await officer();
  const unknown = checkAnswer('readCoverageRows', await caller.get('/coverage/rows?figure=nothing'));
  expect([unknown.status, unknown.body.code]).toEqual([404, 'not-found']);
  expect(checkAnswer('readCoverage', await caller.get('/coverage?date=2026-02-30')).status).toBe(400);
  for (const date of ['9999-12-31', '0000-01-01'])
    expect((await caller.get(`/coverage?date=${date}`)).status).toBe(200);
});

import { randomUUID } from 'node:crypto';
import type { OtherCommand } from '../../../api/engine';
import type { StaffBody, StaffEntry } from '../../../config/register-body';
import type { CatalogueData } from '../../../domain/catalogue';
import { ApiUnderTest, NOW, type Claims } from './api-under-test';
import { checkAnswer } from './check-answer';

/* Wards 87 and 88 below the province 00, and 99 below nobody; one plan that asks for certificates and computers. */
jest.mock('./tiny-catalogue', () => {
  const { data } = jest.requireActual<{ data: CatalogueData }>('./tiny-catalogue');
  const { Catalogue } = jest.requireActual<typeof import('../../../domain/catalogue')>('../../../domain/catalogue');
  const title = { vi: 'x', en: 'x' };
  const [ward] = data.units;
  const [justice] = data.fields;
  const staff = { kind: 'staff', group: 'post', of: 'official', least: 1 } as const;
  const criteria = [
    { name: 'certified', title, ...staff, certifiedMonths: 24 },
    {
      name: 'computers',
      title,
      kind: 'equipment' as const,
      items: [{ item: 'computer', title: { vi: 'Máy tính', en: 'Computer' }, count: 2 }],
    },
  ];
  const stages = [{ name: 'begun', title, groups: ['post' as const], criteria }];
  const plan = { id: 'p', version: 1, title, stages, graceDays: 5, openDossiers: 'finish' as const, handBack: [] };
  const shorter = { ...stages[0], criteria: [{ name: 'certified', title, ...staff, certifiedMonths: 12 }] };
  return {
    data,
    catalogue: new Catalogue({
      ...data,
      units: [
        ...data.units.map((unit) => (unit.kind === 'one-stop' ? { ...unit, parent: '00@2020-01-01' } : unit)),
        { ...ward, code: '00', kind: 'department', level: 'province', identification: undefined },
        { ...ward, code: '99' },
      ] as CatalogueData['units'],
      fields: [justice, { ...justice, code: 'land', order: 2 }] as CatalogueData['fields'],
      plans: [plan, { ...plan, id: 'short', stages: [shorter] }] as CatalogueData['plans'],
    }),
  };
});

const WARD = '87@2020-01-01';
const OTHER = '88@2020-01-01';
const POST: Claims = { sub: 'boss', role: 'post-manager', unit: '00' };
const OFFICER: Claims = { sub: 'officer', role: 'authority-officer', unit: '00' };

const TABLES = ['certificates', 'staff', 'equipment', 'dossiers', 'responsibility', 'transfers', 'programmes'];

let api: ApiUnderTest;
let asked: (OtherCommand & { key: string })[];

beforeAll(async () => {
  api = await ApiUnderTest.start();
});
afterAll(() => api.stop());
beforeEach(() => {
  asked = [];
  api.engine.carryOut = async (key, command) => {
    asked.push({ key, ...command });
    return { state: 'done', commandId: 'c1', answer: true };
  };
});
afterEach(async () => {
  for (const table of TABLES) await api.db(table).delete();
});

const entry = (more: object = {}) => ({
  id: 'an.post',
  name: 'Nguyễn Văn An',
  group: 'post',
  unit: '87',
  kind: 'official',
  postedFrom: '2026-01-01',
  postedTo: '2027-01-01',
  certificates: [{ field: 'justice', passedOn: '2026-01-20' }],
  ...more,
});

const addStaff = async (id: string, more: Record<string, string | null> = {}) =>
  api.db('staff').insert({
    id,
    name: 'Nguyễn Văn An',
    search_name: 'nguien van an',
    staff_group: 'post',
    unit: WARD,
    kind: 'official',
    posted_from: '2026-01-01',
    posted_to: '2027-01-01',
    recorded_at: NOW,
    ...more,
  });
const addCertificate = async (staff_id: string, field = 'justice') =>
  api.db('certificates').insert({ staff_id, field, unit: WARD, passed_on: '2026-01-20', recorded_at: NOW });

const told = ({ body }: { body: { errors?: { pointer: string; rule: string }[] } }) =>
  (body.errors ?? []).map(({ pointer, rule }) => `${pointer} ${rule}`);
const bodyOf = (command: OtherCommand | undefined) => command?.body as StaffBody;

describe('the list', () => {
  beforeEach(async () => {
    await addStaff('an');
    await addCertificate('an');
    await addCertificate('an', 'land');
    await addStaff('binh', { name: 'Bình', search_name: 'binh', staff_group: 'government', left_on: '2026-06-01' });
    await addStaff('far', { unit: OTHER });
  });
  const ids = ({ body }: { body: { items: { id: string }[] } }) => body.items.map(({ id }) => id);

  test('is of the own unit by default, with until when certificates count', async () => {
    const transfer = { programme_id: 'p1', unit: WARD, field: 'land', scope: 'both', effective_on: '2026-01-01' };
    const rest = { stage: 'begun', stage_since: NOW, closed: 0, illustrative: 0, seq: 1, hash: '0' };
    await api.db('programmes').insert({
      ...{ id: 'p1', number: '1', date: '2026-01-01', effective_on: '2026-01-01', title: '{}', reference: '' },
      ...{ begun_at: NOW, seq: 1, hash: '0' },
    });
    await api.db('transfers').insert({
      ...{ id: 't1', ...transfer, ...rest },
      state: JSON.stringify({ plan: { id: 'p', version: 1 } }),
    });
    const answer = checkAnswer('listStaff', await (await api.as()).get('/staff'));
    expect(ids(answer)).toEqual(['binh', 'an']);
    expect(answer.body.items[0]).toMatchObject({ leftOn: '2026-06-01', postedTo: '2027-01-01', certificates: [] });
    // Land has an open transfer with its own plan; for the rest the strictest plan holds.
    expect(answer.body.items[1].certificates).toMatchObject([
      { field: 'justice', validUntil: '2027-01-20' },
      { field: 'land', validUntil: '2028-01-20' },
    ]);
  });

  test('can be of one group, or of those certified for a field', async () => {
    const caller = await api.as();
    expect(ids(await caller.get('/staff?unit=87&group=government'))).toEqual(['binh']);
    expect(ids(await caller.get(`/staff?unit=${WARD}&field=land`))).toEqual(['an']);
    expect((await caller.get('/staff?group=other')).status).toBe(400);
  });

  test.each([
    [{ role: 'post-clerk', unit: '88' }, 403],
    [{ role: 'head-of-unit', unit: '88' }, 403],
    [{ role: 'specialist', unit: '00' }, 403],
    [{ role: 'leader', unit: '99' }, 403],
    [{ role: 'leader', unit: '00' }, 200],
    [{ role: 'process-owner', unit: '00' }, 200],
    [{ role: 'auditor', unit: '99' }, 200],
  ])('%j gets %i', async (claims, status) => {
    expect(checkAnswer('listStaff', await (await api.as(claims)).get('/staff?unit=87')).status).toBe(status);
  });

  test('of no unit is refused; of a closed one it is found by its id', async () => {
    const caller = await api.as();
    expect(checkAnswer('listStaff', await caller.get('/staff?unit=nowhere')).body.code).toBe('unit-unknown');
    expect((await caller.get('/staff?unit=82')).body.code).toBe('unit-closed');
    expect((await caller.get('/staff?unit=82@2020-01-01')).status).toBe(200);
  });
});

describe('recording', () => {
  const post = async (claims: Claims, ...entries: object[]) =>
    checkAnswer('recordStaff', await (await api.as(claims)).post('/staff', { entries }));

  test('by a post manager, with units as ids and names trimmed', async () => {
    const answer = await post(POST, entry({ name: ' Nguyễn  Văn An ' }));
    expect(answer.body).toMatchObject({ state: 'done', recorded: 1, units: [WARD] });
    expect(answer.body.links.self).toBe('/api/v1/staff?unit=87%402020-01-01');
    expect(asked).toMatchObject([{ kind: 'staff', subject: '' }]);
    expect(bodyOf(asked[0])).toMatchObject({ actor: { id: 'boss' }, entries: [entry({ unit: WARD })] });
  });

  test('of government staff by an officer and by the head of the unit', async () => {
    const staff = entry({ group: 'government' });
    expect((await post(OFFICER, staff)).status).toBe(200);
    expect((await post({ role: 'head-of-unit', unit: '87' }, staff)).status).toBe(200);
  });

  test('that is still under way says where to ask', async () => {
    api.engine.carryOut = async () => ({ state: 'pending', commandId: 'c1' });
    const answer = await post(POST, entry());
    expect([answer.status, answer.headers.get('location')]).toEqual([202, '/api/v1/commands/c1']);
  });

  test('without a key is refused', async () => {
    const headers = { 'content-type': 'application/json' };
    const { body } = await (await api.as(POST)).postRaw('/staff', JSON.stringify({ entries: [entry()] }), headers);
    expect(body.code).toBe('idempotency-key-missing');
  });

  test.each([
    ['post-clerk', { role: 'post-clerk', unit: '87' }, entry(), 403, 'not-your-role', []],
    ['an officer, postal staff', OFFICER, entry(), 403, 'not-your-role', ['/entries/0/group not-your-role']],
    [
      'a post manager, government staff',
      POST,
      entry({ group: 'government' }),
      403,
      'not-your-role',
      ['/entries/0/group not-your-role'],
    ],
    ['another place', POST, entry({ unit: '99' }), 403, 'not-your-unit', ['/entries/0/unit not-your-unit']],
    [
      'the head of another unit',
      { role: 'head-of-unit', unit: '88' },
      entry({ group: 'government' }),
      403,
      'not-your-unit',
      ['/entries/0/unit not-your-unit'],
    ],
    ['no such unit', POST, entry({ unit: '1' }), 422, 'form-invalid', ['/entries/0/unit unit-unknown']],
    [
      'no such field',
      POST,
      entry({ certificates: [{ field: 'x', passedOn: '2026-01-01' }] }),
      422,
      'form-invalid',
      ['/entries/0/certificates/0/field field-unknown'],
    ],
    [
      'ends before it begins',
      POST,
      entry({ postedTo: '2026-01-01', leftOn: '2025-12-31' }),
      422,
      'form-invalid',
      ['/entries/0/postedTo date-order', '/entries/0/leftOn date-order'],
    ],
    [
      'a date past all calendars',
      POST,
      entry({ certificates: [{ field: 'justice', passedOn: '9999-01-01' }] }),
      422,
      'form-invalid',
      ['/entries/0/certificates/0/passedOn date-range'],
    ],
    ['no name', POST, entry({ name: ' ' }), 400, 'invalid-request', ['/entries/0/name pattern']],
    ['no date', POST, entry({ postedTo: '2026-02-30' }), 400, 'invalid-request', ['/entries/0/postedTo format']],
    ['more than asked', POST, entry({ salary: 1 }), 400, 'invalid-request', ['/entries/0/salary additionalProperties']],
  ])('of %s is refused', async (_what, claims, given, status, code, faults) => {
    const answer = await post(claims, given);
    expect([answer.status, answer.body.code, told(answer)]).toEqual([status, code, faults]);
    expect(asked).toEqual([]);
  });

  test('tells every fault of every entry, and writes none of them', async () => {
    const answer = await post(POST, entry(), entry({ id: 'AN.post', unit: '99' }), entry({ id: 'c', unit: '0' }));
    expect([answer.status, told(answer)]).toEqual([
      422,
      ['/entries/1/id duplicate', '/entries/1/unit not-your-unit', '/entries/2/unit unit-unknown'],
    ]);
    expect(asked).toEqual([]);
  });

  test('does not take over an account of others', async () => {
    await addStaff('an.post', { staff_group: 'government' });
    expect(told(await post(POST, entry()))).toEqual(['/entries/0/id taken']);
    await api.db('staff').update({ staff_group: 'post', unit: '99@2020-01-01' });
    expect(told(await post(POST, entry()))).toEqual(['/entries/0/id taken']);
    await api.db('staff').update({ unit: OTHER });
    expect((await post(POST, entry())).status).toBe(200);
  });
});

describe('a list from a file', () => {
  const HEADER =
    'id,name,group,unit,kind,postedFrom,postedTo,approvedBy,publishedOn,phone,accountOn,leftOn,certificates';
  const line = (id: string, { unit = '87', group = 'post', certificates = '', name = 'An' } = {}) =>
    `${id},${name},${group},${unit},official,01/01/2026,2027-01-01,,,,,,${certificates}`;
  const file = (...lines: string[]) => Buffer.from(`${[HEADER, ...lines].join('\r\n')}\r\n`);
  const send = async (bytes: Buffer, query = '', { claims = POST, type = 'text/csv' } = {}) => {
    const headers = { 'content-type': type, 'idempotency-key': randomUUID() };
    const caller = await api.as(claims);
    return checkAnswer('importStaff', await caller.postRaw(`/staff/import${query}`, new Uint8Array(bytes), headers));
  };
  const faults = ({ body }: { body: { faults: { line: number; column: string; rule: string }[] } }) =>
    body.faults.map(({ line: at, column, rule }) => `${at} ${column} ${rule}`);

  test('is only checked unless told otherwise', async () => {
    await addStaff('same', { name: 'An' });
    await addCertificate('same');
    await addStaff('other');
    const certificates = 'justice:2026-01-20';
    const bytes = file(line('same', { certificates }), line('other'), line('new'), line('bad', { unit: '1' }));
    const answer = await send(bytes);
    expect(answer.body).toMatchObject({ state: 'checked', rows: 4, changes: { new: 1, changed: 1, same: 1 } });
    expect(faults(answer)).toEqual(['5 unit unit-unknown']);
    expect([asked, (await api.db('staff')).length]).toEqual([[], 2]);
    expect((await send(file(line('same')))).body.changes).toEqual({ new: 0, changed: 1, same: 0 });
  });

  test('is recorded whole', async () => {
    const certificates = 'justice:2026-01-20|land:21/02/2026';
    const answer = await send(file(line('a', { certificates }), line('b', { unit: '88' })), '?dryRun=false');
    expect(answer.body).toMatchObject({ state: 'done', recorded: 2, units: [WARD, OTHER] });
    expect(answer.body.links).toEqual({ command: '/api/v1/commands/c1' });
    expect(asked).toMatchObject([{ kind: 'staff', subject: '' }]);
    const [first] = bodyOf(asked[0]).entries;
    expect(first).toEqual({
      ...{ id: 'a', name: 'An', group: 'post', unit: WARD, kind: 'official' },
      ...{ postedFrom: '2026-01-01', postedTo: '2027-01-01' },
      certificates: [
        { field: 'justice', passedOn: '2026-01-20' },
        { field: 'land', passedOn: '2026-02-21' },
      ],
    } satisfies StaffEntry);
  });

  test('is read as spreadsheets write it', async () => {
    const text = file(line('a')).toString();
    for (const bytes of [
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
      Buffer.from(`\ufeff${text.replaceAll(',', ';')}`),
      Buffer.from(text.replaceAll(',', '\t')),
    ])
      expect((await send(bytes)).body).toMatchObject({ rows: 1, faults: [], changes: { new: 1 } });
    for (const type of ['text/csv; charset=utf-16le', 'application/vnd.ms-excel', 'Text/Plain'])
      expect((await send(file(line('a')), '', { type })).status).toBe(200);
  });

  test('of any fault nothing is written, and all faults are told', async () => {
    const bytes = file(
      line('a', { name: '=1+1' }),
      line('b', { unit: '99' }),
      line('c', { group: 'government', certificates: 'justice:2026-01-20|x:2026-01-20' }),
      line('d'),
    );
    const answer = await send(bytes, '?dryRun=false');
    expect([answer.status, answer.body.code, answer.body.params]).toEqual([422, 'import-faulty', { count: 4 }]);
    expect(told(answer)).toEqual([
      '/lines/2/name formula',
      '/lines/3/unit not-your-unit',
      '/lines/4/group not-your-role',
      '/lines/4/certificates field-unknown',
    ]);
    expect(asked).toEqual([]);
    expect(faults(await send(bytes))).toHaveLength(4);
  });

  test('without anybody, without a header, or empty is faulty', async () => {
    expect(faults(await send(file()))).toEqual(['0  empty']);
    expect(faults(await send(Buffer.alloc(0)))).toEqual(['0  empty']);
    const answer = await send(Buffer.from('a/b,c\n1,2\n'), '?dryRun=false');
    expect(told(answer).slice(0, 2)).toEqual(['/lines/1/a~1b unknown-column', '/lines/1/c unknown-column']);
    expect(told(await send(file(), '?dryRun=false'))).toEqual(['/lines/0 empty']);
    expect(asked).toEqual([]);
  });

  test('is for those who record staff, in a type that a list has, and of a size that can be read', async () => {
    const claims = { role: 'leader', unit: '00' };
    expect((await send(file(line('a')), '', { claims })).body.code).toBe('not-your-role');
    for (const type of ['application/json', 'multipart/form-data', ''])
      expect((await send(file(line('a')), '', { type })).status).toBe(415);
    const large = await send(Buffer.alloc(20 * 1024 * 1024 + 1, 'a'));
    expect([large.status, large.body.code]).toEqual([413, 'body-too-large']);
    const caller = await api.as(POST);
    expect((await caller.postRaw('/staff/import', HEADER, { 'content-type': 'text/csv' })).status).toBe(400);
  });

  test('may be large, while other bodies may not', async () => {
    const lines = Array.from({ length: 6000 }, (_, i) => line(`staff${i}`, { name: 'n'.repeat(90) }));
    const answer = await send(file(...lines), '?dryRun=false');
    expect([answer.status, bodyOf(asked[0]).entries.length]).toEqual([200, 6000]);
    const { status } = await (await api.as(POST)).post('/staff', { entries: [entry({ name: 'x'.repeat(300_000) })] });
    expect(status).toBe(413);
  });
});

describe('equipment', () => {
  const path = '/units/87/equipment';
  const record = async (claims: Claims, items: object[], at = path) =>
    checkAnswer('recordEquipment', await (await api.as(claims)).post(at, { items }));

  test('is shown with what the plans ask for', async () => {
    await api.db('equipment').insert({ unit: WARD, item: 'printer', count: 1, recorded_at: NOW });
    const answer = checkAnswer('readEquipment', await (await api.as()).get(path));
    expect(answer.body.items).toEqual([
      { item: 'computer', title: { vi: 'Máy tính', en: 'Computer' }, count: 0, recordedAt: null },
      { item: 'printer', title: { vi: 'printer', en: 'printer' }, count: 1, recordedAt: NOW },
    ]);
    const other = await (await api.as({ unit: '88' })).get(path);
    expect(checkAnswer('readEquipment', other).body.code).toBe('not-your-unit');
  });

  test.each([POST, OFFICER, { role: 'head-of-unit', unit: '87' }])('is recorded by %j', async (claims) => {
    const items = [{ item: 'computer', count: 2 }];
    expect((await record(claims, items)).body).toMatchObject({ state: 'done', equipment: { unit: { id: WARD } } });
    expect(asked).toMatchObject([{ kind: 'equipment', subject: WARD, body: { unit: WARD, items } }]);
  });

  test('is refused to others, elsewhere, twice, and in wrong numbers', async () => {
    const items = [{ item: 'computer', count: 2 }];
    expect((await record({ unit: '87' }, items)).body.code).toBe('not-your-role');
    expect((await record(POST, items, '/units/99/equipment')).body.code).toBe('not-your-unit');
    expect((await record(POST, items, '/units/1/equipment')).body.code).toBe('unit-unknown');
    expect(told(await record(POST, [...items, ...items]))).toEqual(['/items/1/item duplicate']);
    expect((await record(POST, [{ item: 'computer', count: -1 }])).status).toBe(400);
    expect((await record(POST, [])).status).toBe(400);
    expect(asked).toEqual([]);
  });
});

describe('staffing', () => {
  /** So many dossiers in the half hour from 08:00 of every Monday in the eight weeks before. */
  const addMondays = async (each: number, more: { unit?: string; field?: string } = {}) => {
    const { unit = WARD, field = 'justice' } = more;
    const mondays = Array.from(
      { length: 8 },
      (_, week) => Date.parse('2026-11-23T01:00:00.000Z') - week * 7 * 86_400_000,
    );
    const rows = mondays.flatMap((monday) =>
      Array.from({ length: each }, (_, i) => ({
        ...{ id: randomUUID(), code: randomUUID(), seq: 1, stage: 'processing', status: 4, closed: 0 },
        ...{ procedure_code: '1.000001', field, channel: 'direct', receiving_unit: unit, deciding_unit: unit },
        ...{ turn_unit: unit, turn_roles: '|', opened_at: NOW, state: '{}', hash: '0' },
        received_at: new Date(monday + i * 60_000).toISOString(),
        // Returned an hour later.
        returned_at: new Date(monday + 3_600_000 + i * 60_000).toISOString(),
      })),
    );
    await api.db.batchInsert('dossiers', rows, 20);
  };
  const read = async (query = '', claims: Claims = OFFICER) =>
    checkAnswer('readStaffing', await (await api.as(claims)).get(`/units/87/staffing${query}`));
  const list = async (query = '', claims: Claims = OFFICER) =>
    checkAnswer('listStaffing', await (await api.as(claims)).get(`/staffing${query}`));

  test('of a quiet unit is nobody', async () => {
    const { body } = await read();
    expect(body).toMatchObject({ needed: 0, difference: 0, fields: null, whatIf: null, data: { arrivals: 0 } });
    expect(body.rule).toMatchObject({ code: 'standard', weeks: 8 });
    expect(body.data).toMatchObject({ from: '2026-10-01', to: '2026-11-25' });
  });

  test('sets the need against who is there on the date', async () => {
    await addMondays(8);
    await addStaff('a');
    await addStaff('b', { staff_group: 'government' });
    await addStaff('reserve', { kind: 'reserve' });
    await addStaff('gone', { left_on: '2026-11-25' });
    await addStaff('later', { posted_from: '2026-11-26' });
    await addStaff('over', { posted_to: '2026-11-25' });
    await addStaff('far', { unit: OTHER });
    const { body } = await read();
    expect(body.present).toEqual({ post: 1, government: 1, total: 2 });
    expect(body.data.arrivals).toBe(128);
    const monday = body.data.slots.find(
      ({ weekday, slot }: { weekday: number; slot: number }) => weekday === 1 && slot === 16,
    );
    // 07:30, 08:00 and 08:30 averaged: 8 in 90 minutes.
    expect(monday.arrivalsPerHour).toBeCloseTo(16 / 3);
    expect(body.needed).toBeGreaterThan(1);
    expect(body.difference).toBe(2 - body.needed);
    expect((await read('?date=2026-11-24')).body.present.total).toBe(4);
    expect((await read('?date=2026-11-22')).body.data.arrivals).toBe(112);
    expect((await read('?date=2026-12-31')).body).toMatchObject({ data: { arrivals: 128 }, present: { post: 2 } });
  });

  test('can be of some fields, and of more than the Post has now', async () => {
    await addMondays(2);
    await addMondays(12, { field: 'land' });
    const whole = (await read()).body.needed as number;
    const few = (await read('?fields=justice')).body;
    expect([few.fields, few.data.arrivals, few.needed < whole]).toEqual([['justice'], 32, true]);
    const { whatIf } = (await read('?fields=justice&added=land')).body;
    expect(whatIf).toEqual({
      ...{ fields: ['justice'], added: ['land'], before: few.needed, after: whole },
      difference: whole - few.needed,
    });
    expect((await read('?added=land')).body.whatIf).toMatchObject({ fields: [], before: 0 });
    const holds = { unit: WARD, field: 'justice', government: 0, post: 1, finish: 0, transfer_id: 't', stage: 's' };
    const since = { task: 'receive', from_at: '2026-01-01T00:00:00.000Z', final: 1, known_from: NOW };
    await api.db('responsibility').insert({ ...holds, ...since });
    expect((await read('?added=land')).body.whatIf).toEqual(whatIf);
    expect(told(await read('?added=justice'))).toEqual(['/query/added counted']);
    expect((await read('?fields=justice,x')).body.code).toBe('field-unknown');
    expect((await read('?added=land,,')).body.code).toBe('field-unknown');
  });

  test('of all units says the same as of each, in one query for what came', async () => {
    await addMondays(8);
    await addMondays(3, { unit: OTHER });
    await addMondays(5, { unit: '99@2020-01-01' });
    await addStaff('a');
    const seen: string[] = [];
    const note = ({ sql }: { sql: string }) => seen.push(sql);
    api.db.on('query', note);
    const { body } = await list();
    api.db.off('query', note);
    expect(seen.filter((sql) => sql.includes('dossiers'))).toHaveLength(1);
    expect(body.items.map(({ unit }: { unit: { id: string } }) => unit.id)).toEqual([WARD, OTHER]);
    const { needed, present, difference } = (await read()).body;
    expect(body.items[0]).toMatchObject({ level: 'commune', needed, present, difference });
    expect(body.items[1]).toMatchObject({ present: { total: 0 }, difference: -body.items[1].needed });
    expect((await list('?level=district')).body.items).toEqual([]);
    expect((await list('', { role: 'auditor', unit: '99' })).body.items).toHaveLength(3);
  });

  test.each([
    [{ role: 'post-clerk', unit: '87' }, 'not-your-role'],
    [{ role: 'head-of-unit', unit: '88' }, 'not-your-unit'],
    [{ role: 'head-of-unit', unit: '87' }, undefined],
    [{ role: 'leader', unit: '00' }, undefined],
    [{ role: 'auditor', unit: '99' }, undefined],
  ])('%j: %s', async (claims, code) => {
    expect((await read('', claims)).body.code).toBe(code);
    const brief = await list('', claims);
    expect(brief.body.code).toBe(code === 'not-your-role' ? code : undefined);
  });

  test('of a date before all records, or of no unit, is refused', async () => {
    expect((await read('?date=0000-01-01')).body.code).toBe('unit-closed');
    const exact = await (await api.as(OFFICER)).get(`/units/${WARD}/staffing?date=0000-01-01`);
    expect(checkAnswer('readStaffing', exact).body.code).toBe('date-past');
    expect((await list('?date=1999-12-31')).body.code).toBe('date-past');
    expect((await list('?date=9999-12-31')).status).toBe(200);
  });
});

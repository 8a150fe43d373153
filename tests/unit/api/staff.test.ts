import { NOW, type Claims } from './api-under-test';
import { checkAnswer } from './check-answer';
import {
  addCertificate,
  addStaff,
  bodyOf,
  OFFICER,
  OTHER,
  POST,
  registersUnderTest,
  told,
  WARD,
} from './registers-under-test';

jest.mock('./tiny-catalogue', () => jest.requireActual<object>('./staff-catalogue'));

const use = registersUnderTest();

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

describe('the list', () => {
  beforeEach(async () => {
    await addStaff(use.api.db, 'an');
    await addCertificate(use.api.db, 'an');
    await addCertificate(use.api.db, 'an', 'land');
    await addStaff(use.api.db, 'binh', {
      name: 'Bình',
      search_name: 'binh',
      staff_group: 'government',
      left_on: '2026-06-01',
    });
    await addStaff(use.api.db, 'far', { unit: OTHER });
  });
  const ids = ({ body }: { body: { items: { id: string }[] } }) => body.items.map(({ id }) => id);

  test('is of the own unit by default, with until when certificates count', async () => {
    const transfer = { programme_id: 'p1', unit: WARD, field: 'land', scope: 'both', effective_on: '2026-01-01' };
    const rest = { stage: 'begun', stage_since: NOW, closed: 0, illustrative: 0, seq: 1, hash: '0' };
    await use.api.db('programmes').insert({
      ...{ id: 'p1', number: '1', date: '2026-01-01', effective_on: '2026-01-01', title: '{}', reference: '' },
      ...{ begun_at: NOW, seq: 1, hash: '0' },
    });
    await use.api.db('transfers').insert({
      ...{ id: 't1', ...transfer, ...rest },
      state: JSON.stringify({ plan: { id: 'p', version: 1 } }),
    });
    const answer = checkAnswer('listStaff', await (await use.api.as()).get('/staff'));
    expect(ids(answer)).toEqual(['binh', 'an']);
    expect(answer.body.items[0]).toMatchObject({ leftOn: '2026-06-01', postedTo: '2027-01-01', certificates: [] });
    // Land has an open transfer with its own plan; for the rest the strictest plan holds.
    expect(answer.body.items[1].certificates).toMatchObject([
      { field: 'justice', validUntil: '2027-01-20' },
      { field: 'land', validUntil: '2028-01-20' },
    ]);
  });

  test('can be of one group, or of those certified for a field', async () => {
    const caller = await use.api.as();
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
    expect(checkAnswer('listStaff', await (await use.api.as(claims)).get('/staff?unit=87')).status).toBe(status);
  });

  test('of no unit is refused; of a closed one it is found by its id', async () => {
    const caller = await use.api.as();
    expect(checkAnswer('listStaff', await caller.get('/staff?unit=nowhere')).body.code).toBe('unit-unknown');
    expect((await caller.get('/staff?unit=82')).body.code).toBe('unit-closed');
    expect((await caller.get('/staff?unit=82@2020-01-01')).status).toBe(200);
  });
});

describe('recording', () => {
  const post = async (claims: Claims, ...entries: object[]) =>
    checkAnswer('recordStaff', await (await use.api.as(claims)).post('/staff', { entries }));

  test('by a post manager, with units as ids and names trimmed', async () => {
    const answer = await post(POST, entry({ name: ' Nguyễn  Văn An ' }));
    expect(answer.body).toMatchObject({ state: 'done', recorded: 1, units: [WARD] });
    expect(answer.body.links.self).toBe('/api/v1/staff?unit=87%402020-01-01');
    expect(use.asked).toMatchObject([{ kind: 'staff', subject: '' }]);
    expect(bodyOf(use.asked[0])).toMatchObject({ actor: { id: 'boss' }, entries: [entry({ unit: WARD })] });
  });

  test('of government staff by an officer and by the head of the unit', async () => {
    const staff = entry({ group: 'government' });
    expect((await post(OFFICER, staff)).status).toBe(200);
    expect((await post({ role: 'head-of-unit', unit: '87' }, staff)).status).toBe(200);
  });

  test('that is still under way says where to ask', async () => {
    use.api.engine.carryOut = async () => ({ state: 'pending', commandId: 'c1' });
    const answer = await post(POST, entry());
    expect([answer.status, answer.headers.get('location')]).toEqual([202, '/api/v1/commands/c1']);
  });

  test('without a key is refused', async () => {
    const headers = { 'content-type': 'application/json' };
    const { body } = await (await use.api.as(POST)).postRaw('/staff', JSON.stringify({ entries: [entry()] }), headers);
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
    expect(use.asked).toEqual([]);
  });

  test('tells every fault of every entry, and writes none of them', async () => {
    const answer = await post(POST, entry(), entry({ id: 'AN.post', unit: '99' }), entry({ id: 'c', unit: '0' }));
    expect([answer.status, told(answer)]).toEqual([
      422,
      ['/entries/1/id duplicate', '/entries/1/unit not-your-unit', '/entries/2/unit unit-unknown'],
    ]);
    expect(use.asked).toEqual([]);
  });

  test('does not take over an account of others', async () => {
    await addStaff(use.api.db, 'an.post', { staff_group: 'government' });
    expect(told(await post(POST, entry()))).toEqual(['/entries/0/id taken']);
    await use.api.db('staff').update({ staff_group: 'post', unit: '99@2020-01-01' });
    expect(told(await post(POST, entry()))).toEqual(['/entries/0/id taken']);
    await use.api.db('staff').update({ unit: OTHER });
    expect((await post(POST, entry())).status).toBe(200);
  });
});

describe('equipment', () => {
  const path = '/units/87/equipment';
  const record = async (claims: Claims, items: object[], at = path) =>
    checkAnswer('recordEquipment', await (await use.api.as(claims)).post(at, { items }));

  test('is shown with what the plans ask for', async () => {
    await use.api.db('equipment').insert({ unit: WARD, item: 'printer', count: 1, recorded_at: NOW });
    const answer = checkAnswer('readEquipment', await (await use.api.as()).get(path));
    expect(answer.body.items).toEqual([
      { item: 'computer', title: { vi: 'Máy tính', en: 'Computer' }, count: 0, recordedAt: null },
      { item: 'printer', title: { vi: 'printer', en: 'printer' }, count: 1, recordedAt: NOW },
    ]);
    const other = await (await use.api.as({ unit: '88' })).get(path);
    expect(checkAnswer('readEquipment', other).body.code).toBe('not-your-unit');
  });

  test.each([POST, OFFICER, { role: 'head-of-unit', unit: '87' }])('is recorded by %j', async (claims) => {
    const items = [{ item: 'computer', count: 2 }];
    expect((await record(claims, items)).body).toMatchObject({ state: 'done', equipment: { unit: { id: WARD } } });
    expect(use.asked).toMatchObject([{ kind: 'equipment', subject: WARD, body: { unit: WARD, items } }]);
  });

  test('is refused to others, elsewhere, twice, and in wrong numbers', async () => {
    const items = [{ item: 'computer', count: 2 }];
    expect((await record({ unit: '87' }, items)).body.code).toBe('not-your-role');
    expect((await record(POST, items, '/units/99/equipment')).body.code).toBe('not-your-unit');
    expect((await record(POST, items, '/units/1/equipment')).body.code).toBe('unit-unknown');
    expect(told(await record(POST, [...items, ...items]))).toEqual(['/items/1/item duplicate']);
    expect((await record(POST, [{ item: 'computer', count: -1 }])).status).toBe(400);
    expect((await record(POST, [])).status).toBe(400);
    expect(use.asked).toEqual([]);
  });
});

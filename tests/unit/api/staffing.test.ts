import { randomUUID } from 'node:crypto';
import { NOW, type Claims } from './api-under-test';
import { checkAnswer } from './check-answer';
import { addStaff, OFFICER, OTHER, registersUnderTest, told, WARD } from './registers-under-test';

jest.mock('./tiny-catalogue', () => jest.requireActual<object>('./staff-catalogue'));

const use = registersUnderTest();

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
    await use.api.db.batchInsert('dossiers', rows, 20);
  };
  const read = async (query = '', claims: Claims = OFFICER) =>
    checkAnswer('readStaffing', await (await use.api.as(claims)).get(`/units/87/staffing${query}`));
  const list = async (query = '', claims: Claims = OFFICER) =>
    checkAnswer('listStaffing', await (await use.api.as(claims)).get(`/staffing${query}`));

  test('of a quiet unit is nobody', async () => {
    const { body } = await read();
    expect(body).toMatchObject({ needed: 0, difference: 0, fields: null, whatIf: null, data: { arrivals: 0 } });
    expect(body.rule).toMatchObject({ code: 'standard', weeks: 8 });
    expect(body.data).toMatchObject({ from: '2026-10-01', to: '2026-11-25' });
  });

  test('sets the need against who is there on the date', async () => {
    await addMondays(8);
    await addStaff(use.api.db, 'a');
    await addStaff(use.api.db, 'b', { staff_group: 'government' });
    await addStaff(use.api.db, 'reserve', { kind: 'reserve' });
    await addStaff(use.api.db, 'gone', { left_on: '2026-11-25' });
    await addStaff(use.api.db, 'later', { posted_from: '2026-11-26' });
    await addStaff(use.api.db, 'over', { posted_to: '2026-11-25' });
    await addStaff(use.api.db, 'far', { unit: OTHER });
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
    await use.api.db('responsibility').insert({ ...holds, ...since });
    expect((await read('?added=land')).body.whatIf).toEqual(whatIf);
    expect(told(await read('?added=justice'))).toEqual(['/query/added counted']);
    expect((await read('?fields=justice,x')).body.code).toBe('field-unknown');
    expect((await read('?added=land,,')).body.code).toBe('field-unknown');
  });

  test('of all units says the same as of each, in one query for what came', async () => {
    await addMondays(8);
    await addMondays(3, { unit: OTHER });
    await addMondays(5, { unit: '99@2020-01-01' });
    await addStaff(use.api.db, 'a');
    const seen: string[] = [];
    const note = ({ sql }: { sql: string }) => seen.push(sql);
    use.api.db.on('query', note);
    const { body } = await list();
    use.api.db.off('query', note);
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
    const exact = await (await use.api.as(OFFICER)).get(`/units/${WARD}/staffing?date=0000-01-01`);
    expect(checkAnswer('readStaffing', exact).body.code).toBe('date-past');
    expect((await list('?date=1999-12-31')).body.code).toBe('date-past');
    expect((await list('?date=9999-12-31')).status).toBe(200);
  });
});

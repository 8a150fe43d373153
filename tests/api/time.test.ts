import { published, publish } from '../../config/published';
import type { CalendarData } from '../../domain/calendar';
import { inParallel } from '../../scripts/demo/pool';
import { crew, DEPARTMENTS, flat, LABOUR_RULES, walk, WHOLE_WAY, type Crew, type Step } from '../support/samples';
import { Stack } from '../support/stack';

// A Wednesday morning in Viet Nam; the labour rules take seven working days, until Friday 4 December.
const CLOCK = '2026-11-25T02:00:00.000Z';
const DUE = '2026-12-04T10:00:00.000Z';
const TO_APPRAISAL = WHOLE_WAY.slice(0, 3);
const SUPPLEMENT: Step = {
  who: 'specialist',
  action: 'request-supplement',
  content: { reason: 'Thiếu dấu xác nhận của cơ quan', papers: [{ name: 'Nội quy' }] },
};

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('time on %s', (engine, databaseUrl) => {
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
  beforeEach(() => stack.clock.moveTo(CLOCK));

  const receive = async () => flat(await labour.clerk.post('/dossiers', LABOUR_RULES)).body;

  test('a dossier says why its appointment is that day, and where its time went', async () => {
    const received = await receive();
    await walk(labour, received, TO_APPRAISAL);
    const time = await labour.head.get(`/dossiers/${received.code}/time`);
    expect(time.status).toBe(200);
    expect(time.body).toMatchObject({
      verdict: 'under-way',
      firstDueAt: DUE,
      dueAt: DUE,
      finishedAt: null,
      reckoning: { limit: { amount: 7, unit: 'working-day' }, firstDay: '2026-11-26', dueAt: DUE },
      moved: [],
    });
    expect(time.body.reckoning.skipped.map((day: { date: string }) => day.date)).toEqual(['2026-11-28', '2026-11-29']);
    expect(time.body.stages.map((each: { stage: { name: string } }) => each.stage.name)).toEqual([
      'accepted',
      'forwarded',
      'with-agency',
      'assigned',
    ]);
  });

  test('a wrong appointment is put right by the head, once for a key, and stays on the record', async () => {
    const received = await receive();
    const { body: moved } = await walk(labour, received, TO_APPRAISAL);
    const order = { expectedSeq: moved.seq, dueOn: '2026-12-07', reason: 'Tính nhầm ngày nghỉ' };
    const path = `/dossiers/${received.code}/correction`;
    const first = flat(await labour.head.post(path, order, 'correct-1'));
    expect(first.body).toMatchObject({ seq: moved.seq + 1, dueAt: '2026-12-07T10:00:00.000Z', stage: 'assigned' });
    const again = flat(await labour.head.post(path, order, 'correct-1'));
    expect(again.body.seq).toBe(first.body.seq);

    const { body } = await labour.head.get(`/dossiers/${received.code}/time`);
    expect(body).toMatchObject({ firstDueAt: DUE, dueAt: '2026-12-07T10:00:00.000Z' });
    expect(body.moved).toEqual([expect.objectContaining({ kind: 'corrected', reason: 'Tính nhầm ngày nghỉ' })]);
    const told = await stack.db('outbox').where({ subject: received.dossierId, kind: 'corrected' });
    expect(told).toHaveLength(1);

    // The workflow has learnt of it: the next step follows without a hitch.
    const next = await walk(labour, { code: received.code, seq: first.body.seq }, WHOLE_WAY.slice(3));
    expect(next.body).toMatchObject({ stage: 'returned', closed: true });
  });

  test.each([
    ['not the head', 'clerk', { dueOn: '2026-12-07' }, 403, 'not-your-role', undefined],
    ['the day it is already', 'head', { dueOn: '2026-12-04' }, 422, 'date-unchanged', '/dueOn'],
    ['a day before the receipt', 'head', { dueOn: '2026-11-20' }, 422, 'date-before-receipt', '/dueOn'],
    ['a year that the calendar does not know', 'head', { dueOn: '2031-01-06' }, 422, 'calendar-unknown', undefined],
    ['no such day', 'head', { dueOn: '2026-02-30' }, 400, 'invalid-request', '/dueOn'],
    ['no reason', 'head', { dueOn: '2026-12-07', reason: '' }, 400, 'invalid-request', '/reason'],
  ] as const)('a correction to %s is refused and leaves no trace', async (_, who, change, status, code, pointer) => {
    const received = await receive();
    const { body: moved } = await walk(labour, received, TO_APPRAISAL);
    const before = await stack.db('events').where({ dossier_id: received.dossierId });
    const order = { expectedSeq: moved.seq, reason: 'Tính nhầm', ...change };
    const refused = await labour[who].post(`/dossiers/${received.code}/correction`, order);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect(refused.body.titles.vi).toBeTruthy();
    if (pointer) expect(refused.body.errors[0].pointer).toBe(pointer);
    expect(await stack.db('events').where({ dossier_id: received.dossierId })).toHaveLength(before.length);
  });

  test('the calendar of a unit is told day by day', async () => {
    const { body } = await labour.clerk.get('/units/82/calendar?from=2026-08-29&to=2026-09-03');
    expect(body.days.map((day: { date: string; hours: unknown[] }) => [day.date, day.hours.length])).toEqual([
      ['2026-08-29', 0],
      ['2026-08-30', 0],
      ['2026-08-31', 0],
      ['2026-09-01', 0],
      ['2026-09-02', 0],
      ['2026-09-03', 2],
    ]);
    expect(body.days[4]).toMatchObject({ reason: { vi: expect.stringContaining('Quốc khánh') } });
    const unknown = await labour.clerk.get('/units/82/calendar?from=2100-01-04');
    expect([unknown.status, unknown.body.code, unknown.body.params]).toEqual([422, 'calendar-unknown', { year: 2100 }]);
    const long = await labour.clerk.get('/units/82/calendar?from=2020-01-01&to=2026-01-01');
    expect([long.status, long.body.code]).toEqual([422, 'span-too-long']);
  });

  test('how appointments were kept is counted against the first and the last', async () => {
    const leader = await stack.as('leader', '82');
    const figures = async () => {
      const { body } = await leader.get('/punctuality?from=2026-11-25&to=2026-12-31&by=field');
      const [item] = body.items.filter((each: { key: string }) => each.key === 'lao-dong-thuong-binh-xa-hoi');
      return item ?? { finished: 0, onTime: 0, late: 0, lateAgainstFirst: 0 };
    };
    const before = await figures();
    const [inTime, corrected, late] = [await receive(), await receive(), await receive()];
    await walk(labour, inTime, WHOLE_WAY);
    const { body: at } = await walk(labour, corrected, TO_APPRAISAL);
    const order = { expectedSeq: at.seq, dueOn: '2026-12-10', reason: 'Tính nhầm' };
    const { body: moved } = flat(await labour.head.post(`/dossiers/${corrected.code}/correction`, order));
    await walk(labour, late, TO_APPRAISAL);
    stack.clock.moveTo('2026-12-08T02:00:00.000Z');
    labour = await crew(stack, DEPARTMENTS.labour);
    await walk(labour, { code: corrected.code, seq: moved.seq }, WHOLE_WAY.slice(3));
    await walk(labour, { code: late.code, seq: at.seq }, WHOLE_WAY.slice(3));
    const after = await (async () => {
      const again = await stack.as('leader', '82');
      const { body } = await again.get('/punctuality?from=2026-11-25&to=2026-12-31&by=field');
      return body.items.find((each: { key: string }) => each.key === 'lao-dong-thuong-binh-xa-hoi');
    })();
    expect({
      finished: after.finished - before.finished,
      onTime: after.onTime - before.onTime,
      late: after.late - before.late,
      lateAgainstFirst: after.lateAgainstFirst - before.lateAgainstFirst,
    }).toEqual({ finished: 3, onTime: 2, late: 1, lateAgainstFirst: 2 });
    stack.clock.moveTo(CLOCK);
    labour = await crew(stack, DEPARTMENTS.labour);
  });
});

describe('a decision on days off while 500 dossiers are open', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await Stack.start({ clock: CLOCK });
  });
  afterAll(() => stack?.stop());

  test('is shown first, then applied once to each, on the record, and told', async () => {
    const people = await crew(stack, DEPARTMENTS.labour);
    const opened = 500;
    const dossiers: { code: string; dossierId: string }[] = [];
    await inParallel(16, Array.from({ length: opened }), async () => {
      const { status, body } = flat(await people.clerk.post('/dossiers', LABOUR_RULES));
      expect(status).toBe(201);
      dossiers.push(body);
    });
    // Some wait for a supplement, so that their period stands still: it is reckoned when it begins anew.
    const waiting = dossiers.splice(0, 5);
    await inParallel(5, waiting, async (dossier) => {
      const { body } = await walk(people, { ...dossier, seq: 1 }, [...TO_APPRAISAL, SUPPLEMENT]);
      expect([body.stage, body.dueAt]).toEqual(['supplement-requested', null]);
    });
    const running = opened - waiting.length;
    // One whose workflow the engine has lost is moved too.
    const [lost] = dossiers.slice(-1);
    await stack.client.workflow.getHandle(`dossier-${lost?.dossierId}`).terminate();

    // Thursday and Friday next week are off after all, and the Saturday after is worked.
    const data = await published(stack.db);
    const calendars = data.calendars.map((calendar): CalendarData => {
      const decision = 'QĐ thử';
      const off = ['2026-12-03', '2026-12-04'].map((date) => ({ date, name: { vi: 'Nghỉ', en: 'Off' }, decision }));
      return {
        ...calendar,
        daysOff: [...calendar.daysOff, ...off],
        daysWorked: [...calendar.daysWorked, { date: '2026-12-05', name: { vi: 'Làm bù', en: 'Worked' }, decision }],
      };
    });
    await publish(stack.db, { ...data, calendars }, stack.clock.now());
    await stack.restart();

    const officer = await stack.as('authority-officer', '82');
    const seen = new Map<string, { before: { dueAt: string }; after: { dueAt: string } }>();
    let cursor = '';
    do {
      const { status, body } = await officer.get(`/recounts/preview?limit=100${cursor}`);
      expect(status).toBe(200);
      for (const item of body.items) seen.set(item.code, item);
      cursor = body.next ? `&cursor=${body.next}` : '';
    } while (cursor);
    expect(seen.size).toBe(running);
    for (const { before, after } of seen.values()) {
      expect([before.dueAt, after.dueAt]).toEqual([DUE, '2026-12-07T10:00:00.000Z']);
    }
    // Looking moves nothing.
    expect(await stack.db('dossiers').where({ due_at: DUE })).toHaveLength(running);

    const clerk = await stack.as('government-clerk', '82');
    expect((await clerk.post('/recounts', { decision: 'QĐ thử', reason: 'Hoán đổi' })).status).toBe(403);
    const order = { decision: 'QĐ thử', reason: 'Hoán đổi ngày làm việc' };
    const sent = await officer.post('/recounts', order, 'recount-1');
    expect([201, 202]).toContain(sent.status);
    const { commandId } = sent.body;
    const done = async () => (await officer.get(`/recounts/${commandId}`)).body.moved as number;
    for (const until = Date.now() + 60_000; (await done()) < running && Date.now() < until;)
      await new Promise((next) => setTimeout(next, 200));
    expect(await done()).toBe(running);

    // Once more, and under another key: nobody moves twice.
    await officer.post('/recounts', order, 'recount-1');
    await officer.post('/recounts', order, 'recount-2');
    const events = await stack.db('events').where({ action: 'recounted' });
    expect(events).toHaveLength(running);
    expect(new Set(events.map((row) => row.dossier_id)).size).toBe(running);
    expect(await stack.db('outbox').where({ kind: 'recounted' })).toHaveLength(running);
    expect((await officer.get('/recounts/preview')).body.items).toEqual([]);

    // The workflows know: a step goes on from the new number.
    const again = await crew(stack, DEPARTMENTS.labour);
    for (const { code } of waiting) {
      const { body } = await walk(again, { code, seq: 5 }, [{ who: 'clerk', action: 'take-supplement' }]);
      // Seven working days from the Wednesday, of which two are off and a Saturday is worked.
      expect(body.dueAt).toBe('2026-12-07T10:00:00.000Z');
    }
    for (const dossier of [dossiers[0], lost]) {
      const path = `/dossiers/${dossier?.code}/actions/forward`;
      const { status, body } = flat(await again.clerk.post(path, { expectedSeq: 2, content: {} }));
      expect([status, body.seq, body.dueAt]).toEqual([200, 3, '2026-12-07T10:00:00.000Z']);
    }
  });
});

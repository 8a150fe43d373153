import fc from 'fast-check';
import { calendarOf } from '../../../domain/calendar';
import type { Actor } from '../../../domain/actor';
import type { StagePlan } from '../../../domain/plan';
import { Refusal } from '../../../domain/problem';
import type { Evidence } from '../../../domain/readiness';
import type { StaffMember } from '../../../domain/staff';
import { localDate, startOfDay, toInstant, toMillis, type Instant } from '../../../domain/time';
import { evolveTransfer, groupsOf, type TransferEvent, type TransferState } from '../../../domain/transfer';
import { decideTransfer, type TransferWish } from '../../../domain/transfer-command';
import { happening, reviewTransfer } from '../../../domain/transfer-review';

const UNIT = '87@2018-08-01';
const FIELD = 'tai-chinh';
const title = { vi: 'x', en: 'x' };
const staff = { kind: 'staff', group: 'post', of: 'official', least: 1, certifiedMonths: 24 } as const;

const PLAN: StagePlan = {
  id: 'p',
  version: 1,
  title,
  graceDays: 5,
  openDossiers: 'hand-over',
  stages: [
    { name: 'planned', title, groups: ['government'], criteria: [] },
    { name: 'preparing', title, groups: ['government'], criteria: [], daysBefore: 60 },
    {
      name: 'trial',
      title,
      groups: ['government', 'post'],
      criteria: [{ name: 'staff', title, ...staff }],
      daysBefore: 14,
    },
    {
      name: 'in-force',
      title,
      groups: ['post'],
      daysBefore: 0,
      criteria: [
        { name: 'staff', title, ...staff },
        { name: 'trial-result', title, kind: 'trial', dossiers: 2, errorRate: 0.1 },
        { name: 'authority', title, kind: 'confirmed', by: 'authority' },
        { name: 'post', title, kind: 'confirmed', by: 'post', validDays: 90 },
      ],
    },
  ],
  handBack: [{ name: 'take-back', title, kind: 'confirmed', by: 'authority' }],
};

const CALENDAR = calendarOf({
  code: 'c',
  years: { from: 2018, to: 2027 },
  hours: Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [['07:00', '17:00']]])) as Record<
    string,
    [string, string][]
  >,
  daysOff: [],
  daysWorked: [],
  sources: [],
});

const member = (more: Partial<StaffMember> = {}): StaffMember => ({
  id: 'sen',
  name: 'Trần Thị Sen',
  group: 'post',
  unit: UNIT,
  kind: 'official',
  postedFrom: '2020-01-01',
  postedTo: '2021-12-01',
  recordedAt: '2020-01-02T00:00:00.000Z',
  certificates: [{ field: FIELD, unit: UNIT, passedOn: '2020-06-01', recordedAt: '2020-06-02T00:00:00.000Z' }],
  ...more,
});
const officer = (role: 'authority-officer' | 'post-manager', id: string = role): Actor => ({
  id,
  role,
  unit: UNIT,
  actsFor: [UNIT],
});

/** A transfer with the world around it, played step by step. */
class Play {
  state: TransferState;
  events: TransferEvent[] = [];
  staff: StaffMember[] = [];
  trial = { received: 0, wrong: 0, lastAt: undefined as Instant | undefined };

  constructor(
    public now: Instant,
    effectiveOn: string,
  ) {
    const opening = {
      id: 't',
      programme: 'g',
      decision: '1469',
      unit: UNIT,
      field: FIELD,
      scope: 'both' as const,
      plan: { id: 'p', version: 1 },
      effectiveOn,
    };
    const event = happening(undefined, { kind: 'begun', opening, stage: 'planned' }, now, now);
    this.events.push(event);
    this.state = evolveTransfer(undefined, event);
    this.review();
  }

  get evidence(): Evidence {
    const { lastAt, ...counts } = this.trial;
    return {
      staff: this.staff,
      equipment: [],
      confirmations: this.state.confirmations,
      needed: 0,
      trial: { ...counts, ...(lastAt && { lastAt }) },
    };
  }

  /** Everything that happens by itself; the moment of the next look. */
  review(): Instant | undefined {
    for (;;) {
      const circumstances = { plan: PLAN, calendar: CALENDAR, evidence: this.evidence, now: this.now };
      const { event, nextAt } = reviewTransfer(this.state, circumstances);
      if (!event) return nextAt;
      this.apply(event);
    }
  }

  apply(event: TransferEvent) {
    this.events.push(event);
    this.state = evolveTransfer(this.state, event);
  }

  wish(actor: Actor, wish: TransferWish) {
    this.apply(decideTransfer(PLAN, this.state, wish, actor, this.now, 'c'));
    this.review();
  }

  at(now: Instant) {
    this.now = now;
    return this.review();
  }

  ready() {
    this.staff = [member()];
    this.review();
    this.trial = { received: 20, wrong: 0, lastAt: this.now };
    this.wish(officer('authority-officer'), { action: 'confirm', criterion: 'authority', note: 'đạt' });
    this.wish(officer('post-manager'), { action: 'confirm', criterion: 'post', note: 'đạt' });
  }
}

const on = (date: string, hours = 3) => toInstant(toMillis(startOfDay(date)) + hours * 3_600_000);
const kinds = (play: Play) => play.events.map(({ kind }) => kind);

test('ready early, it waits for the date and opens at its first moment', () => {
  const play = new Play(on('2020-09-22'), '2020-10-05');
  play.ready();
  expect(play.state.stage).toBe('trial');
  expect(play.review()).toBe(startOfDay('2020-10-05'));
  play.at(toInstant(toMillis(startOfDay('2020-10-05')) - 1));
  expect(play.state.stage).toBe('trial');
  // The engine wakes a little late; the gate opened when it was due.
  play.at(toInstant(toMillis(startOfDay('2020-10-05')) + 70));
  expect(play.state.stage).toBe('in-force');
  expect(play.state.gates.at(-1)).toEqual({
    stage: 'in-force',
    readyAt: on('2020-09-22'),
    dateAt: startOfDay('2020-10-05'),
    openedAt: startOfDay('2020-10-05'),
  });
});

test('not ready on the date, it opens when the last criterion holds, and the record has both moments', () => {
  const play = new Play(on('2020-09-22'), '2020-10-05');
  play.staff = [member()];
  play.at(on('2020-10-05'));
  play.trial = { received: 20, wrong: 0, lastAt: on('2020-10-01') };
  play.wish(officer('post-manager'), { action: 'confirm', criterion: 'post', note: 'đạt' });
  play.at(on('2020-10-09'));
  expect(play.state.stage).toBe('trial');
  play.wish(officer('authority-officer'), { action: 'confirm', criterion: 'authority', note: 'đạt' });
  const gate = play.state.gates.at(-1);
  expect(gate).toMatchObject({
    readyAt: on('2020-10-09'),
    dateAt: startOfDay('2020-10-05'),
    openedAt: on('2020-10-09'),
  });
});

test('a trial with too many wrong intakes, or too few dossiers, keeps the gate shut', () => {
  for (const trial of [
    { received: 1, wrong: 0 },
    { received: 20, wrong: 3 },
  ]) {
    const play = new Play(on('2020-09-22'), '2020-10-05');
    play.ready();
    play.trial = { ...trial, lastAt: on('2020-09-30') };
    play.at(on('2020-10-06'));
    expect(play.state.stage).toBe('trial');
  }
});

test('staff who are not certified for this very field at this very unit do not count', () => {
  for (const certificate of [
    { field: 'ngoai-vu', unit: UNIT },
    { field: FIELD, unit: '866@2018-08-01' },
  ]) {
    const play = new Play(on('2020-09-22'), '2020-10-05');
    const other = { ...certificate, passedOn: '2020-06-01', recordedAt: on('2020-06-02') };
    play.staff = [member({ certificates: [other] })];
    play.review();
    expect(play.state.stage).toBe('preparing');
  }
});

test('what stops holding in force is flagged, suspended after its grace time, and restored with readiness', () => {
  const play = new Play(on('2020-09-22'), '2020-10-05');
  play.ready();
  play.at(on('2020-10-05'));
  play.staff = [member({ leftOn: '2020-11-02' })];
  // Time alone does it: the next look is when she goes.
  expect(play.review()).toBe(startOfDay('2020-11-02'));
  play.at(startOfDay('2020-11-02'));
  expect(play.state.flagged).toMatchObject({ missing: ['staff'], graceUntil: on('2020-11-09', 17) });
  expect(groupsOf(PLAN, play.state)).toEqual(['post']);
  expect(play.review()).toBe(on('2020-11-09', 17));
  play.at(on('2020-11-09', 17));
  expect([play.state.stage, groupsOf(PLAN, play.state)]).toEqual(['suspended', ['government']]);
  play.staff = [...play.staff, member({ id: 'man', name: 'Lê Văn Mận' })];
  play.at(on('2020-11-20'));
  expect([play.state.stage, groupsOf(PLAN, play.state)]).toEqual(['in-force', ['post']]);
  expect(kinds(play).slice(-3)).toEqual(['flagged', 'suspended', 'restored']);
});

test('a certificate that expires is seen coming', () => {
  const play = new Play(on('2020-09-22'), '2020-10-05');
  play.ready();
  play.staff = [member({ postedTo: '2030-01-01' })];
  expect(play.at(on('2020-10-05'))).toBe(startOfDay('2022-06-01'));
});

test('going back waits for its date and for the word of those who take over', () => {
  const play = new Play(on('2020-09-22'), '2020-10-05');
  play.ready();
  play.at(on('2020-10-05'));
  const boss = officer('authority-officer');
  expect(() => play.wish(boss, { action: 'withdraw', reason: 'thôi' })).toThrow(Refusal);
  play.wish(boss, { action: 'plan-hand-back', on: '2025-11-24', reason: 'CV 1888/UBND-KSTT' });
  play.staff = [
    member({
      postedTo: '2030-01-01',
      certificates: [{ field: FIELD, unit: UNIT, passedOn: '2025-01-01', recordedAt: on('2025-01-02') }],
    }),
  ];
  play.at(on('2025-11-25'));
  expect(play.state.stage).toBe('in-force');
  play.wish(boss, { action: 'confirm', criterion: 'take-back', note: 'đã sẵn sàng' });
  expect([play.state.stage, play.state.closed, groupsOf(PLAN, play.state)]).toEqual([
    'handed-back',
    true,
    ['government'],
  ]);
  expect(() => play.wish(boss, { action: 'resume', reason: 'x' })).toThrow(Refusal);
});

describe('confirmations', () => {
  const play = () => new Play(on('2020-09-22'), '2020-10-05');
  const refused = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
    return 'accepted';
  };
  const confirm = (criterion: string): TransferWish => ({ action: 'confirm', criterion, note: 'đạt' });

  test('only the party whose word it is, and only once', () => {
    const game = play();
    expect(refused(() => game.wish(officer('post-manager'), confirm('authority')))).toBe('not-your-role');
    expect(refused(() => game.wish(officer('authority-officer'), confirm('nothing')))).toBe('criterion-unknown');
    expect(refused(() => game.wish(officer('authority-officer'), confirm('authority')))).toBe('accepted');
    expect(refused(() => game.wish(officer('authority-officer', 'b'), confirm('authority')))).toBe('already-confirmed');
  });
  test('never one person for both sides', () => {
    const game = play();
    game.wish(officer('authority-officer', 'an'), confirm('authority'));
    expect(refused(() => game.wish(officer('post-manager', 'an'), confirm('post')))).toBe('same-person');
  });
  test('what was confirmed can be taken back, and counts no more', () => {
    const game = play();
    game.ready();
    game.wish(officer('authority-officer'), { action: 'unconfirm', criterion: 'authority', reason: 'nhầm' });
    game.at(on('2020-10-06'));
    expect(game.state.stage).toBe('trial');
  });
  test('one that has run out keeps the gate shut', () => {
    const game = new Play(on('2020-06-01'), '2020-10-05');
    game.staff = [member()];
    game.wish(officer('post-manager'), confirm('post'));
    game.at(on('2020-09-25'));
    game.trial = { received: 20, wrong: 0, lastAt: on('2020-09-25') };
    game.wish(officer('authority-officer'), confirm('authority'));
    game.at(on('2020-10-06'));
    expect(game.state.stage).toBe('trial');
    game.wish(officer('post-manager'), confirm('post'));
    expect(game.state.stage).toBe('in-force');
  });
  test('dates in the past are refused', () => {
    const game = play();
    const move: TransferWish = { action: 'move-date', effectiveOn: '2020-09-21', reason: 'x' };
    expect(refused(() => game.wish(officer('authority-officer'), move))).toBe('date-past');
  });
});

test('whatever happens, somebody may do the work at every instant, and the numbers never jump', () => {
  const day = fc.integer({ min: 0, max: 60 });
  const deed = fc.oneof(
    fc.record({ do: fc.constant('wait' as const), days: day }),
    fc.record({ do: fc.constant('hire' as const), days: day }),
    fc.constant({ do: 'leave' as const }),
    fc.constant({ do: 'trial' as const }),
    fc.record({
      do: fc.constant('wish' as const),
      wish: fc.constantFrom<TransferWish>(
        { action: 'confirm', criterion: 'authority', note: 'x' },
        { action: 'confirm', criterion: 'post', note: 'x' },
        { action: 'confirm', criterion: 'take-back', note: 'x' },
        { action: 'unconfirm', criterion: 'authority', reason: 'x' },
        { action: 'suspend', reason: 'x' },
        { action: 'resume', reason: 'x' },
        { action: 'withdraw', reason: 'x' },
        { action: 'plan-hand-back', on: '2021-03-01', reason: 'x' },
        { action: 'cancel-hand-back', reason: 'x' },
        { action: 'move-date', effectiveOn: '2021-01-04', reason: 'x' },
      ),
    }),
  );
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 25 }), (deeds) => {
      const play = new Play(on('2020-09-22'), '2020-10-05');
      for (const step of deeds) {
        if (step.do === 'wait') play.at(toInstant(toMillis(play.now) + step.days * 86_400_000));
        if (step.do === 'hire') play.staff = [...play.staff, member({ id: `s${play.staff.length}` })];
        if (step.do === 'leave') play.staff = play.staff.map((one) => ({ ...one, leftOn: localDate(play.now) }));
        if (step.do === 'trial') play.trial = { received: 20, wrong: 0, lastAt: play.now };
        if (step.do === 'wish') {
          const role =
            step.wish.action === 'confirm' && step.wish.criterion === 'post' ? 'post-manager' : 'authority-officer';
          const before = play.state;
          try {
            play.wish(officer(role), step.wish);
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
            expect(play.state).toBe(before);
          }
        }
        play.review();
        expect(groupsOf(PLAN, play.state).length).toBeGreaterThan(0);
      }
      let state: TransferState | undefined;
      play.events.forEach((event, i) => {
        expect(event.seq).toBe(i + 1);
        state = evolveTransfer(state, event);
        expect(groupsOf(PLAN, state).length).toBeGreaterThan(0);
        if (state.stage === 'in-force' && event.kind === 'opened') {
          expect(event.gate.openedAt >= event.gate.dateAt && event.gate.openedAt >= event.gate.readyAt).toBe(true);
        }
      });
      expect(state).toEqual(play.state);
    }),
    { numRuns: 300 },
  );
});

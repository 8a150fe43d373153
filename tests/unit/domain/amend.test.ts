import { join } from 'node:path';
import { loadConfig } from '../../../config/load';
import type { Actor } from '../../../domain/actor';
import { correctAppointment, recountDossier } from '../../../domain/amend';
import { calendarOf, type Calendar } from '../../../domain/calendar';
import { Catalogue } from '../../../domain/catalogue';
import {
  checkAction,
  checkOpening,
  evolve,
  takeStep,
  type DossierEvent,
  type DossierState,
} from '../../../domain/dossier';
import type { Role } from '../../../domain/process';
import { punctualityOf } from '../../../domain/punctuality';
import { localInstant } from '../../../domain/time';

const data = loadConfig(join(__dirname, '../../../config/dong-thap'));
const catalogue = new Catalogue(data);
const rules = catalogue.rules('2026');
const [national] = data.calendars;
if (!rules || !national) throw new Error('no rules');
const units = { receiving: '82@2025-07-01', deciding: 'so-noi-vu@2025-03-01' };
const standard = catalogue.lifecycle({ id: 'standard', version: 1 }, rules);
const FIVE_DAYS = { amount: 5, unit: 'working-day' as const };
/** The common process, with a limit for appraisal. */
const lifecycle = {
  ...standard,
  stages: standard.stages.map((stage) => (stage.name === 'assigned' ? { ...stage, limit: FIVE_DAYS } : stage)),
};
/** Seven working days. */
const limit = { amount: 7, unit: 'working-day' as const };
const actor = (role: Role, id: string = role): Actor => ({
  id,
  role,
  unit: units.deciding,
  actsFor: Object.values(units),
});
const at = (date: string, time = '09:00') =>
  localInstant(date, Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)));
const off = (...dates: string[]): Calendar =>
  calendarOf({
    ...national,
    daysOff: [...national.daysOff, ...dates.map((date) => ({ date, name: { vi: 'Nghỉ', en: 'Off' }, decision: 'QĐ' }))],
  });

type Step = [name: string, role: Role, when: string, extendTo?: string];

class Play {
  state: DossierState | undefined;
  events: DossierEvent[] = [];

  constructor(steps: Step[]) {
    for (const step of steps) this.step(step);
  }

  get now(): DossierState {
    if (!this.state) throw new Error('nothing happened');
    return this.state;
  }

  step([name, role, when, extendTo]: Step): void {
    const by = actor(role, `${role}-${this.events.length}`);
    const action = this.state
      ? checkAction(lifecycle, this.state, name, by, when)
      : checkOpening(lifecycle, name, by, units);
    const receipt = action.receives ? { code: 'H20-260302-0001', receivedAt: when, rules: '2026', limit } : undefined;
    const opening = {
      id: 'd',
      procedure: { code: '2.001955', version: 1 },
      process: { id: 'standard', version: 1 },
      field: 'lao-dong-thuong-binh-xa-hoi',
      channel: 'direct' as const,
      units,
      rules: '2026',
    };
    const command = { id: `c${this.events.length}`, action: name, expectedSeq: this.state?.seq ?? 0, actor: by };
    this.take(
      takeStep(lifecycle, this.state, command, action, {
        at: when,
        calendarAt: () => catalogue.calendar,
        limit,
        ...(this.state ? {} : { opening }),
        receipt,
        extendTo,
      }),
    );
  }

  take(event: DossierEvent): void {
    this.state = evolve(this.state, event);
    this.events.push(event);
  }

  recount(calendar: Calendar, when: string): DossierEvent | undefined {
    const reckoning = { lifecycle, calendarAt: () => calendar, at: when };
    const event = recountDossier(this.now, this.events, reckoning, {
      actor: actor('authority-officer'),
      commandId: 'r/d',
    });
    if (event) this.take(event);
    return event;
  }

  punctuality(when: string) {
    return punctualityOf(this.now, this.events, { lifecycle, calendar: catalogue.calendar, now: when });
  }
}

// Monday 2026-03-02: seven working days end on Wednesday the 11th.
const RECEIVED: Step[] = [['receive', 'government-clerk', at('2026-03-02')]];
const ASSIGNED: Step[] = [
  ...RECEIVED,
  ['forward', 'government-clerk', at('2026-03-02', '10:00')],
  ['confirm-forwarded', 'specialist', at('2026-03-02', '14:00')],
  ['assign', 'head-of-unit', at('2026-03-02', '15:00')],
];

describe('a decision on days off while a dossier is open', () => {
  test('moves the appointment by the days that are off now', () => {
    const play = new Play(ASSIGNED);
    expect(play.now.clock.dueAt).toBe(at('2026-03-11', '17:00'));
    const event = play.recount(off('2026-03-09', '2026-03-10'), at('2026-03-04'));
    expect(event).toMatchObject({ kind: 'recounted', seq: 5, from: 'assigned', to: 'assigned', commandId: 'r/d' });
    expect(play.now.clock).toMatchObject({ dueAt: at('2026-03-13', '17:00'), firstDueAt: at('2026-03-13', '17:00') });
    // The windows that hang on it move along: an extension is possible until the day before.
    expect(play.now.clock.until.extend).toBe(at('2026-03-13', '00:00'));
  });

  test('the same again moves nothing, and a day off elsewhere moves nothing', () => {
    const play = new Play(ASSIGNED);
    expect(play.recount(off('2026-03-20'), at('2026-03-04'))).toBeUndefined();
    play.recount(off('2026-03-10'), at('2026-03-04'));
    expect(play.recount(off('2026-03-10'), at('2026-03-05'))).toBeUndefined();
  });

  test('an appointment that has passed stays, and so does its lateness', () => {
    const play = new Play(ASSIGNED);
    expect(play.recount(off('2026-03-10'), at('2026-03-12'))).toBeUndefined();
    expect(play.punctuality(at('2026-03-12', '11:00'))).toMatchObject({
      verdict: 'overdue',
      lateMinutes: { present: 240 },
    });
  });

  test('a day off that is taken back moves nothing into the past', () => {
    const play = new Play(ASSIGNED);
    play.recount(off('2026-03-10'), at('2026-03-04'));
    expect(play.now.clock.dueAt).toBe(at('2026-03-12', '17:00'));
    expect(play.recount(catalogue.calendar, at('2026-03-12', '08:00'))).toBeUndefined();
    const again = new Play(ASSIGNED);
    again.recount(off('2026-03-10'), at('2026-03-04'));
    expect(again.recount(catalogue.calendar, at('2026-03-05'))?.clock.dueAt).toBe(at('2026-03-11', '17:00'));
  });

  test('an extension keeps the day that was promised, unless that day is off now', () => {
    const play = new Play([...ASSIGNED, ['extend', 'head-of-unit', at('2026-03-05'), '2026-03-16']]);
    play.recount(off('2026-03-10'), at('2026-03-05', '10:00'));
    expect(play.now.clock).toMatchObject({ dueAt: at('2026-03-16', '17:00'), firstDueAt: at('2026-03-12', '17:00') });
    play.recount(off('2026-03-10', '2026-03-16'), at('2026-03-06'));
    expect(play.now.clock.dueAt).toBe(at('2026-03-17', '17:00'));
  });

  test('a paused period keeps the minutes that were left', () => {
    const paused = new Play([...ASSIGNED, ['require-payment', 'specialist', at('2026-03-04', '10:00')]]);
    const left = paused.now.clock.left?.due;
    expect(left).toBe(90 + 210 + 5 * 480);
    expect(paused.recount(off('2026-03-10'), at('2026-03-05'))).toBeUndefined();
    expect(paused.now.clock.left?.due).toBe(left);
  });

  test('after a supplement the new period is what moves', () => {
    const play = new Play([
      ...ASSIGNED,
      ['request-supplement', 'specialist', at('2026-03-04')],
      ['take-supplement', 'government-clerk', at('2026-03-16')],
    ]);
    expect(play.now.clock.dueAt).toBe(at('2026-03-25', '17:00'));
    play.recount(off('2026-03-10', '2026-03-20'), at('2026-03-17'));
    expect(play.now.clock.dueAt).toBe(at('2026-03-26', '17:00'));
  });

  test('a closed dossier is left alone', () => {
    const play = new Play([...ASSIGNED, ['withdraw', 'government-clerk', at('2026-03-03')]]);
    expect(play.recount(off('2026-03-10'), at('2026-03-04'))).toBeUndefined();
  });
});

describe('a correction of the appointment', () => {
  const reckoning = (when: string) => ({ lifecycle, calendarAt: () => catalogue.calendar, at: when });
  const correct = (play: Play, dueOn: string, when: string, by: Actor = actor('head-of-unit')) =>
    correctAppointment(play.now, { id: 'k', expectedSeq: play.now.seq, actor: by, dueOn }, reckoning(when));

  test('moves the appointment; lateness is still told against the first', () => {
    const play = new Play(ASSIGNED);
    play.take(correct(play, '2026-03-16', at('2026-03-12')));
    expect(play.now.clock).toMatchObject({ dueAt: at('2026-03-16', '17:00'), firstDueAt: at('2026-03-11', '17:00') });
    const { verdict, lateMinutes } = play.punctuality(at('2026-03-13', '17:00'));
    expect(verdict).toBe('under-way');
    expect(lateMinutes).toEqual({ first: 960, present: 0 });
  });

  test('a day off means the next working day', () => {
    const play = new Play(ASSIGNED);
    expect(correct(play, '2026-03-14', at('2026-03-04')).clock.dueAt).toBe(at('2026-03-16', '17:00'));
  });

  test('survives a recount', () => {
    const play = new Play(ASSIGNED);
    play.take(correct(play, '2026-03-16', at('2026-03-04')));
    play.recount(off('2026-03-10', '2026-03-16'), at('2026-03-05'));
    expect(play.now.clock.dueAt).toBe(at('2026-03-17', '17:00'));
  });

  test.each<[string, string, Actor, string]>([
    ['the day it is already', '2026-03-11', actor('head-of-unit'), 'date-unchanged'],
    ['a day before the receipt', '2026-02-27', actor('head-of-unit'), 'date-before-receipt'],
    ['by the head of another unit', '2026-03-16', { ...actor('head-of-unit'), actsFor: ['x'] }, 'not-your-unit'],
  ])('%s is refused', (_, dueOn, by, code) => {
    const play = new Play(ASSIGNED);
    expect(() => correct(play, dueOn, at('2026-03-04'), by)).toThrow(expect.objectContaining({ code }));
  });

  test('is refused while the period stands still, and after the end', () => {
    const paused = new Play([...ASSIGNED, ['require-payment', 'specialist', at('2026-03-04')]]);
    expect(() => correct(paused, '2026-03-16', at('2026-03-05'))).toThrow(
      expect.objectContaining({ code: 'no-appointment' }),
    );
    const closed = new Play([...ASSIGNED, ['withdraw', 'government-clerk', at('2026-03-03')]]);
    expect(() => correct(closed, '2026-03-16', at('2026-03-05'))).toThrow(
      expect.objectContaining({ code: 'dossier-closed' }),
    );
  });
});

describe('how a dossier kept its time', () => {
  const SIGNED: Step[] = [
    ['submit-for-signature', 'specialist', at('2026-03-05', '09:00')],
    ['sign', 'signatory', at('2026-03-09', '09:00')],
    ['result-in', 'government-clerk', at('2026-03-09', '16:00')],
  ];

  test('in time, with the minutes of every stage, whose sum is the whole', () => {
    const { verdict, lateMinutes, minutes, stages, finishedAt } = new Play([...ASSIGNED, ...SIGNED]).punctuality(
      at('2026-03-20'),
    );
    expect({ verdict, lateMinutes, finishedAt }).toEqual({
      verdict: 'on-time',
      lateMinutes: { first: 0, present: 0 },
      finishedAt: at('2026-03-09', '16:00'),
    });
    expect(stages.map(({ stage, minutes: worked }) => [stage, worked])).toEqual([
      ['accepted', 60],
      ['forwarded', 120],
      ['with-agency', 60],
      ['assigned', 120 + 480 + 480 + 120],
      ['for-signature', 360 + 480 + 120],
      ['signed', 300],
      ['result-at-one-stop', 60 + 8 * 480 + 120],
    ]);
    expect(minutes).toEqual({ running: 360 + 5 * 480 - 60, standing: 0 });
  });

  test('what stood still does not count', () => {
    const play = new Play([
      ...ASSIGNED,
      ['require-payment', 'specialist', at('2026-03-03', '09:00')],
      ['payment-done', 'government-clerk', at('2026-03-17', '09:00')],
      ['submit-for-signature', 'specialist', at('2026-03-18', '09:00')],
      ['sign', 'signatory', at('2026-03-19', '09:00')],
      ['result-in', 'government-clerk', at('2026-03-20', '16:00')],
    ]);
    const { verdict, minutes, firstDueAt } = play.punctuality(at('2026-03-30'));
    expect({ verdict, firstDueAt }).toEqual({ verdict: 'on-time', firstDueAt: at('2026-03-25', '17:00') });
    expect(minutes.standing).toBe(10 * 480);
  });

  test('late, and which stage had it too long', () => {
    const play = new Play([
      ...ASSIGNED,
      ['submit-for-signature', 'specialist', at('2026-03-12', '09:00')],
      ['sign', 'signatory', at('2026-03-12', '10:00')],
      ['result-in', 'government-clerk', at('2026-03-12', '11:00')],
    ]);
    const { verdict, lateMinutes, stages } = play.punctuality(at('2026-03-20'));
    expect({ verdict, lateMinutes }).toEqual({ verdict: 'late', lateMinutes: { first: 240, present: 240 } });
    const worst = [...stages].sort((a, b) => b.overMinutes - a.overMinutes)[0];
    expect(worst).toMatchObject({ stage: 'assigned', unit: units.deciding });
    expect(worst?.overMinutes).toBeGreaterThan(0);
  });

  test('extended in time: late against the first appointment only', () => {
    const play = new Play([
      ...ASSIGNED,
      ['extend', 'head-of-unit', at('2026-03-10'), '2026-03-16'],
      ['submit-for-signature', 'specialist', at('2026-03-12', '09:00')],
      ['sign', 'signatory', at('2026-03-13', '10:00')],
      ['result-in', 'government-clerk', at('2026-03-13', '17:00')],
    ]);
    expect(play.punctuality(at('2026-03-20'))).toMatchObject({
      verdict: 'on-time',
      lateMinutes: { first: 960, present: 0 },
    });
  });
});

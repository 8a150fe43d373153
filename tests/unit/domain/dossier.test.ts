import fc from 'fast-check';
import { join } from 'node:path';
import { loadConfig } from '../../../config/load';
import type { Actor } from '../../../domain/actor';
import { workingMinutesBetween } from '../../../domain/calendar';
import { Catalogue } from '../../../domain/catalogue';
import {
  checkAction,
  checkOpening,
  evolve,
  nextDue,
  noteLate,
  takeStep,
  type DossierEvent,
  type DossierState,
  type Opening,
} from '../../../domain/dossier';
import { Refusal } from '../../../domain/problem';
import { NEW, ROLES, type Role } from '../../../domain/process';
import { punctualityOf } from '../../../domain/punctuality';
import { addDays, localDate, toInstant, toMillis } from '../../../domain/time';

const catalogue = new Catalogue(loadConfig(join(__dirname, '../../../config/dong-thap')));
const rules = catalogue.rules('2026');
if (!rules) throw new Error('no rules');
const units = { receiving: '82@2025-07-01', deciding: 'so-noi-vu@2025-03-01' };
const lifecycle = catalogue.lifecycle({ id: 'noi-quy-lao-dong', version: 1 }, rules);
const opening: Opening = {
  id: 'd',
  procedure: { code: '2.001955', version: 1 },
  process: { id: 'noi-quy-lao-dong', version: 1 },
  field: 'lao-dong-thuong-binh-xa-hoi',
  channel: 'direct',
  units,
  rules: '2026',
};
const limit = { amount: 7, unit: 'working-day' as const };
const actor = (role: Role, person = 0): Actor => ({
  id: `${role}-${person}`,
  role,
  unit: '',
  actsFor: Object.values(units),
});

type Try = { action: string; role: Role; person: number; hours: number };
const tries: fc.Arbitrary<Try> = fc.record({
  action: fc.constantFrom(...new Set(lifecycle.actions.map((action) => action.name))),
  role: fc.constantFrom(...ROLES),
  person: fc.nat(1),
  hours: fc.nat(30),
});

/** Tries actions one after the other; what is refused changes nothing. */
function play(sequence: Try[]): { state: DossierState | undefined; events: DossierEvent[] } {
  let state: DossierState | undefined;
  let now = toMillis('2026-03-02T02:00:00.000Z');
  const events: DossierEvent[] = [];
  for (const { action: name, role, person, hours } of sequence) {
    now += hours * 3_600_000;
    const at = toInstant(now);
    const by = actor(role, person);
    try {
      const action = state ? checkAction(lifecycle, state, name, by, at) : checkOpening(lifecycle, name, by, units);
      const command = { id: `c${events.length}`, action: name, expectedSeq: state?.seq ?? 0, actor: by };
      const receipt = action.receives ? { code: 'H20-260302-0001', receivedAt: at, rules: '2026', limit } : undefined;
      const extendTo = action.extends && state?.clock.dueAt ? addDays(localDate(state.clock.dueAt), 7) : undefined;
      const facts = {
        at,
        calendarAt: () => catalogue.calendar,
        limit,
        ...(state ? {} : { opening }),
        receipt,
        extendTo,
      };
      const event = takeStep(lifecycle, state, command, action, facts);
      state = evolve(state, event);
      events.push(event);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return { state, events };
}

describe('the life of a dossier', () => {
  test('never leaves the table, and counts every step by one', () => {
    fc.assert(
      fc.property(fc.array(tries, { maxLength: 300 }), (sequence) => {
        const { events } = play(sequence);
        let stage = NEW;
        events.forEach((event, i) => {
          expect(event.seq).toBe(i + 1);
          expect(event.from).toBe(stage);
          const rule = lifecycle.actions.find((action) => action.name === event.action && action.from.includes(stage));
          expect(event.to).toBe(rule?.to ?? stage);
          stage = event.to;
        });
      }),
      { numRuns: 300 },
    );
  });

  test('the times of the stages add up to the whole', () => {
    fc.assert(
      fc.property(fc.array(tries, { maxLength: 200 }), (sequence) => {
        const { state, events } = play(sequence);
        const last = events.at(-1);
        if (!state || !last) return;
        const { calendar } = catalogue;
        const { stages } = punctualityOf(state, events, { lifecycle, calendar, now: last.at });
        const from = stages[0]?.from;
        if (from === undefined) return;
        const whole = workingMinutesBetween(calendar, from, last.at);
        expect(stages.reduce((sum, { minutes }) => sum + minutes, 0)).toBeCloseTo(whole, 6);
      }),
      { numRuns: 200 },
    );
  });

  test('a supplement and an extension happen at most once, and nobody signs what he drafted', () => {
    fc.assert(
      fc.property(fc.array(tries, { maxLength: 300 }), (sequence) => {
        const { events } = play(sequence);
        for (const name of ['request-supplement', 'extend'])
          expect(events.filter((event) => event.action === name).length).toBeLessThan(2);
        events.forEach((event, i) => {
          if (event.action !== 'sign') return;
          const drafted = events
            .slice(0, i)
            .filter((before) => before.action === 'submit-for-signature')
            .at(-1);
          expect(drafted?.by.id).not.toBe(event.by.id);
        });
      }),
    );
  });

  test('the post never decides, signs, refuses on the merits or answers at once', () => {
    const forbidden = [
      'sign',
      'refuse',
      'refuse-at-desk',
      'answer-at-once',
      'submit-for-signature',
      'assign',
      'extend',
      'stop',
    ];
    fc.assert(
      fc.property(fc.array(tries, { maxLength: 200 }), (sequence) => {
        for (const event of play(sequence).events)
          if (event.by.role === 'post-clerk') expect(forbidden).not.toContain(event.action);
      }),
    );
  });

  test('the state is the same after a trip through JSON, and passing a limit is noted once', () => {
    fc.assert(
      fc.property(fc.array(tries, { maxLength: 200 }), (sequence) => {
        const { state } = play(sequence);
        if (!state) return;
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
        const due = nextDue(lifecycle, state);
        if (!due) return;
        const noted = evolve(state, noteLate(state, due, due.at, 'late'));
        expect(nextDue(lifecycle, noted)).not.toEqual(due);
      }),
    );
  });
});

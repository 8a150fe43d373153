import fc from 'fast-check';
import { addWorkingDays, isWorkingDay, spansOn, workingDayFrom, workingMinutesBetween } from '../../../domain/calendar';
import { dueOf, type Limit } from '../../../domain/deadline';
import { addDays, addMonths, localDate, localMinutes, toInstant, toMillis, type Instant } from '../../../domain/time';
import { calendarNamed } from '../../reference/calendars';
import { play } from '../../reference/life';

const calendar = calendarNamed();

/** To the second, so that they fall on boundaries and beside them; what they lead to stays within the known years. */
const instants = fc
  .integer({ min: Date.UTC(2018, 0, 1) / 1000, max: Date.UTC(2026, 0, 1) / 1000 })
  .map((seconds) => toInstant(seconds * 1000));
const ordered = fc.tuple(instants, instants).map((pair) => pair.sort());
const halves = fc.integer({ min: 1, max: 90 }).map((amount) => amount / 2);
const limits: fc.Arbitrary<Limit> = fc.oneof(
  halves.map((amount): Limit => ({ amount, unit: 'working-day' })),
  halves.map((amount): Limit => ({ amount, unit: 'working-day', count: 'minute' })),
  halves.map((amount): Limit => ({ amount, unit: 'working-day', cutOff: '15:00' })),
  halves.map((amount): Limit => ({ amount, unit: 'working-day', starts: 'receipt' })),
  halves.map((amount): Limit => ({ amount, unit: 'working-day', count: 'minute', starts: 'next-working-day' })),
  fc.integer({ min: 1, max: 300 }).map((amount): Limit => ({ amount, unit: 'working-hour' })),
  fc.integer({ min: 1, max: 90 }).map((amount): Limit => ({ amount, unit: 'calendar-day' })),
  fc.integer({ min: 1, max: 12 }).map((amount): Limit => ({ amount, unit: 'month' })),
  fc.constantFrom<Limit>(
    { amount: 1, unit: 'same-day' },
    { amount: 1, unit: 'same-day', cutOff: '15:00' },
    { amount: 1, unit: 'same-day', cutOff: '15:00', next: 'start' },
  ),
);

function daysBetween(from: Instant, to: Instant): string[] {
  const days = [];
  for (let day = addDays(localDate(from), 1); day < localDate(to); day = addDays(day, 1)) days.push(day);
  return days;
}

/** Calendar days and months count days off too, up to their end; only what comes after it is skipped. */
function countedTo({ unit, amount }: Limit, start: Instant): string {
  if (unit === 'calendar-day') return addDays(localDate(start), amount);
  return unit === 'month' ? addMonths(localDate(start), amount) : '';
}

describe('a due date', () => {
  test('is never earlier for a later start', () => {
    fc.assert(
      fc.property(ordered, limits, ([first, second], limit) => {
        expect(dueOf(calendar, limit, first).at <= dueOf(calendar, limit, second).at).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('is never earlier for a longer limit', () => {
    const longer = limits.filter(({ unit }) => unit !== 'same-day');
    fc.assert(
      fc.property(instants, longer, fc.integer({ min: 0, max: 8 }), (start, limit, more) => {
        const { at } = dueOf(calendar, { ...limit, amount: limit.amount + more }, start);
        expect(dueOf(calendar, limit, start).at <= at).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('lies in office hours of a working day, and not before its start', () => {
    fc.assert(
      fc.property(instants, limits, (start, limit) => {
        const { at } = dueOf(calendar, limit, start);
        const minutes = localMinutes(at);
        const open = spansOn(calendar, localDate(at)).some(([from, to]) => from <= minutes && minutes <= to);
        expect([at, open, at >= start]).toEqual([at, true, true]);
      }),
      { numRuns: 500 },
    );
  });

  test('says it skipped exactly the days between that are not worked', () => {
    fc.assert(
      fc.property(instants, limits, (start, limit) => {
        const { at, skipped } = dueOf(calendar, limit, start);
        const off = daysBetween(start, at).filter(
          (day) => day >= countedTo(limit, start) && !isWorkingDay(calendar, day),
        );
        expect(skipped.map(({ date }) => date)).toEqual(off);
      }),
    );
  });

  test('by the hour is never after the one by the day, which is the latest that the law allows', () => {
    fc.assert(
      fc.property(instants, halves, (start, amount) => {
        const byHour = dueOf(calendar, { amount, unit: 'working-day', count: 'minute' }, start).at;
        expect(byHour <= dueOf(calendar, { amount, unit: 'working-day' }, start).at).toBe(true);
      }),
    );
  });
});

test('working days added and counted give back', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 200 }), (start, amount) => {
      const date = localDate(start);
      const last = addWorkingDays(calendar, date, amount);
      const counted = daysBetween(start, toInstant(toMillis(`${addDays(last, 1)}T00:00:00+07:00`)));
      expect(counted.filter((day) => isWorkingDay(calendar, day))).toHaveLength(amount);
      expect(counted.at(-1)).toBe(last);
    }),
  );
});

describe('a suspension', () => {
  const hours = (most: number) => fc.integer({ min: 0, max: most * 3600 });
  // Of no length, one would turn Monday’s opening into Friday’s closing: the same moment in office time.
  const pauses = fc.integer({ min: 1, max: 600 * 3600 });
  const later = (at: Instant, seconds: number) => toInstant(toMillis(at) + seconds * 1000);
  const dueAfter = (received: Instant, limit: Limit, from: Instant, to: Instant) => {
    const steps = [
      { at: from, do: 'require-payment' },
      { at: to, do: 'payment-done' },
    ];
    const life = { id: '', title: '', why: '', source: '', received, limit, steps };
    return String(play(calendar, life).state?.clock.dueAt);
  };
  // The rules of law of the shipped configuration begin on 2018-06-21.
  const receipts = instants.filter((at) => at >= '2018-07-01');

  const inWorkingTime = limits.filter(({ unit }) => unit !== 'calendar-day' && unit !== 'month');
  const countingAll = limits.filter(({ unit }) => unit === 'calendar-day' || unit === 'month');

  test('moves a date of calendar days or months by the days that it took, and on to a working day', () => {
    fc.assert(
      fc.property(receipts, countingAll, hours(100), pauses, (received, limit, wait, long) => {
        const due = dueOf(calendar, limit, received).at;
        const pause = later(received, wait);
        fc.pre(pause < due);
        const after = dueAfter(received, limit, pause, later(pause, long));
        // What is left is kept in whole minutes.
        const raw = localDate(
          toInstant(toMillis(pause) + Math.ceil((toMillis(due) - toMillis(pause)) / 60_000) * 60_000 + long * 1000),
        );
        expect(localDate(after)).toBe(workingDayFrom(calendar, raw));
      }),
    );
  });

  test('never shortens, and the later it ends the later is the date', () => {
    fc.assert(
      fc.property(receipts, limits, hours(400), pauses, hours(600), (received, limit, wait, long, more) => {
        const pause = later(received, wait);
        const resume = later(pause, long);
        const due = dueOf(calendar, limit, received).at;
        const after = dueAfter(received, limit, pause, resume);
        expect(due <= after).toBe(true);
        expect(after <= dueAfter(received, limit, pause, later(resume, more))).toBe(true);
      }),
    );
  });

  test('moves the date by the office time that it took, to the second', () => {
    fc.assert(
      fc.property(receipts, inWorkingTime, hours(100), pauses, (received, limit, wait, long) => {
        const due = dueOf(calendar, limit, received).at;
        const pause = later(received, wait);
        // An opening is reached without office time, so what was lost cannot be told from it.
        fc.pre(pause < due && localMinutes(due) !== 7 * 60);
        const resume = later(pause, long);
        const moved = workingMinutesBetween(calendar, due, dueAfter(received, limit, pause, resume));
        expect(moved).toBeCloseTo(workingMinutesBetween(calendar, pause, resume), 6);
      }),
    );
  });
});

import fc from 'fast-check';
import { join } from 'node:path';
import {
  addWorkingMinutes,
  calendarOf,
  CalendarGap,
  workingDayBefore,
  workingMinutesBetween,
} from '../../../domain/calendar';
import { dueOf, type Limit } from '../../../domain/deadline';
import { localDate, localInstant, toInstant } from '../../../domain/time';
import { loadConfig } from '../../../config/load';

const [data] = loadConfig(join(__dirname, '../../../config/dong-thap')).calendars;
if (!data) throw new Error('no calendar');
const calendar = calendarOf(data);

const at = (date: string, time = '09:00') =>
  localInstant(date, Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)));
const wd = (amount: number): Limit => ({ amount, unit: 'working-day' });
const cd = (amount: number): Limit => ({ amount, unit: 'calendar-day' });
const forward: Limit = { amount: 1, unit: 'same-day', cutOff: '15:00', next: 'start' };

/** Bộ luật Dân sự 2015, Điều 147–148, with the holidays and swapped days of the year's official decisions. */
describe('due dates worked out by hand', () => {
  test.each<[string, string, Limit, string]>([
    ['V1 swapped Saturday', '2019-04-26', wd(3), '2019-05-04'],
    ['V2 Tết 2019', '2019-01-31', wd(5), '2019-02-14'],
    ['V3 Hùng Kings on a Sunday', '2019-04-12', wd(1), '2019-04-16'],
    ['V4 swapped Saturday 2025', '2025-04-24', wd(3), '2025-04-28'],
    ['V5 swap 2024, two days', '2024-04-26', wd(2), '2024-05-03'],
    ['V5 swap 2024, three days', '2024-04-26', wd(3), '2024-05-04'],
    ['V6 spring 2026', '2026-04-24', wd(3), '2026-05-04'],
    ['V7 National Day 2026', '2026-08-27', wd(3), '2026-09-04'],
    ['V8 the new Culture Day', '2026-11-23', wd(1), '2026-11-25'],
    ['V9 calendar days end on a Saturday', '2019-08-16', cd(15), '2019-09-03'],
    ['V10 calendar days end in Tết 2020', '2020-01-10', cd(15), '2020-01-30'],
    ['V13 supplement notice', '2019-08-30', wd(3), '2019-09-05'],
    ['V14 both April holidays', '2019-04-10', wd(21), '2019-05-14'],
    ['V15 Tết 2020', '2020-01-22', wd(5), '2020-02-05'],
    ['V16 received on a Sunday', '2026-11-29', wd(1), '2026-11-30'],
    ['month end', '2020-01-31', { amount: 1, unit: 'month' }, '2020-03-02'],
    ['year end', '2018-12-28', wd(1), '2019-01-02'],
  ])('%s: received %s', (_, received, limit, due) => {
    expect(localDate(dueOf(calendar, limit, at(received)).at)).toBe(due);
  });

  test.each<[string, Limit, string, string, string]>([
    [
      'V17 by the hour',
      { amount: 7.5, unit: 'working-day', count: 'minute' },
      '2026-03-02',
      '09:00',
      at('2026-03-11', '15:00'),
    ],
    ['V17 by the day', wd(7.5), '2026-03-02', '09:00', at('2026-03-12', '11:30')],
    ['V11 forwarded after 15:00 before a holiday weekend', forward, '2019-08-30', '15:10', at('2019-09-03', '07:00')],
    ['V12 forwarded at 14:59', forward, '2019-08-30', '14:59', at('2019-08-30', '17:00')],
    ['V12 forwarded at 15:00:00', forward, '2019-08-30', '15:00', at('2019-08-30', '17:00')],
  ])('%s', (_, limit, date, time, due) => {
    expect(dueOf(calendar, limit, at(date, time)).at).toBe(due);
  });

  test('one second after 15:00 is «sau 15 giờ»', () => {
    expect(dueOf(calendar, forward, '2019-08-30T08:00:01.000Z').at).toBe(at('2019-09-03', '07:00'));
  });

  test.each([
    ['2019-09-03', '2019-08-30'],
    ['2020-01-30', '2020-01-22'],
  ])('the apology for %s is due by %s', (due, last) => expect(workingDayBefore(calendar, due)).toBe(last));

  test('the answer names every day it skipped, and why', () => {
    const { skipped } = dueOf(calendar, wd(3), at('2019-04-26'));
    expect(skipped.map((day) => day.date)).toEqual([
      '2019-04-27',
      '2019-04-28',
      '2019-04-29',
      '2019-04-30',
      '2019-05-01',
    ]);
    expect(skipped[2]?.reason.vi).toBe('Nghỉ hoán đổi');
  });

  test.each(['1900-05-04', '2017-12-29', '2027-12-31', '2100-01-04'])('%s leads out of the known years', (date) => {
    expect(() => dueOf(calendar, wd(1), at(date))).toThrow(CalendarGap);
  });
});

describe('working minutes', () => {
  const instants = fc.integer({ min: Date.UTC(2019, 0, 2), max: Date.UTC(2026, 0, 1) }).map(toInstant);

  test('added and counted give back', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 20_000 }), (start, minutes) => {
        expect(workingMinutesBetween(calendar, start, addWorkingMinutes(calendar, start, minutes))).toBeCloseTo(
          minutes,
          6,
        );
      }),
    );
  });

  test('a later start is never due earlier', () => {
    const limits = fc.constantFrom<Limit>(
      wd(1),
      wd(3.5),
      cd(15),
      { amount: 12, unit: 'working-hour' },
      { amount: 1, unit: 'month' },
    );
    fc.assert(
      fc.property(instants, instants, limits, (a, b, limit) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        expect(dueOf(calendar, limit, first).at <= dueOf(calendar, limit, second).at).toBe(true);
      }),
    );
  });
});

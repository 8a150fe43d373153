import { join } from 'node:path';
import { loadConfig } from '../../../config/load';
import { calendarOf } from '../../../domain/calendar';
import { remindedUntil, reminderAt, REMINDERS } from '../../../domain/reminder';
import { localInstant } from '../../../domain/time';

const [data] = loadConfig(join(__dirname, '../../../config/dong-thap')).calendars;
if (!data) throw new Error('no calendar');
const calendar = calendarOf(data);
const at = (date: string, time: string) => localInstant(date, Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)));

// Monday 30 November 2026; Tuesday the 24th is a holiday.
const DUE = at('2026-11-30', '17:00');

describe('the reminder of an appointment on a Monday', () => {
  test.each<[string, string, string, string | undefined]>([
    ['days before', '2026-11-25', '17:00', undefined],
    ['two working days before, before opening', '2026-11-26', '06:59', undefined],
    ['two working days before', '2026-11-26', '07:00', 'due-soon-2'],
    ['the last day for an apology', '2026-11-27', '07:00', 'due-soon-1'],
    ['the weekend between', '2026-11-29', '12:00', 'due-soon-1'],
    ['the morning of the day', '2026-11-30', '07:00', 'due-today'],
    ['the last minute', '2026-11-30', '16:59', 'due-today'],
    ['afterwards', '2026-11-30', '17:00', 'overdue'],
    ['long afterwards', '2026-12-30', '17:00', 'overdue'],
  ])('%s', (_, date, time, key) => {
    expect(reminderAt(REMINDERS, calendar, DUE, at(date, time))?.key).toBe(key);
  });

  test('what is not wanted is not given', () => {
    const quiet = { code: 'x', soon: [], today: false, overdue: false };
    for (const time of ['2026-11-27', '2026-11-30', '2026-12-01'])
      expect(reminderAt(quiet, calendar, DUE, at(time, '16:00'))).toBeUndefined();
  });

  test('every day on which a reminder may be due is looked at', () => {
    for (const [today, last] of [
      ['2026-11-26', '2026-11-30'],
      ['2026-11-28', '2026-12-02'],
    ] as const)
      expect(remindedUntil(REMINDERS, calendar, at(today, '09:00'))).toBe(last);
  });
});

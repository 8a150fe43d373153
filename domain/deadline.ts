import {
  addWorkingDays,
  addWorkingMinutes,
  closingOf,
  isWorkingDay,
  middayOf,
  openingOf,
  reasonOff,
  workingDayFrom,
  type Calendar,
} from './calendar';
import type { Text } from './text';
import { addDays, addMonths, clockMinutes, localDate, localMinutes, type Instant, type LocalDate } from './time';

/** Working minutes of one working day where a limit in days is counted by the hour. */
export const WORKING_DAY_MINUTES = 8 * 60;

/**
 * A time limit. `ngày làm việc` (working-day) and `ngày` (calendar-day) are different units of law; `same-day` ends with
 * the day of receipt, or with the next working day when received after the cut-off.
 */
export type Limit = {
  amount: number;
  unit: 'working-day' | 'calendar-day' | 'working-hour' | 'month' | 'same-day';
  /** `end-of-day` (default): the day of receipt is not counted and the last day ends at closing. `minute`: from the minute. */
  count?: 'end-of-day' | 'minute';
  /** Last wall-clock time that still counts as the same day, itself included: «sau 15 giờ» begins at 15:00:01. */
  cutOff?: string;
  /** With `same-day`: after the cut-off, due when the next working day starts rather than when it ends. */
  next?: 'start';
};

/** A due instant with its working: the days that were skipped, and why. */
export type Due = { at: Instant; skipped: { date: LocalDate; reason: Text }[] };

/**
 * When a limit that began at an instant is over.
 * First day not counted; a period that ends on a day off ends with the next working day.
 * (Bộ luật Dân sự 2015, Điều 147 khoản 2, Điều 148 khoản 5)
 * @throws CalendarGap when it runs out of the known years
 */
export function dueOf(calendar: Calendar, limit: Limit, from: Instant): Due {
  const at = dueAt(calendar, limit, from);
  const skipped: Due['skipped'] = [];
  for (let day = addDays(localDate(from), 1); day < localDate(at); day = addDays(day, 1)) {
    const reason = reasonOff(calendar, day);
    if (reason) skipped.push({ date: day, reason });
  }
  return { at, skipped };
}

function dueAt(calendar: Calendar, limit: Limit, from: Instant): Instant {
  const start = localDate(from);
  switch (limit.unit) {
    case 'working-hour':
      return addWorkingMinutes(calendar, from, limit.amount * 60);
    case 'working-day': {
      if (limit.count === 'minute') return addWorkingMinutes(calendar, from, limit.amount * WORKING_DAY_MINUTES);
      const last = addWorkingDays(calendar, start, Math.ceil(limit.amount));
      return Number.isInteger(limit.amount) ? closingOf(calendar, last) : middayOf(calendar, last);
    }
    case 'calendar-day':
      return closingOf(calendar, workingDayFrom(calendar, addDays(start, limit.amount)));
    case 'month':
      return closingOf(calendar, workingDayFrom(calendar, addMonths(start, limit.amount)));
    case 'same-day':
      return sameDay(calendar, limit, from);
  }
}

function sameDay(calendar: Calendar, limit: Limit, from: Instant): Instant {
  const start = localDate(from);
  const cutOff = limit.cutOff === undefined ? undefined : clockMinutes(limit.cutOff);
  const inTime = cutOff === undefined ? from <= closingOf(calendar, start) : localMinutes(from) <= cutOff;
  if (isWorkingDay(calendar, start) && inTime) return closingOf(calendar, start);
  const next = workingDayFrom(calendar, addDays(start, 1));
  return limit.next === 'start' ? openingOf(calendar, next) : closingOf(calendar, next);
}

/**
 * A limit in minutes of working time, for comparing limits in different units with each other.
 * Seven calendar days hold five working days, a month twenty-two.
 */
export function roughMinutes(limit: Limit): number {
  switch (limit.unit) {
    case 'working-hour':
      return limit.amount * 60;
    case 'working-day':
      return limit.amount * WORKING_DAY_MINUTES;
    case 'calendar-day':
      return (limit.amount * WORKING_DAY_MINUTES * 5) / 7;
    case 'month':
      return limit.amount * WORKING_DAY_MINUTES * 22;
    case 'same-day':
      return limit.next === 'start' ? 0 : WORKING_DAY_MINUTES;
  }
}

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
  /**
   * Where counting begins. Days: `next-working-day` (default, as the law has it); with `receipt` the day of receipt is
   * the first, if it is received while that day is worked. Minutes: `receipt` (default), or the next working day's opening.
   */
  starts?: 'receipt' | 'next-working-day';
  /**
   * Last wall-clock time that still counts as the same day, itself included: «sau 15 giờ» begins at 15:00:01. What comes
   * later, or on a day off, counts as received when the next working day opens.
   */
  cutOff?: string;
  /** With `same-day`: after the cut-off, due when the next working day starts rather than when it ends. */
  next?: 'start';
};

export type SkippedDay = { date: LocalDate; reason: Text; decision?: string };

/** A due instant with its working: the first day that was counted, and the days that were skipped, and why. */
export type Due = { at: Instant; firstDay: LocalDate; skipped: SkippedDay[] };

/**
 * When a limit that began at an instant is over.
 * First day not counted; a period that ends on a day off ends with the next working day.
 * (Bộ luật Dân sự 2015, Điều 147 khoản 2, Điều 148 khoản 5)
 * @throws CalendarGap when it runs out of the known years
 */
export function dueOf(calendar: Calendar, limit: Limit, from: Instant): Due {
  const begun = limit.unit === 'same-day' ? from : effectiveStart(calendar, limit, from);
  const at = dueAt(calendar, limit, begun);
  const first = addDays(localDate(begun), countsFirstDay(calendar, limit, begun) ? 0 : 1);
  const firstDay = limit.unit === 'working-day' ? workingDayFrom(calendar, first) : first;
  const countsAll = limit.unit === 'calendar-day' || limit.unit === 'month';
  const earliest = countsAll ? rawEnd(limit, localDate(begun)) : addDays(localDate(from), 1);
  return { at, firstDay, skipped: skippedDays(calendar, earliest, at) };
}

/** What comes after the cut-off, or on a day off where there is one, is received when the next working day opens. */
function effectiveStart(calendar: Calendar, limit: Limit, from: Instant): Instant {
  const date = localDate(from);
  const late = limit.cutOff !== undefined && localMinutes(from) > clockMinutes(limit.cutOff);
  const moved = limit.cutOff !== undefined && (late || !isWorkingDay(calendar, date));
  const begun = moved ? openingOf(calendar, workingDayFrom(calendar, addDays(date, 1))) : from;
  const next = countsMinutes(limit) && limit.starts === 'next-working-day';
  return next ? openingOf(calendar, workingDayFrom(calendar, addDays(localDate(begun), 1))) : begun;
}

function countsMinutes({ unit, count }: Limit): boolean {
  return unit === 'working-hour' || (unit === 'working-day' && count === 'minute');
}

/** Whether the day on which counting begins is itself the first day counted. */
function countsFirstDay(calendar: Calendar, limit: Limit, begun: Instant): boolean {
  if (limit.unit === 'same-day' || countsMinutes(limit)) return true;
  return (
    limit.starts === 'receipt' &&
    isWorkingDay(calendar, localDate(begun)) &&
    begun <= closingOf(calendar, localDate(begun))
  );
}

/** Calendar days and months count days off too: only those that their end was moved over are skipped. */
function skippedDays(calendar: Calendar, first: LocalDate, at: Instant): SkippedDay[] {
  const skipped: SkippedDay[] = [];
  for (let day = first; day < localDate(at); day = addDays(day, 1)) {
    const reason = reasonOff(calendar, day);
    if (reason) skipped.push({ date: day, reason: reason.name, ...(reason.decision && { decision: reason.decision }) });
  }
  return skipped;
}

function dueAt(calendar: Calendar, limit: Limit, from: Instant): Instant {
  const start = localDate(from);
  switch (limit.unit) {
    case 'working-hour':
      return addWorkingMinutes(calendar, from, limit.amount * 60);
    case 'working-day': {
      if (countsMinutes(limit)) return addWorkingMinutes(calendar, from, limit.amount * WORKING_DAY_MINUTES);
      const before = countsFirstDay(calendar, limit, from) ? addDays(start, -1) : start;
      const last = addWorkingDays(calendar, before, Math.ceil(limit.amount));
      const midday = middayOf(calendar, last);
      // Where the day of receipt counts and its morning is over, its other half is the one that is given.
      return Number.isInteger(limit.amount) || midday < from ? closingOf(calendar, last) : midday;
    }
    case 'calendar-day':
    case 'month':
      return closingOf(calendar, workingDayFrom(calendar, rawEnd(limit, start)));
    case 'same-day':
      return sameDay(calendar, limit, from);
  }
}

/** The last day of a period that counts days off too, before it is moved to a working day. */
function rawEnd(limit: Limit, start: LocalDate): LocalDate {
  return limit.unit === 'month' ? addMonths(start, limit.amount) : addDays(start, limit.amount);
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

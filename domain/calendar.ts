import type { Text } from './text';
import {
  addDays,
  clockMinutes,
  localDate,
  localInstant,
  localMinutes,
  weekday,
  type Instant,
  type LocalDate,
} from './time';

/** A day that is not what its weekday says, by the decision that made it so. */
export type SpecialDay = { date: LocalDate; name: Text; decision: string; unverified?: boolean };

/** Working time as configured: data entered year by year from official decisions, never a formula. */
export type CalendarData = {
  code: string;
  /** Years whose decisions are all in; outside of them nothing is computed. */
  years: { from: number; to: number };
  /** Office hours by weekday, 1 = Monday … 7 = Sunday, as `[from, to]` wall-clock times; a missing weekday is off. */
  hours: { [weekday: string]: [string, string][] };
  daysOff: SpecialDay[];
  /** Saturdays worked in exchange for a day off (hoán đổi): full working days. */
  daysWorked: SpecialDay[];
  sources: string[];
  unverified?: string[];
};

type Span = [from: number, to: number];

/** A calendar made ready for counting. Plain data: it may be carried in a workflow. */
export type Calendar = {
  years: { from: number; to: number };
  hours: Record<number, Span[]>;
  off: Record<LocalDate, Text>;
  worked: Record<LocalDate, Text>;
};

/** A count ran out of the years that the calendar knows. */
export class CalendarGap extends Error {
  constructor(readonly year: number) {
    super(`the calendar does not cover the year ${year}`);
  }
}

/** Makes a calendar ready. Throws a RangeError when a time is wrong; `checkCalendar` tells all faults instead. */
export function calendarOf(data: CalendarData): Calendar {
  const hours: Record<number, Span[]> = {};
  for (const [day, spans] of Object.entries(data.hours)) {
    hours[Number(day)] = spans.map(([from, to]): Span => [clockMinutes(from), clockMinutes(to)]);
  }
  const named = (days: SpecialDay[]) => Object.fromEntries(days.map((day) => [day.date, day.name]));
  return { years: data.years, hours, off: named(data.daysOff), worked: named(data.daysWorked) };
}

const WEEKEND: Text = { vi: 'Ngày nghỉ hằng tuần', en: 'Weekly rest day' };

/** Office hours of a date in minutes after midnight; empty on a day off. Throws CalendarGap outside the known years. */
export function spansOn(calendar: Calendar, date: LocalDate): Span[] {
  const year = Number(date.slice(0, 4));
  if (year < calendar.years.from || year > calendar.years.to) throw new CalendarGap(year);
  if (calendar.off[date]) return [];
  // A swapped Saturday is worked like an ordinary weekday.
  return calendar.hours[calendar.worked[date] ? 1 : weekday(date)] ?? [];
}

/** True on a day that counts as a working day. */
export function isWorkingDay(calendar: Calendar, date: LocalDate): boolean {
  return spansOn(calendar, date).length > 0;
}

/** Why a date is not worked; nothing on a working day. */
export function reasonOff(calendar: Calendar, date: LocalDate): Text | undefined {
  return isWorkingDay(calendar, date) ? undefined : (calendar.off[date] ?? WEEKEND);
}

/** The first working day on or after a date. */
export function workingDayFrom(calendar: Calendar, date: LocalDate): LocalDate {
  let day = date;
  while (!isWorkingDay(calendar, day)) day = addDays(day, 1);
  return day;
}

/** The last working day strictly before a date. (the apology's last day, Nghị định 61/2018/NĐ-CP, Điều 19 khoản 9) */
export function workingDayBefore(calendar: Calendar, date: LocalDate): LocalDate {
  let day = addDays(date, -1);
  while (!isWorkingDay(calendar, day)) day = addDays(day, -1);
  return day;
}

/** The n-th working day after a date, the date itself not counted (n ≥ 1). */
export function addWorkingDays(calendar: Calendar, date: LocalDate, n: number): LocalDate {
  let day = date;
  for (let left = n; left > 0; left--) day = workingDayFrom(calendar, addDays(day, 1));
  return day;
}

/** Opening of a working day. */
export function openingOf(calendar: Calendar, date: LocalDate): Instant {
  return localInstant(date, spansOn(calendar, date)[0]?.[0] ?? 0);
}

/** Closing of a working day; the end of the day itself when it is off. */
export function closingOf(calendar: Calendar, date: LocalDate): Instant {
  return localInstant(date, spansOn(calendar, date).at(-1)?.[1] ?? 1440);
}

/** The moment half of a working day is over: the end of its first span (the morning), or its middle if it has only one. */
export function middayOf(calendar: Calendar, date: LocalDate): Instant {
  const [first, second] = spansOn(calendar, date);
  if (!first) return closingOf(calendar, date);
  return localInstant(date, second ? first[1] : (first[0] + first[1]) / 2);
}

/** Adds minutes of working time; they run only in office hours. A result on a boundary is the end of the earlier span. */
export function addWorkingMinutes(calendar: Calendar, start: Instant, minutes: number): Instant {
  let left = minutes;
  let day = localDate(start);
  let after = localMinutes(start);
  for (;;) {
    for (const [from, to] of spansOn(calendar, day)) {
      const begin = Math.max(from, after);
      if (begin >= to) continue;
      if (left <= to - begin) return localInstant(day, begin + left);
      left -= to - begin;
    }
    day = addDays(day, 1);
    after = 0;
  }
}

/** Minutes of working time between two instants; 0 when the second is not after the first. */
export function workingMinutesBetween(calendar: Calendar, start: Instant, end: Instant): number {
  if (end <= start) return 0;
  const last = localDate(end);
  let total = 0;
  for (let day = localDate(start); day <= last; day = addDays(day, 1)) {
    const after = day === localDate(start) ? localMinutes(start) : 0;
    const before = day === last ? localMinutes(end) : 1440;
    for (const [from, to] of spansOn(calendar, day)) total += Math.max(0, Math.min(to, before) - Math.max(from, after));
  }
  return total;
}

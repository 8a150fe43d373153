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
import type { UnitId } from './unit';

/** A day that is not what its weekday says, by the decision that made it so. */
export type SpecialDay = { date: LocalDate; name: Text; decision: string; unverified?: boolean };

/** Wall-clock times by weekday, 1 = Monday … 7 = Sunday, as `[from, to]`; a missing weekday is off. */
export type WeekHours = { [weekday: string]: [string, string][] };

/** The office hours of a week, and the hours in which it is only received: those do not count as working time. */
type Week = { hours: WeekHours; intake?: WeekHours };

type Days = {
  /** Office hours that are others from a date on. */
  changes?: (Week & { from: LocalDate; decision: string })[];
  daysOff: SpecialDay[];
  /** Rest days worked in exchange for a day off (hoán đổi): full working days. */
  daysWorked: SpecialDay[];
  /** Working days of which only a part is worked. */
  partDays?: (SpecialDay & { hours: [string, string][] })[];
  sources: string[];
  unverified?: string[];
};

/** Working time as configured: data entered year by year from official decisions, never a formula. */
export type CalendarData = Week &
  Days & {
    code: string;
    /** Years whose decisions are all in; outside of them nothing is computed. */
    years: { from: number; to: number };
  };

/** What some units do otherwise than the calendar `base`: own hours, Saturday mornings, closures (flood, move of office). */
export type LocalCalendar = Partial<Week> &
  Days & {
    code: string;
    title: Text;
    base: string;
    units: UnitId[];
  };

export type Span = [from: number, to: number];
type WeekSpans = { from: LocalDate; hours: Record<number, Span[]>; intake: Record<number, Span[]> };

/** Why a day is not worked as its weekday is, and by which decision. */
export type DayReason = { name: Text; decision?: string };

/** A calendar made ready for counting. Plain data. */
export type Calendar = {
  years: { from: number; to: number };
  /** Office hours from a date on, the latest first; the last one has no date. */
  weeks: WeekSpans[];
  off: Record<LocalDate, DayReason>;
  worked: Record<LocalDate, DayReason>;
  part: Record<LocalDate, DayReason & { spans: Span[] }>;
};

/** A count ran out of the years that the calendar knows. */
export class CalendarGap extends Error {
  constructor(readonly year: number) {
    super(`the calendar does not cover the year ${year}`);
  }
}

/** Makes a calendar ready. Throws a RangeError when a time is wrong; `checkCalendar` tells all faults instead. */
export function calendarOf(data: CalendarData): Calendar {
  return {
    years: data.years,
    weeks: weeksOf([...(data.changes ?? []), { ...data, from: '' }]),
    off: byDate(data.daysOff, reasonOf),
    worked: byDate(data.daysWorked, reasonOf),
    part: byDate(data.partDays ?? [], (day) => ({ ...reasonOf(day), spans: spansOf(day.hours) })),
  };
}

/** The calendar of units that differ from a base: what they decide for a day goes before what the base says of it. */
export function localCalendarOf(base: CalendarData, local: LocalCalendar): Calendar {
  const own = new Set([...local.daysOff, ...local.daysWorked, ...(local.partDays ?? [])].map((day) => day.date));
  const others = <D extends SpecialDay>(days: D[] = []) => days.filter((day) => !own.has(day.date));
  return calendarOf({
    ...base,
    hours: local.hours ?? base.hours,
    intake: local.intake ?? base.intake,
    // A unit with hours of its own is not touched by later changes of the base's.
    changes: [...(local.changes ?? []), ...(local.hours ? [] : (base.changes ?? []))],
    daysOff: [...others(base.daysOff), ...local.daysOff],
    daysWorked: [...others(base.daysWorked), ...local.daysWorked],
    partDays: [...others(base.partDays), ...(local.partDays ?? [])],
  });
}

function weeksOf(weeks: (Week & { from: LocalDate })[]): WeekSpans[] {
  return weeks
    .map(({ from, hours, intake = {} }) => ({ from, hours: weekSpans(hours), intake: weekSpans(intake) }))
    .sort((a, b) => (a.from < b.from ? 1 : -1));
}

function weekSpans(hours: WeekHours): Record<number, Span[]> {
  return Object.fromEntries(Object.entries(hours).map(([day, spans]) => [Number(day), spansOf(spans)]));
}

const spansOf = (hours: [string, string][]) => hours.map(([from, to]): Span => [clockMinutes(from), clockMinutes(to)]);
const reasonOf = ({ name, decision }: SpecialDay): DayReason => ({ name, decision });
const byDate = <D extends SpecialDay, T>(days: D[], of: (day: D) => T): Record<LocalDate, T> =>
  Object.fromEntries(days.map((day) => [day.date, of(day)]));

const WEEKEND: DayReason = { name: { vi: 'Ngày nghỉ hằng tuần', en: 'Weekly rest day' } };

/** The hours of the week that a date lies in. */
export function weekOn(calendar: Calendar, date: LocalDate): WeekSpans {
  const week = calendar.weeks.find(({ from }) => from <= date);
  if (!week) throw new Error('a calendar has a week without a date');
  return week;
}

/** Office hours of a date in minutes after midnight; empty on a day off. Throws CalendarGap outside the known years. */
export function spansOn(calendar: Calendar, date: LocalDate): Span[] {
  const year = Number(date.slice(0, 4));
  if (year < calendar.years.from || year > calendar.years.to) throw new CalendarGap(year);
  if (calendar.off[date]) return [];
  const part = calendar.part[date];
  if (part) return part.spans;
  // A swapped Saturday is worked like an ordinary weekday.
  return weekOn(calendar, date).hours[calendar.worked[date] ? 1 : weekday(date)] ?? [];
}

/** Hours of a date in which dossiers are taken in without its being working time: a Saturday morning. */
export function intakeOn(calendar: Calendar, date: LocalDate): Span[] {
  if (calendar.off[date] || calendar.part[date] || calendar.worked[date]) return [];
  return weekOn(calendar, date).intake[weekday(date)] ?? [];
}

/** True on a day that counts as a working day. */
export function isWorkingDay(calendar: Calendar, date: LocalDate): boolean {
  return spansOn(calendar, date).length > 0;
}

/** Why a date is not worked; nothing on a working day. */
export function reasonOff(calendar: Calendar, date: LocalDate): DayReason | undefined {
  return isWorkingDay(calendar, date) ? undefined : (calendar.off[date] ?? WEEKEND);
}

/** What is special about a date: why it is off, worked in exchange, or worked in part. */
export function specialOf(calendar: Calendar, date: LocalDate): DayReason | undefined {
  return reasonOff(calendar, date) ?? calendar.worked[date] ?? calendar.part[date];
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

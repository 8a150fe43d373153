import {
  addDays,
  addMonths,
  dayNumber,
  toInstant,
  toMillis,
  localDate,
  localMinutes,
  weekday,
  type Instant,
  type LocalDate,
} from './time';

/**
 * What a dossier is counted as. `open` is received and without a result; of those, `dueToday` and `overdue` exclude each
 * other. `waiting` has its result and is not returned. The others are what happened in a period.
 */
export const MEASURES = [
  ...(['received', 'open', 'dueToday', 'overdue', 'waiting', 'returned'] as const),
  ...(['finished', 'unlimited', 'onTime', 'late', 'lateAgainstFirst'] as const),
] as const;
export type Measure = (typeof MEASURES)[number];

/** Measures that tell how things stand now, whatever the period. */
const STANDING: readonly Measure[] = ['open', 'dueToday', 'overdue', 'waiting'];

export function isStanding(measure: Measure): boolean {
  return STANDING.includes(measure);
}

/** An hour in which something happened, as the beginning of its instants: `2026-11-25T02`. Viet Nam is a whole number of hours away. */
export type Hour = string;

function startOf(hour: Hour): Instant {
  return `${hour}:00:00.000Z`;
}

export function dateOfHour(hour: Hour): LocalDate {
  return localDate(startOf(hour));
}

/** Weekday (1 Monday … 7 Sunday) and hour of the day (0 … 23) in Viet Nam. */
export function placeInWeek(hour: Hour): { weekday: number; hour: number } {
  return { weekday: weekday(dateOfHour(hour)), hour: Math.floor(localMinutes(startOf(hour)) / 60) };
}

/** The hours of a weekday at an hour in Viet Nam, in a period with both its days. */
export function hoursOf(from: LocalDate, to: LocalDate, place: { weekday?: number; hour?: number }): Hour[] {
  const hours: Hour[] = [];
  for (const day of days(from, to)) {
    if (place.weekday !== undefined && weekday(day) !== place.weekday) continue;
    const start = toMillis(`${day}T00:00:00.000+07:00`);
    const wanted = place.hour === undefined ? Array.from({ length: 24 }, (_, hour) => hour) : [place.hour];
    hours.push(...wanted.map((hour) => toInstant(start + hour * 3_600_000).slice(0, 13)));
  }
  return hours;
}

/** How many of each weekday a period has; the first is Monday. */
export function weekdaysIn(from: LocalDate, to: LocalDate): number[] {
  const counts = [0, 0, 0, 0, 0, 0, 0];
  for (const day of days(from, to)) counts[weekday(day) - 1] = (counts[weekday(day) - 1] ?? 0) + 1;
  return counts;
}

function* days(from: LocalDate, to: LocalDate): Generator<LocalDate> {
  const count = dayNumber(to) - dayNumber(from);
  for (let i = 0; i <= count; i++) yield addDays(from, i);
}

export type Step = 'day' | 'week' | 'month';
export type Span = { from: LocalDate; to: LocalDate };

/** The days, weeks (from Monday) or months of a period; the first and the last may be cut by its ends. */
export function spansOf({ from, to }: Span, step: Step): Span[] {
  const spans: Span[] = [];
  for (let start = from; start <= to;) {
    const next = startOfNext(start, step);
    const last = addDays(next, -1);
    spans.push({ from: start, to: last < to ? last : to });
    start = next;
  }
  return spans;
}

function startOfNext(date: LocalDate, step: Step): LocalDate {
  if (step === 'day') return addDays(date, 1);
  if (step === 'week') return addDays(date, 8 - weekday(date));
  return addMonths(`${date.slice(0, 8)}01`, 1);
}

/** The share of those with an appointment that were in time, from 0 to 1; null where there was none. */
export function shareOnTime({ onTime, late }: { onTime: number; late: number }): number | null {
  const judged = onTime + late;
  return judged === 0 ? null : Math.round((onTime / judged) * 10_000) / 10_000;
}

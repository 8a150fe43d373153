/*
 * Instants are ISO strings in UTC (`2026-11-25T02:30:00.000Z`), dates are `YYYY-MM-DD`, Viet Nam is +07:00 the whole year.
 * No Date object: its constructor and getters read the time zone of the machine, and this code runs inside workflows.
 */

/** An ISO 8601 instant in UTC with milliseconds. Instants of this one shape compare as strings. */
export type Instant = string;
/** A calendar date in Viet Nam, `YYYY-MM-DD`. */
export type LocalDate = string;

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Asia/Ho_Chi_Minh: UTC+7, no daylight saving. */
const VIET_NAM = 7 * 60 * MINUTE;

/** Days since 1970-01-01 of a proleptic Gregorian date (eras of 400 years, years starting in March). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civilFromDays(days: number): [year: number, month: number, day: number] {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return [year, month, dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1];
}

const pad = (n: number, width = 2) => String(n).padStart(width, '0');

function dateFromDays(days: number): LocalDate {
  const [year, month, day] = civilFromDays(days);
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

/** Day number of a date, for counting. Throws a RangeError for a date that does not exist (2019-02-29, 2020-02-30). */
export function dayNumber(date: LocalDate): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const days = match ? daysFromCivil(Number(match[1]), Number(match[2]), Number(match[3])) : Number.NaN;
  if (Number.isNaN(days) || dateFromDays(days) !== date) throw new RangeError(`no such date: ${date}`);
  return days;
}

/** True for a date that exists, in the shape `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  try {
    return dayNumber(text) !== undefined;
  } catch {
    return false;
  }
}

/** The date a number of calendar days after another (before it, when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateFromDays(dayNumber(date) + days);
}

/** The same-numbered day some months later, or the last day of a shorter month. (Bộ luật Dân sự 2015, Điều 148 khoản 3) */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year, month, day] = civilFromDays(dayNumber(date));
  const index = year * 12 + (month - 1) + months;
  const first = daysFromCivil(Math.floor(index / 12), (index % 12) + 1, 1);
  const next = daysFromCivil(Math.floor((index + 1) / 12), ((index + 1) % 12) + 1, 1);
  return dateFromDays(first + Math.min(day, next - first) - 1);
}

/** 1 for Monday … 7 for Sunday. */
export function weekday(date: LocalDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** Milliseconds since the epoch of an instant with `Z` or an explicit offset. Throws a RangeError for anything else. */
export function toMillis(instant: Instant): number {
  const match =
    /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})$/.exec(instant) ?? [];
  const [, date, hour, minute, second = '0', fraction = '0', zone] = match;
  if (!date || !zone || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    throw new RangeError(`no such instant: ${instant}`);
  }
  const offset =
    zone === 'Z' ? 0 : (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));
  return (
    dayNumber(date) * DAY +
    (Number(hour) * 60 + Number(minute) - offset) * MINUTE +
    Number(second) * 1000 +
    Math.floor(Number(`0.${fraction}`) * 1000)
  );
}

/** True for an instant that exists, with `Z` or an explicit offset. */
export function isInstant(text: string): boolean {
  try {
    return Number.isFinite(toMillis(text));
  } catch {
    return false;
  }
}

/** The instant of milliseconds since the epoch. */
export function toInstant(millis: number): Instant {
  const days = Math.floor(millis / DAY);
  const rest = Math.floor(millis - days * DAY);
  const minutes = Math.floor(rest / MINUTE);
  const clock = `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
  return `${dateFromDays(days)}T${clock}:${pad(Math.floor((rest % MINUTE) / 1000))}.${pad(rest % 1000, 3)}Z`;
}

/** The date in Viet Nam at an instant: 23:30 UTC is already the next morning there. */
export function localDate(instant: Instant): LocalDate {
  return dateFromDays(Math.floor((toMillis(instant) + VIET_NAM) / DAY));
}

/** Minutes since midnight in Viet Nam, with seconds and milliseconds as a fraction, so that 15:00:01 is after 15:00. */
export function localMinutes(instant: Instant): number {
  const millis = toMillis(instant) + VIET_NAM;
  return (millis - Math.floor(millis / DAY) * DAY) / MINUTE;
}

/** The instant of some minutes after midnight in Viet Nam on a date. 1440 is the end of that day. */
export function localInstant(date: LocalDate, minutes: number): Instant {
  return toInstant(dayNumber(date) * DAY + minutes * MINUTE - VIET_NAM);
}

/** 00:00 in Viet Nam on a date: when what is dated takes effect. */
export function startOfDay(date: LocalDate): Instant {
  return localInstant(date, 0);
}

/** Minutes since midnight of a wall-clock time `HH:MM`. Throws a RangeError for a time that does not exist. */
export function clockMinutes(time: string): number {
  const match = /^(\d{2}):(\d{2})$/.exec(time);
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
  if (Number.isNaN(minutes) || Number(match?.[2]) > 59 || minutes > 1440) throw new RangeError(`no such time: ${time}`);
  return minutes;
}

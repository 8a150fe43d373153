import type { Text } from './text';
import { localDate, localMinutes, type Instant, type LocalDate } from './time';

/** As a Vietnamese reader writes it: 16 giờ 30, ngày 05/10/2026. */
export function dayAndTime(at: Instant): string {
  const [hour, minute] = hourAndMinute(at);
  return `${hour} giờ ${minute}, ngày ${dayOf(localDate(at))}`;
}

/** A moment in Viet Nam for readers of both languages. */
export function momentText(at: Instant): Text {
  return { vi: dayAndTime(at), en: `${hourAndMinute(at).join(':')}, ${dayOf(localDate(at))}` };
}

/** A date with the day in front, as both kinds of readers meet it on Vietnamese papers: 05/10/2026. */
export function dayOf(date: LocalDate): string {
  return date.split('-').reverse().join('/');
}

function hourAndMinute(at: Instant): [string, string] {
  const minutes = Math.floor(localMinutes(at));
  return [String(Math.floor(minutes / 60)), String(minutes % 60).padStart(2, '0')];
}

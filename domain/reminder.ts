import { addWorkingDays, isWorkingDay, openingOf, workingDayBefore, type Calendar } from './calendar';
import { localDate, type Instant } from './time';

/** When the people whose turn it is are reminded of an appointment; a matter of policy, so it is configuration. */
export type ReminderRule = {
  code: string;
  /** Working days before the appointment. On the last one an apology is still possible. */
  soon: number[];
  /** In the morning of the day itself. */
  today: boolean;
  /** When the appointment has passed. */
  overdue: boolean;
};

/** Where nothing is configured: two days before, on the last day for an apology, on the day itself, and afterwards. */
export const REMINDERS: ReminderRule = { code: 'standard', soon: [2, 1], today: true, overdue: true };

export type ReminderKind = 'due-soon' | 'due-today' | 'overdue';

/** `key` tells reminders of one appointment apart: `due-soon-2`. */
export type Reminder = { kind: ReminderKind; key: string };

/**
 * The reminder whose time has come for an appointment: the latest one only, so that a dossier of one day is not
 * reminded of three times at once.
 * (Nghị định 61/2018/NĐ-CP, Điều 19 khoản 9: the apology goes out by the day before the appointment)
 * @throws CalendarGap
 */
export function reminderAt(rule: ReminderRule, calendar: Calendar, dueAt: Instant, now: Instant): Reminder | undefined {
  if (now >= dueAt) return rule.overdue ? { kind: 'overdue', key: 'overdue' } : undefined;
  const day = localDate(dueAt);
  if (now >= openingOf(calendar, day)) return rule.today ? { kind: 'due-today', key: 'due-today' } : undefined;
  const soonest = [...rule.soon]
    .sort((a, b) => a - b)
    .find((days) => now >= openingOf(calendar, before(calendar, day, days)));
  return soonest === undefined ? undefined : { kind: 'due-soon', key: `due-soon-${soonest}` };
}

function before(calendar: Calendar, day: string, days: number): string {
  let date = day;
  for (let left = days; left > 0; left--) date = workingDayBefore(calendar, date);
  return date;
}

/** Appointments after this day need no look yet. */
export function remindedUntil(rule: ReminderRule, calendar: Calendar, now: Instant): string {
  const today = localDate(now);
  const days = Math.max(0, ...rule.soon) + (isWorkingDay(calendar, today) ? 0 : 1);
  return days === 0 ? today : addWorkingDays(calendar, today, days);
}

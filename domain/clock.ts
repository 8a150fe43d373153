import {
  addWorkingMinutes,
  closingOf,
  workingDayBefore,
  workingDayFrom,
  workingMinutesBetween,
  type Calendar,
} from './calendar';
import { dueOf, type Limit } from './deadline';
import type { ActionRule, Lifecycle, StageRule } from './process';
import { addDays, localDate, localInstant, toInstant, toMillis, type Instant, type LocalDate } from './time';

/** The legal period of a dossier at one moment. Every field is an instant that was computed once and is on the record. */
export type Clock = {
  /** Where the period that now runs began: the receipt, or the completed supplement. */
  periodFrom?: Instant;
  /** The appointment as it stands. None where the law sets no limit, or while the period has not begun again. */
  dueAt?: Instant;
  /** The appointment before any extension; lateness is reported against both. */
  firstDueAt?: Instant;
  /** Minutes that were left when the period was paused; the first appointment's only if it had not passed by then. */
  left?: { due: number; first?: number };
  stageSince: Instant;
  stageDueAt?: Instant;
  /** From this instant on the named action is too late. */
  until: { [action: string]: Instant };
};

export type Move = {
  lifecycle: Lifecycle;
  /** Working time of the counter that received the dossier: the appointment is there. */
  calendar: Calendar;
  /** Working time of the unit whose turn the stage is, where it is another. */
  stageCalendar?: Calendar;
  /** The procedure's limit for the dossier's channel; null where there is none. */
  limit: Limit | null;
  from: StageRule | undefined;
  to: StageRule;
  action: ActionRule;
  at: Instant;
  /** The legal receipt, when this move is it. */
  receivedAt?: Instant;
  /** The new appointment, when this move extends it. */
  extendTo?: LocalDate;
};

/** The clock after a move. @throws CalendarGap when a date lies outside the known years */
export function advance(clock: Clock | undefined, move: Move): Clock {
  const before: Clock = clock ?? { stageSince: move.at, until: {} };
  const period = advancePeriod(before, move);
  const moved = !clock || move.action.to !== undefined;
  const stage = moved ? stageClock(move) : { stageSince: before.stageSince, stageDueAt: before.stageDueAt };
  return defined({ ...period, ...stage, until: windows(move, period) });
}

function stageClock({ calendar, stageCalendar = calendar, to, at, receivedAt }: Move) {
  const since = receivedAt ?? at;
  return { stageSince: since, stageDueAt: to.limit && dueOf(stageCalendar, to.limit, since).at };
}

type Period = Pick<Clock, 'periodFrom' | 'dueAt' | 'firstDueAt' | 'left'>;

function advancePeriod(before: Clock, move: Move): Period {
  const { calendar, from, to, at, receivedAt, extendTo } = move;
  if (receivedAt) return fullPeriod(move, receivedAt);
  if (extendTo) return { ...periodOf(before), dueAt: closingOf(calendar, workingDayFrom(calendar, extendTo)) };
  if (from?.clock === to.clock) return periodOf(before);
  // Nghị định 61/2018/NĐ-CP, Điều 19 khoản 4: the time is counted again from the start once the dossier is complete.
  if (from?.clock === 'restarts' && to.clock === 'runs') return fullPeriod(move, at);
  if (to.clock === 'restarts') return { periodFrom: before.periodFrom };
  if (to.clock === 'pauses') return pause(before, move);
  if (from?.clock === 'pauses' && to.clock === 'runs') return resume(before, move);
  return periodOf(before);
}

function fullPeriod({ calendar, limit }: Move, from: Instant): Period {
  const dueAt = limit ? dueOf(calendar, limit, from).at : undefined;
  return { periodFrom: from, dueAt, firstDueAt: dueAt };
}

/**
 * What is left when the period is paused. A date that has passed already stays: pausing must never hide that it has.
 * Limits in working time keep working minutes; limits that count days off too (calendar days, months) keep all minutes.
 */
function pause(before: Clock, move: Move): Period {
  const { periodFrom, dueAt, firstDueAt = dueAt } = before;
  const { at } = move;
  if (!dueAt || !firstDueAt || dueAt <= at) return periodOf(before);
  const first = firstDueAt <= at ? undefined : leftUntil(move, firstDueAt);
  const left = { due: leftUntil(move, dueAt), ...(first !== undefined && { first }) };
  return { periodFrom, left, ...(first === undefined && { firstDueAt }) };
}

function leftUntil({ limit, calendar, at }: Move, dueAt: Instant): number {
  if (!countsDaysOff(limit)) return workingMinutesBetween(calendar, at, dueAt);
  return Math.ceil((toMillis(dueAt) - toMillis(at)) / 60_000);
}

function resume(before: Clock, move: Move): Period {
  const { left, firstDueAt } = before;
  if (!left) return periodOf(before);
  const first = left.first === undefined ? firstDueAt : dueAfter(move, left.first);
  return { periodFrom: before.periodFrom, dueAt: dueAfter(move, left.due), firstDueAt: first };
}

function dueAfter({ limit, calendar, at }: Move, minutes: number): Instant {
  if (!countsDaysOff(limit)) return addWorkingMinutes(calendar, at, minutes);
  const last = localDate(toInstant(toMillis(at) + minutes * 60_000));
  // A period that ends on a day off ends with the next working day. (Bộ luật Dân sự 2015, Điều 148 khoản 5)
  return closingOf(calendar, workingDayFrom(calendar, last));
}

function countsDaysOff(limit: Limit | null): boolean {
  return limit?.unit === 'calendar-day' || limit?.unit === 'month';
}

function periodOf({ periodFrom, dueAt, firstDueAt, left }: Clock): Period {
  return { periodFrom, dueAt, firstDueAt, left };
}

/** The clock with another appointment, and the windows that hang on it. */
export function moveAppointment(
  clock: Clock,
  dueOn: LocalDate,
  { lifecycle, calendar }: Pick<Move, 'lifecycle' | 'calendar'>,
): Clock {
  const period = { ...periodOf(clock), dueAt: closingOf(calendar, workingDayFrom(calendar, dueOn)) };
  return { ...clock, ...period, until: windows({ lifecycle, calendar }, period) };
}

/** Legal windows end with the day (24:00), not with office hours. (Bộ luật Dân sự 2015, Điều 148) */
function windows({ lifecycle, calendar }: Pick<Move, 'lifecycle' | 'calendar'>, period: Period): Clock['until'] {
  const until: Clock['until'] = {};
  for (const action of lifecycle.actions) {
    if (action.within && period.periodFrom) {
      until[action.name] = endOfDay(localDate(dueOf(calendar, action.within, period.periodFrom).at));
    } else if (action.extends && period.dueAt) {
      until[action.name] = endOfDay(workingDayBefore(calendar, localDate(period.dueAt)));
    } else if (action.beforeDue && period.dueAt) {
      until[action.name] = endOfDay(localDate(period.dueAt));
    }
  }
  return until;
}

/** The first instant of the next day in Viet Nam. */
function endOfDay(date: LocalDate): Instant {
  return localInstant(addDays(date, 1), 0);
}

/** Absent rather than undefined, so that the state is the same before and after a trip through JSON. */
function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;
}

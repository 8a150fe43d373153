import { addWorkingDays, isWorkingDay, workingDayFrom, type Calendar } from '../../domain/calendar';
import { localInstant, type Instant, type LocalDate } from '../../domain/time';
import { weighed, whole, type Random } from './random';
import { FIRST_DAY, LAST_DAY, TIMELINE } from './timeline';

/** A moment at which the counters work; the clock stands there while they do. */
export type Position = { date: LocalDate; at: Instant };
export type Day = { date: LocalDate; positions: Position[] };

/** Working days that are played come in runs of so many, so many working days apart from start to start. */
const [RUN, APART] = [3, 18];
/** From – to, in minutes after midnight: 07:30–08:20, 09:00–10:30, 13:40–15:00, 15:40–16:30. */
const SPANS = [
  [450, 500],
  [540, 630],
  [820, 900],
  [940, 990],
] as const;

/** The days that are played: runs of working days all the way, and every day on which officers act. */
export function playedDays(calendar: Calendar, random: Random): Day[] {
  const dates = new Set(TIMELINE.map(({ on }) => on));
  for (let start = FIRST_DAY; start <= LAST_DAY; start = addWorkingDays(calendar, start, APART)) {
    for (let day = workingDayFrom(calendar, start), i = 0; i < RUN; day = addWorkingDays(calendar, day, 1), i++) {
      if (day <= LAST_DAY) dates.add(day);
    }
  }
  return [...dates].sort().map((date) => ({ date, positions: positionsOf(calendar, date, random) }));
}

function positionsOf(calendar: Calendar, date: LocalDate, random: Random): Position[] {
  if (!isWorkingDay(calendar, date)) return [];
  // The state is opened afterwards at 08:00 of the last day: nothing may be later than that.
  const spans = date === LAST_DAY ? ([[450, 470]] as const) : SPANS;
  return spans.map(([from, to]) => ({ date, at: localInstant(date, whole(random, from, to)) }));
}

/** The place of an arrival among the positions of a day: more in the morning than in the afternoon. */
export function arrivalOf(random: Random, first: number, { positions }: Day): number {
  const weights = [4, 4, 3, 2].slice(0, positions.length);
  return (
    first +
    weighed(
      random,
      weights.map((weight, i) => [weight, i] as const),
    )
  );
}

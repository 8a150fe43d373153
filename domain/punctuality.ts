import { workingMinutesBetween, type Calendar } from './calendar';
import { unitOfStage, type DossierEvent, type DossierState } from './dossier';
import { stageOf, type ClockRule, type Lifecycle } from './process';
import type { Instant } from './time';
import type { UnitId } from './unit';

/** A stay of a dossier in a stage. Times are working minutes by the calendar of the counter that received it. */
export type StageTime = {
  stage: string;
  /** Whose turn it was. */
  unit: UnitId;
  clock: ClockRule;
  from: Instant;
  /** When it left the stage; nothing while it is there. */
  to?: Instant;
  minutes: number;
  dueAt?: Instant;
  /** Working minutes beyond the stage's own limit. */
  overMinutes: number;
};

export type Verdict = 'no-appointment' | 'under-way' | 'overdue' | 'on-time' | 'late';

export type Punctuality = {
  verdict: Verdict;
  /** When the result was ready, or the dossier had ended. */
  finishedAt?: Instant;
  /** The appointment that was first promised, and the one that stands; where they differ it was extended or moved. */
  firstDueAt?: Instant;
  dueAt?: Instant;
  /** Working minutes after each of them; 0 when in time. */
  lateMinutes: { first: number; present: number };
  /** Working minutes since the receipt: while the period ran, and while it stood still. */
  minutes: { running: number; standing: number };
  /** A period that had passed before the dossier was supplemented and a new one began. */
  missed: { dueAt: Instant; at: Instant }[];
  stages: StageTime[];
};

/**
 * How a dossier kept its time, and in whose hands the time went. What stood still does not count: the appointment moved
 * on with it. A dossier whose period had passed stays late though a new period began later.
 * @param events all of the dossier, in order
 * @throws CalendarGap
 */
export function punctualityOf(
  state: DossierState,
  events: DossierEvent[],
  { lifecycle, calendar, now }: { lifecycle: Lifecycle; calendar: Calendar; now: Instant },
): Punctuality {
  const clockOf = (name: string): ClockRule => stageOf(lifecycle, name)?.clock ?? 'before';
  const done = events.find(({ to, closed }) => closed || clockOf(to) === 'ended');
  const { dueAt, firstDueAt } = state.clock;
  const until = done?.at ?? now;
  const minutesFrom = (from: Instant | undefined) => (from ? workingMinutesBetween(calendar, from, until) : 0);
  const lateMinutes = { first: minutesFrom(firstDueAt), present: minutesFrom(dueAt) };
  const missed = missedPeriods(events, clockOf);
  const stages = stagesOf(state, events, { lifecycle, calendar, now });
  const sum = (kinds: ClockRule[]) =>
    stages.filter(({ clock }) => kinds.includes(clock)).reduce((total, { minutes }) => total + minutes, 0);
  return {
    verdict: verdictOf(state, {
      finished: done !== undefined,
      passed: until > (dueAt ?? until),
      missed: missed.length > 0,
    }),
    ...(done && { finishedAt: done.at }),
    ...(firstDueAt && { firstDueAt }),
    ...(dueAt && { dueAt }),
    lateMinutes,
    minutes: { running: sum(['runs']), standing: sum(['pauses', 'restarts']) },
    missed,
    stages,
  };
}

function verdictOf(
  { receipt }: DossierState,
  { finished, passed, missed }: { finished: boolean; passed: boolean; missed: boolean },
): Verdict {
  if (!receipt?.limit) return 'no-appointment';
  const late = passed || missed;
  if (finished) return late ? 'late' : 'on-time';
  return late ? 'overdue' : 'under-way';
}

/** Appointments that passed before the period was ended by a supplement, which begins it anew. */
function missedPeriods(events: DossierEvent[], clockOf: (stage: string) => ClockRule): Punctuality['missed'] {
  return events.flatMap((event, i) => {
    const dueAt = events[i - 1]?.clock.dueAt;
    const ends = event.kind === 'step' && clockOf(event.from) === 'runs' && clockOf(event.to) === 'restarts';
    return ends && dueAt !== undefined && dueAt < event.at ? [{ dueAt, at: event.at }] : [];
  });
}

function stagesOf(
  { units }: DossierState,
  events: DossierEvent[],
  { lifecycle, calendar, now }: { lifecycle: Lifecycle; calendar: Calendar; now: Instant },
): StageTime[] {
  const entries = events.filter(({ clock }, i) => clock.stageSince !== events[i - 1]?.clock.stageSince);
  return entries.flatMap((event, i): StageTime[] => {
    const rule = stageOf(lifecycle, event.to);
    if (!rule || event.closed) return [];
    const to = entries[i + 1]?.clock.stageSince;
    const from = event.clock.stageSince;
    const last = to ?? now;
    // A limit that was moved while the dossier was there: the last word counts.
    const dueAt = events.findLast(({ clock }) => clock.stageSince === from)?.clock.stageDueAt;
    return [
      {
        stage: event.to,
        unit: unitOfStage(rule, units),
        clock: rule.clock,
        from,
        ...(to && { to }),
        minutes: workingMinutesBetween(calendar, from, last),
        ...(dueAt && { dueAt }),
        overMinutes: dueAt ? workingMinutesBetween(calendar, dueAt, last) : 0,
      },
    ];
  });
}

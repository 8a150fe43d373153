import { byOf, requireField, type Actor, type By } from './actor';
import type { Calendar } from './calendar';
import { advance, moveAppointment, type Clock } from './clock';
import { checkSeen, unitOfStage, type DossierEvent, type DossierState } from './dossier';
import { Refusal, refusedAt } from './problem';
import { actionOf, stageOf, type Lifecycle } from './process';
import { localDate, type Instant, type LocalDate } from './time';
import type { UnitId } from './unit';

/** What is needed to reckon anew beside the dossier itself. */
export type Reckoning = { lifecycle: Lifecycle; calendarAt: (unit: UnitId) => Calendar; at: Instant };

export type Correction = { id: string; expectedSeq: number; actor: Actor; dueOn: LocalDate };

/**
 * Puts an appointment right that was reckoned wrongly (a wrong time of receipt, a wrong limit). It stays on the record
 * with its author, and the date that was first promised stays what lateness is told against: nothing is made to look in
 * time by it.
 * @throws Refusal dossier-closed, stale-sequence, not-your-unit, no-appointment, date-before-receipt,
 *   date-unchanged; CalendarGap
 */
export function correctAppointment(state: DossierState, correction: Correction, reckoning: Reckoning): DossierEvent {
  const { actor, dueOn, expectedSeq, id } = correction;
  checkCorrector(state, actor);
  checkSeen(state, expectedSeq);
  const { dueAt } = state.clock;
  if (!dueAt || !state.receipt) throw new Refusal('no-appointment');
  if (dueOn < localDate(state.receipt.receivedAt)) throw refusedAt('/dueOn', 'date-before-receipt');
  const { lifecycle, calendarAt, at } = reckoning;
  const clock = moveAppointment(state.clock, dueOn, { lifecycle, calendar: calendarAt(state.units.receiving) });
  if (clock.dueAt === dueAt) throw refusedAt('/dueOn', 'date-unchanged');
  return amended(state, 'corrected', clock, { at, by: actor, commandId: id });
}

/**
 * What the dossier itself says of who corrects: it is open, and his. That his role may do it is in the table of
 * permissions, which a workflow does not carry: it is asked before the command is taken up, and where it is written.
 * @throws Refusal dossier-closed, not-your-unit, delegation-field
 */
export function checkCorrector(state: DossierState, actor: Actor): void {
  if (state.closed) throw new Refusal('dossier-closed', { stage: state.stage });
  const own = [state.units.deciding, state.units.receiving].some((unit) => actor.actsFor.includes(unit));
  if (!own) throw new Refusal('not-your-unit', { action: 'correct' });
  requireField(actor, state.field);
}

/**
 * The event that moves an open dossier's dates to where today's calendar has them: a day off that was decided after they
 * were reckoned. Nothing when none moves. What has passed already stays, and nothing is moved into the past: nobody
 * becomes late, or stops being late, by a decision on days off.
 * @param events all of the dossier, in order
 */
export function recountDossier(
  state: DossierState,
  events: DossierEvent[],
  reckoning: Reckoning,
  by: { actor: By; commandId: string },
): DossierEvent | undefined {
  if (state.closed) return undefined;
  const replayed = replayClock(state, events, reckoning);
  const clock = replayed && movedOnly(state.clock, replayed, reckoning.at);
  if (!clock) return undefined;
  return amended(state, 'recounted', clock, { at: reckoning.at, by: by.actor, commandId: by.commandId });
}

/** The clock as it would stand had today's calendar been there from the beginning. */
function replayClock(state: DossierState, events: DossierEvent[], reckoning: Reckoning): Clock | undefined {
  const { lifecycle, calendarAt } = reckoning;
  const calendar = calendarAt(state.units.receiving);
  let clock: Clock | undefined;
  for (const event of events) {
    if (event.kind === 'corrected' && clock && event.clock.dueAt)
      clock = moveAppointment(clock, localDate(event.clock.dueAt), { lifecycle, calendar });
    if (event.kind !== 'step') continue;
    const action = actionOf(lifecycle, event.from, event.action);
    const to = stageOf(lifecycle, event.to);
    // The rules of the day of receipt may be others than those it began with: then nothing can be said.
    if (!action || !to) return undefined;
    clock = advance(clock, {
      lifecycle,
      calendar,
      stageCalendar: calendarAt(unitOfStage(to, state.units)),
      limit: state.receipt?.limit ?? null,
      from: stageOf(lifecycle, event.from),
      to,
      action,
      at: event.at,
      receivedAt: event.receipt?.receivedAt,
      extendTo: action.extends && event.clock.dueAt ? localDate(event.clock.dueAt) : undefined,
    });
  }
  return clock;
}

/** Of two clocks the first, with the dates of the second where both lie ahead; nothing when none of them differs. */
function movedOnly(now: Clock, then: Clock, at: Instant): Clock | undefined {
  const moved = (before: Instant | undefined, after: Instant | undefined) =>
    before && after && before > at && after > at ? after : before;
  const until = Object.fromEntries(
    Object.entries(now.until).map(([name, before]): [string, Instant] => [
      name,
      moved(before, then.until[name]) ?? before,
    ]),
  );
  const clock: Clock = {
    ...now,
    ...given('dueAt', moved(now.dueAt, then.dueAt)),
    ...given('firstDueAt', moved(now.firstDueAt, then.firstDueAt)),
    ...given('stageDueAt', moved(now.stageDueAt, then.stageDueAt)),
    ...(now.left && then.left && { left: then.left }),
    until,
  };
  return JSON.stringify(clock) === JSON.stringify(now) ? undefined : clock;
}

const given = (name: keyof Clock, value: Instant | undefined) => (value === undefined ? {} : { [name]: value });

function amended(
  state: DossierState,
  kind: 'corrected' | 'recounted',
  clock: Clock,
  { at, by, commandId }: { at: Instant; by: By; commandId: string },
): DossierEvent {
  const { seq, stage, status, closed } = state;
  return {
    seq: seq + 1,
    at,
    kind,
    action: kind,
    from: stage,
    to: stage,
    status,
    closed,
    by: byOf(by),
    commandId,
    clock,
  };
}

import { actorFault, byOf, isOneOf, requireField, SYSTEM, type Actor, type By, type DossierUnits } from './actor';
import type { Calendar } from './calendar';
import { advance, type Clock } from './clock';
import type { Limit } from './deadline';
import { Refusal } from './problem';
import type { Channel } from './procedure';
import {
  actionOf,
  NEW,
  stageOf,
  type ActionRule,
  type Lifecycle,
  type Outcome,
  type StageRule,
  type StatusCode,
} from './process';
import { addDays, localDate, type Instant, type LocalDate } from './time';
import type { UnitId } from './unit';

/** What is fixed when a dossier begins. */
export type Opening = {
  id: string;
  procedure: { code: string; version: number };
  process: { id: string; version: number };
  field: string;
  channel: Channel;
  units: DossierUnits;
  /** The general rules of law on the day it began; the receipt may bring later ones. */
  rules: string;
};

/** The legal receipt: from here on the dossier has a code and a period, under the rules of that day. */
export type Receipt = { code: string; receivedAt: Instant; rules: string; limit: Limit | null };

/** One thing that happened to a dossier: a step that somebody took, or a limit that passed. Holds nothing personal. */
export type DossierEvent = {
  seq: number;
  at: Instant;
  kind: 'step' | 'late' | 'corrected' | 'recounted';
  action: string;
  from: string;
  to: string;
  status: StatusCode;
  closed: boolean;
  by: By;
  commandId: string;
  clock: Clock;
  opening?: Opening;
  receipt?: Receipt;
  outcome?: Outcome;
  /** Which limit passed, and when it was. */
  late?: { what: 'whole' | 'stage'; dueAt: Instant };
  /** Hash of what was written in the form and handed in, which is kept apart and can be erased. */
  contentHash?: string;
  /** Hashes of the files handed in, so that they can be proven without what the form says of people. */
  files?: string[];
};

/** All that decides a dossier's next move. Plain JSON: it is carried in workflows and stored with the projection. */
export type DossierState = Opening & {
  seq: number;
  stage: string;
  status: StatusCode;
  closed: boolean;
  clock: Clock;
  receipt?: Receipt;
  outcome?: Outcome;
  /** The last time of each action, and by whom. */
  done: { [action: string]: { seq: number; at: Instant; by: string; onBehalfOf?: string } };
  /** Limits whose passing is on the record already. */
  noted: { whole?: Instant; stage?: Instant };
};

/** A wish to move a dossier. `expectedSeq` is the number its author saw; 0 for a dossier that does not exist yet. */
export type Command = { id: string; action: string; expectedSeq: number; actor: Actor };

/**
 * The action that a command means, if its author may take it now.
 * @throws Refusal stale-sequence, dossier-closed, wrong-stage, not-your-role, not-your-unit, same-person, only-once, too-late, delegation-field
 */
export function checkCommand(lifecycle: Lifecycle, state: DossierState, command: Command, now: Instant): ActionRule {
  checkSeen(state, command.expectedSeq);
  return checkAction(lifecycle, state, command.action, command.actor, now);
}

/** Whether an author has seen the last that happened. @throws Refusal stale-sequence */
export function checkSeen({ seq }: DossierState, expected: number): void {
  if (expected !== seq) throw new Refusal('stale-sequence', { expected, actual: seq });
}

/** As `checkCommand`, without regard to what its author has seen: also says what could be done now, and why not. */
export function checkAction(
  lifecycle: Lifecycle,
  state: DossierState,
  name: string,
  actor: Actor,
  now: Instant,
): ActionRule {
  const action = actionOf(lifecycle, state.stage, name);
  if (!action) throw new Refusal(state.closed ? 'dossier-closed' : 'wrong-stage', { stage: state.stage, action: name });
  checkActor(lifecycle, state.stage, action, actor, state.units);
  requireField(actor, state.field);
  const before = action.notBy === undefined ? undefined : state.done[action.notBy];
  if (before && isOneOf(actor, [before.by, before.onBehalfOf]))
    throw new Refusal('same-person', { action: action.notBy ?? '' });
  const sharing = lifecycle.actions.filter((other) => action.once && other.once === action.once);
  if (sharing.some((other) => state.done[other.name])) throw new Refusal('only-once', { action: name });
  const until = state.clock.until[name];
  if (until && now >= until) throw new Refusal('too-late', { action: name, until: addDays(localDate(until), -1) });
  if (action.extends && !state.clock.dueAt) throw new Refusal('condition-not-met', { action: name });
  return action;
}

/** The action with which a dossier begins. @throws Refusal wrong-stage, not-your-role, not-your-unit */
export function checkOpening(lifecycle: Lifecycle, name: string, actor: Actor, units: DossierUnits): ActionRule {
  const action = actionOf(lifecycle, NEW, name);
  if (!action) throw new Refusal('wrong-stage', { stage: NEW, action: name });
  checkActor(lifecycle, NEW, action, actor, units);
  return action;
}

function checkActor(lifecycle: Lifecycle, stage: string, action: ActionRule, actor: Actor, units: DossierUnits): void {
  const allowed = action.by ?? stageOf(lifecycle, stage)?.actors;
  const fault = allowed ? actorFault(actor, allowed, units) : 'not-your-role';
  if (fault) throw new Refusal(fault, { action: action.name });
}

/** What a step needs beside the command: the moment, and what only the database knows. */
export type StepFacts = {
  at: Instant;
  /** Working time of a unit. */
  calendarAt: (unit: UnitId) => Calendar;
  /** The procedure's limit for the channel, under which the period starts or starts anew. */
  limit: Limit | null;
  opening?: Opening;
  receipt?: Receipt;
  extendTo?: LocalDate;
};

/** The event of a step that was checked. @throws CalendarGap, Refusal date-not-later */
export function takeStep(
  lifecycle: Lifecycle,
  state: DossierState | undefined,
  command: Command,
  action: ActionRule,
  facts: StepFacts,
): DossierEvent {
  const { at, calendarAt, limit, opening, receipt, extendTo } = facts;
  const from = state?.stage ?? NEW;
  const to = rule(lifecycle, action.to ?? from);
  const { units } = required(state ?? opening);
  if (extendTo && state?.clock.dueAt && extendTo <= localDate(state.clock.dueAt)) throw new Refusal('date-not-later');
  return {
    seq: (state?.seq ?? 0) + 1,
    at,
    kind: 'step',
    action: action.name,
    from,
    to: to.name,
    status: to.status,
    closed: to.end ?? false,
    by: byOf(command.actor),
    commandId: command.id,
    clock: advance(state?.clock, {
      lifecycle,
      calendar: calendarAt(units.receiving),
      stageCalendar: calendarAt(unitOfStage(to, units)),
      limit,
      from: stageOf(lifecycle, from),
      to,
      action,
      at,
      receivedAt: receipt?.receivedAt,
      extendTo,
    }),
    ...(opening && { opening }),
    ...(receipt && { receipt }),
    ...(action.outcome && { outcome: action.outcome }),
  };
}

/** Whose turn a stage is; the counter's where it is nobody's. */
export function unitOfStage({ actors }: StageRule, units: DossierUnits): UnitId {
  return (actors && units[actors.unit]) ?? units.receiving;
}

/** The event that a limit has passed without the stage having an action for it. */
export function noteLate(state: DossierState, due: DueThing, at: Instant, commandId: string): DossierEvent {
  return {
    seq: state.seq + 1,
    at,
    kind: 'late',
    action: 'late',
    from: state.stage,
    to: state.stage,
    status: state.status,
    closed: state.closed,
    by: byOf(SYSTEM),
    commandId,
    clock: state.clock,
    late: { what: due.what, dueAt: due.at },
  };
}

/** The state after an event: the one reducer of workflow, projection and rebuild. */
export function evolve(state: DossierState | undefined, event: DossierEvent): DossierState {
  const base = state ?? { ...required(event.opening), done: {}, noted: {} };
  // Verifying the record folds millions of events: what is seldom there is put in after, not spread in each time.
  const next: DossierState = {
    ...base,
    seq: event.seq,
    stage: event.to,
    status: event.status,
    closed: event.closed,
    clock: event.clock,
    done: event.kind === 'step' ? { ...base.done, [event.action]: lastOf(event) } : base.done,
    noted: event.late ? { ...base.noted, [event.late.what]: event.late.dueAt } : base.noted,
  };
  if (event.receipt) next.receipt = event.receipt;
  if (event.outcome) next.outcome = event.outcome;
  return next;
}

function lastOf({ seq, at, by: { id: by, onBehalfOf } }: DossierEvent): DossierState['done'][string] {
  return onBehalfOf ? { seq, at, by, onBehalfOf: onBehalfOf.id } : { seq, at, by };
}

export type DueThing = { what: 'whole' | 'stage'; at: Instant; action?: string };

/** The next limit that will pass, or nothing when none runs. */
export function nextDue(lifecycle: Lifecycle, state: DossierState): DueThing | undefined {
  if (state.closed) return undefined;
  const stage = rule(lifecycle, state.stage);
  const { dueAt, stageDueAt } = state.clock;
  const due: DueThing[] = [];
  if (dueAt && stage.clock === 'runs' && state.noted.whole !== dueAt) due.push({ what: 'whole', at: dueAt });
  if (stageDueAt && state.noted.stage !== stageDueAt)
    due.push({ what: 'stage', at: stageDueAt, action: stage.onLimit });
  return due.sort((a, b) => (a.at < b.at ? -1 : 1))[0];
}

function rule(lifecycle: Lifecycle, name: string): StageRule {
  return required(stageOf(lifecycle, name));
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the process definition was not checked');
  return value;
}

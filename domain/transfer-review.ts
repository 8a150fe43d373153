import { addWorkingDays, closingOf, type Calendar } from './calendar';
import { criteriaOf, type Criterion, type StagePlan } from './plan';
import { assess, earliest, latest, type Assessment, type Evidence } from './readiness';
import { addDays, localDate, startOfDay, type Instant } from './time';
import { nextStage, stageIn, SUSPENDED, type By, type Gate, type TransferEvent, type TransferState } from './transfer';

/** What a review of a transfer comes to. */
export type Review = {
  /** What has to happen now; nothing when all is as it should be. */
  event?: TransferEvent;
  /** The moment to look again, if nothing else changes before. */
  nextAt?: Instant;
  /** How the criteria of the next stage (or of the way back) stand. */
  ahead?: Assessment;
  /** How the criteria of the stage that is open stand, where it must keep them. */
  standing?: Assessment;
};

export type Circumstances = { plan: StagePlan; calendar: Calendar; evidence: Evidence; now: Instant };

/** The clock and the facts act when nobody presses a button. */
const SYSTEM_BY: By = { id: 'system', role: 'system', unit: '' };

/**
 * Looks at a transfer: what happens by itself, by the facts and the time alone.
 * A gate opens exactly when all criteria hold and its date has come, whichever is last; what stops holding is flagged,
 * and after its grace time the transfer is suspended; readiness that comes back opens it again. One event at a time:
 * whoever records it looks again.
 */
export function reviewTransfer(state: TransferState, circumstances: Circumstances): Review {
  if (state.closed) return {};
  const back = state.handBack ? wayBack(state, circumstances) : undefined;
  if (back?.event) return back;
  const own = state.stage === SUSPENDED ? restoring(state, circumstances) : keeping(state, circumstances);
  if (own.event) return own;
  const ahead = opening(state, circumstances);
  const wakes = [back?.nextAt, own.nextAt, ahead.nextAt].flatMap((at) => at ?? []);
  return {
    ...own,
    ...ahead,
    ...(back?.ahead && { ahead: back.ahead }),
    ...(wakes.length > 0 && { nextAt: earliest(wakes) }),
  };
}

/** The next stage of the plan. */
function opening(state: TransferState, { plan, evidence, now }: Circumstances): Review {
  const stage = nextStage(plan, state);
  if (!stage) return {};
  const ahead = assess(stage.criteria, state, evidence, now);
  const dateAt =
    stage.daysBefore === undefined ? state.stageSince : startOfDay(addDays(state.effectiveOn, -stage.daysBefore));
  if (!ahead.ready || dateAt > now || state.flagged) return { ahead, ...wake(ahead, dateAt, now) };
  const readyAt = ahead.readyAt ?? state.stageSince;
  const openedAt = latest([readyAt, dateAt, state.stageSince]);
  const gate: Gate = { stage: stage.name, readyAt, dateAt, openedAt };
  return { ahead, event: happening(state, { kind: 'opened', gate }, openedAt, now) };
}

/** A stage in which postal staff work must go on being what it was opened for. */
function keeping(state: TransferState, circumstances: Circumstances): Review {
  const { plan, calendar, evidence, now } = circumstances;
  const stage = stageIn(plan, state.stage);
  if (!stage?.groups.includes('post')) return {};
  const standing = assess(stage.criteria, state, evidence, now, true);
  const missing = lacking(standing);
  if (standing.ready) {
    if (state.flagged) return { standing, event: happening(state, { kind: 'cleared' }, now, now) };
    return { standing, ...wake(standing, undefined, now) };
  }
  if (!state.flagged) {
    const graceUntil = closingOf(calendar, addWorkingDays(calendar, localDate(now), plan.graceDays));
    return { standing, event: happening(state, { kind: 'flagged', missing, graceUntil }, now, now) };
  }
  if (state.flagged.graceUntil > now) return { standing, ...wake(standing, state.flagged.graceUntil, now) };
  return { standing, event: happening(state, { kind: 'suspended', cause: 'readiness', missing }, now, now) };
}

/** What was suspended for want of readiness comes back with it; what was suspended by order waits for one. */
function restoring(state: TransferState, { plan, evidence, now }: Circumstances): Review {
  const stage = state.suspended && stageIn(plan, state.suspended.from);
  if (!stage || state.suspended?.cause === 'order') return {};
  const standing = assess(stage.criteria, state, evidence, now, true);
  if (!standing.ready) return { standing, ...wake(standing, undefined, now) };
  return { standing, event: happening(state, { kind: 'restored', stage: stage.name }, now, now) };
}

/** Going back is as planned as going over: on its date, and only when government staff are there to take the task. */
function wayBack(state: TransferState, { plan, evidence, now }: Circumstances): Review {
  const ahead = assess(plan.handBack, state, evidence, now);
  const dateAt = startOfDay(state.handBack?.on ?? state.effectiveOn);
  if (!ahead.ready || dateAt > now) return { ahead, ...wake(ahead, dateAt, now) };
  const readyAt = ahead.readyAt ?? dateAt;
  const at = latest([readyAt, dateAt, state.stageSince]);
  return { ahead, event: happening(state, { kind: 'handed-back', readyAt, dateAt }, at, now) };
}

function wake({ nextChange }: Assessment, at: Instant | undefined, now: Instant): Pick<Review, 'nextAt'> {
  const times = [nextChange, at].flatMap((time) => (time !== undefined && time > now ? [time] : []));
  return times.length > 0 ? { nextAt: earliest(times) } : {};
}

function lacking({ findings }: Assessment): string[] {
  return findings.filter((finding) => !finding.holds).map((finding) => finding.name);
}

type Body<E> = E extends unknown ? Omit<E, 'seq' | 'at' | 'recordedAt' | 'by' | 'commandId'> : never;
export type Happening = Body<TransferEvent>;

/** An event after a state. */
export function happening(
  state: Pick<TransferState, 'seq'> | undefined,
  what: Happening,
  at: Instant,
  recordedAt: Instant,
  by: By = SYSTEM_BY,
  commandId?: string,
): TransferEvent {
  return { seq: (state?.seq ?? 0) + 1, at, recordedAt, by, ...(commandId && { commandId }), ...what };
}

/** Every criterion of a plan that an officer can confirm. */
export function confirmable(plan: StagePlan): Extract<Criterion, { kind: 'confirmed' }>[] {
  return criteriaOf(plan).filter((criterion) => criterion.kind === 'confirmed');
}

import * as wf from '@temporalio/workflow';
import type { DossierActivities, StepResult } from '../activities/dossier';
import type { RecountActivities, RecountOne } from '../activities/recount';
import { checkCorrector } from '../domain/amend';
import { checkCommand, checkSeen, evolve, nextDue, type DossierState, type DueThing } from '../domain/dossier';
import type { Lifecycle } from '../domain/process';
import { toInstant, toMillis, type Instant } from '../domain/time';
import { alone, inTurn } from '../domain/turn';
import { act, correct, recount, type StepCommand, type StepView } from './dossier-messages';
import { asFailure, isRefusal, stepFailure } from './failures';
import { historyIsLong } from './history';

/** Input by version, so that it can grow without changing what runs. */
export type DossierInput = {
  v: 1;
  dossierId: string;
  /** The state to go on with: after continue-as-new, on reopening, or when the engine lost the run. */
  carried?: { state: DossierState; lifecycle: Lifecycle };
  /** How far the product's clock is ahead of the engine's, in milliseconds; 0 outside demonstrations. */
  clockOffsetMs: number;
  /** Continue as new after this many events of history; without it, when the server advises it. */
  continueAfter?: number;
};

/** A workflow that nobody gave a first step to is void after this long. */
const WAIT_FOR_FIRST_STEP = '10 minutes';

// One short transaction: local, so that a step costs one workflow task. When the database does not answer, a regular
// activity goes on trying without holding the workflow task: as long as a caller may wait, and for a limit without end.
const local = wf.proxyLocalActivities<DossierActivities>({
  startToCloseTimeout: '5s',
  scheduleToCloseTimeout: '6s',
  retry: { initialInterval: '100ms', maximumInterval: '1s' },
});
const PATIENCE = { startToCloseTimeout: '10s', retry: { initialInterval: '1s', maximumInterval: '30s' } } as const;
const patient = wf.proxyActivities<DossierActivities>({ ...PATIENCE, scheduleToCloseTimeout: '15 minutes' });
const tireless = wf.proxyActivities<DossierActivities & RecountActivities>(PATIENCE);

/** The life of one dossier: it waits for steps and for limits, and every step is decided by `domain/dossier`. */
export async function dossier(input: DossierInput): Promise<void> {
  const { dossierId, clockOffsetMs } = input;
  let state = input.carried?.state;
  let lifecycle = input.carried?.lifecycle;
  let refused = false;
  let lastAt = input.carried?.state.clock.stageSince ?? '';
  const now = () => toInstant(Date.now() + clockOffsetMs);
  const turn = inTurn();

  const learn = ({ events, lifecycle: moves }: StepResult) => {
    lifecycle = moves ?? lifecycle;
    for (const event of events) {
      if (event.seq <= (state?.seq ?? 0)) continue;
      state = evolve(state, event);
      lastAt = event.at;
    }
  };
  const check = (command: StepCommand, correction: boolean) => {
    // A later number than ours: a step was recorded whose answer never reached us. The database decides, and tells us.
    if (!state || !lifecycle || command.expectedSeq > state.seq) return;
    if (!correction) checkCommand(lifecycle, state, { ...command, id: command.commandId }, now());
    else {
      checkCorrector(state, command.actor);
      checkSeen(state, command.expectedSeq);
    }
  };
  const carryOut = async (command: StepCommand, correction: boolean): Promise<StepView> => {
    const others = turn.take();
    if (others) await others;
    try {
      check(command, correction); // The dossier may have moved while this command waited for its turn.
      const step = { dossierId, commandId: command.commandId, sinceSeq: state?.seq ?? 0 };
      try {
        learn(await local.carryOut(step));
      } catch (error) {
        if (isRefusal(error)) throw error;
        learn(await patient.carryOut(step));
      }
    } catch (error) {
      refused = true;
      throw stepFailure(error);
    } finally {
      turn.done();
    }
    return viewOf(state, lastAt);
  };
  const passDue = (due: DueThing): Promise<void> =>
    alone(turn, async () => {
      const step = { dossierId, due, sinceSeq: state?.seq ?? 0 };
      try {
        learn(await local.passDue(step));
      } catch (error) {
        if (isRefusal(error)) throw error;
        learn(await tireless.passDue(step));
      }
    });

  const passRecount = (order: RecountOne) => alone(turn, async () => learn(await tireless.recountOne(order)));
  const recounts: string[] = [];
  wf.setHandler(recount, (recountId) => void recounts.push(recountId));
  const checks = (correction: boolean) => ({
    validator: (command: StepCommand) => asFailure(() => check(command, correction)),
  });
  wf.setHandler(act, (command) => carryOut(command, false), checks(false));
  wf.setHandler(correct, (command) => carryOut(command, true), checks(true));

  // A new run has nothing to do until its first step: the one that begins the dossier, or that opens it again.
  const idle = () => state === undefined || state.closed;
  await wf.condition(() => !idle() || refused, WAIT_FOR_FIRST_STEP);
  await wf.condition(wf.allHandlersFinished);

  while (state && lifecycle && !state.closed) {
    const seq: number = state.seq;
    const due = nextDue(lifecycle, state);
    const recountId = recounts.shift();
    if (recountId) await passRecount({ dossierId, recountId, sinceSeq: seq });
    else if (due && due.at <= now()) {
      await passDue(due);
      // Nothing passed after all: the database's clock is behind the engine's. Never ask in a tight loop.
      if (state.seq === seq) await wf.condition(() => state?.seq !== seq, '5 seconds');
    } else {
      await wakeful(due);
    }
    await wf.condition(wf.allHandlersFinished);
    if (!idle() && recounts.length === 0 && historyIsLong(input.continueAfter))
      await wf.continueAsNew<typeof dossier>({ ...input, carried: { state, lifecycle } });
  }

  /**
   * Sleeps until a limit passes, the dossier closes, a nearer limit appears, or the history has grown long.
   * A limit that moves *later* does not move the timer: it fires, nothing is due, and it is set anew. So most steps
   * cost no timer at all.
   */
  async function wakeful(due: DueThing | undefined): Promise<void> {
    const woken = () => {
      if (idle() || recounts.length > 0 || historyIsLong(input.continueAfter)) return true;
      const next = state && lifecycle && nextDue(lifecycle, state);
      return next !== undefined && (!due || next.at < due.at);
    };
    if (due) await wf.condition(woken, Math.max(1, toMillis(due.at) - toMillis(now())));
    else await wf.condition(woken);
  }
}

function viewOf(state: DossierState | undefined, at: Instant): StepView {
  if (!state) throw wf.ApplicationFailure.nonRetryable('the step left no state', 'internal');
  const { seq, stage, status, closed, clock, receipt } = state;
  const { dueAt, stageDueAt } = clock;
  return { seq, stage, status, closed, at, code: receipt?.code, receivedAt: receipt?.receivedAt, dueAt, stageDueAt };
}

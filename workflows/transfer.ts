import * as wf from '@temporalio/workflow';
import type { TransferActivities, TransferResult } from '../activities/transfer';
import { Refusal } from '../domain/problem';
import { evolveTransfer, type TransferState } from '../domain/transfer';
import { inTurn } from '../domain/turn';
import { isRefusal, stepFailure } from './failures';
import { historyIsLong } from './history';
import { transferClosed } from './programme-messages';
import { change, recheck, transferState, type TransferCommand, type TransferView } from './transfer-messages';

export type TransferInput = {
  v: 1;
  transferId: string;
  programmeId: string;
  /** The state to go on with after continue-as-new. */
  carried?: TransferState;
  /** Continue as new after this many events of history; without it, when the server advises it. */
  continueAfter?: number;
};

/** However sure we are that nothing will happen, we look again once a day: a lost nudge must not be lost for ever. */
const LOOK_AGAIN_MS = 24 * 3_600_000;

// As with dossiers: local while the database answers, so that a word costs one workflow task; else by a regular activity
// that goes on trying, as long as an officer may wait, or for ever where the clock acts.
const local = wf.proxyLocalActivities<TransferActivities>({
  startToCloseTimeout: '8s',
  scheduleToCloseTimeout: '10s',
  retry: { initialInterval: '100ms', maximumInterval: '1s' },
});
const RETRY = { startToCloseTimeout: '30s', retry: { initialInterval: '1s', maximumInterval: '30s' } } as const;
const tireless = wf.proxyActivities<TransferActivities>(RETRY);
const patient = wf.proxyActivities<TransferActivities>({ ...RETRY, scheduleToCloseTimeout: '15 minutes' });

/**
 * One field at one unit on its way to the postal staff, and back if it comes to that. The workflow waits for what
 * time, people and facts may change, and lets `domain/transfer-review` decide on them in the transaction that records it:
 * a stage opens only when all its criteria hold and its date has come, whichever is last.
 */
export async function transfer(input: TransferInput): Promise<void> {
  const { transferId } = input;
  let state = input.carried;
  let nudged = true;
  let wakeInMs: number | undefined;
  const turn = inTurn();

  const learn = (result: TransferResult) => {
    for (const event of result.events) if (event.seq > (state?.seq ?? 0)) state = evolveTransfer(state, event);
    wakeInMs = result.wakeInMs;
  };
  const carryOut = async ({ commandId }: TransferCommand): Promise<TransferView> => {
    const others = turn.take();
    if (others) await others;
    try {
      const step = { transferId, commandId, sinceSeq: state?.seq ?? 0 };
      try {
        learn(await local.changeTransfer(step));
      } catch (error) {
        if (isRefusal(error)) throw error;
        learn(await patient.changeTransfer(step));
      }
    } catch (error) {
      throw stepFailure(error);
    } finally {
      turn.done();
    }
    return viewOf(transferId, state);
  };
  const look = async () => {
    const others = turn.take();
    if (others) await others;
    nudged = false;
    try {
      const step = { transferId, sinceSeq: state?.seq ?? 0 };
      try {
        learn(await local.reviewTransfer(step));
      } catch (error) {
        if (isRefusal(error)) throw error;
        learn(await tireless.reviewTransfer(step));
      }
    } finally {
      turn.done();
    }
  };

  wf.setHandler(transferState, () => state);
  wf.setHandler(recheck, () => {
    nudged = true;
  });
  wf.setHandler(change, carryOut, {
    validator: (_command) => {
      if (state?.closed) throw stepFailure(new Refusal('transfer-closed', { stage: state.stage }));
    },
  });

  while (!state?.closed) {
    await look();
    const seen: number | undefined = state?.seq;
    const moved = () => nudged || state?.seq !== seen || historyIsLong(input.continueAfter);
    await wf.condition(() => state?.closed === true || moved(), Math.min(wakeInMs ?? LOOK_AGAIN_MS, LOOK_AGAIN_MS));
    await wf.condition(wf.allHandlersFinished);
    if (!state?.closed && historyIsLong(input.continueAfter))
      await wf.continueAsNew<typeof transfer>({ ...input, carried: state });
  }
  await tellProgramme(input.programmeId);
}

/** The programme may have ended before its transfers: then nobody needs to be told. */
async function tellProgramme(programmeId: string): Promise<void> {
  try {
    await wf.getExternalWorkflowHandle(`programme-${programmeId}`).signal(transferClosed);
  } catch (error) {
    if (!(error instanceof wf.ApplicationFailure || error instanceof wf.TemporalFailure)) throw error;
  }
}

function viewOf(transferId: string, state: TransferState | undefined): TransferView {
  if (!state) throw wf.ApplicationFailure.nonRetryable('the transfer left no state', 'internal');
  return { transferId, seq: state.seq, stage: state.stage, closed: state.closed };
}

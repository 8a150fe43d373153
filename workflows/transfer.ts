import * as wf from '@temporalio/workflow';
import type { TransferActivities, TransferResult } from '../activities/transfer';
import { Refusal } from '../domain/problem';
import { evolveTransfer, type TransferState } from '../domain/transfer';
import { inTurn } from './command-queue';
import { stepFailure } from './failures';
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

const RETRY = { initialInterval: '200ms', maximumInterval: '30s' } as const;
const activities = wf.proxyActivities<TransferActivities>({ startToCloseTimeout: '30s', retry: RETRY });
const patient = wf.proxyActivities<TransferActivities>({
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: '15 minutes',
  retry: RETRY,
});

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
      learn(await patient.changeTransfer({ transferId, commandId, sinceSeq: state?.seq ?? 0 }));
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
      learn(await activities.reviewTransfer({ transferId, sinceSeq: state?.seq ?? 0 }));
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
    const moved = () => nudged || state?.seq !== seen || shouldContinue(input);
    await wf.condition(() => state?.closed === true || moved(), Math.min(wakeInMs ?? LOOK_AGAIN_MS, LOOK_AGAIN_MS));
    await wf.condition(wf.allHandlersFinished);
    if (!state?.closed && shouldContinue(input)) await wf.continueAsNew<typeof transfer>({ ...input, carried: state });
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

function shouldContinue({ continueAfter }: TransferInput): boolean {
  const { continueAsNewSuggested, historyLength } = wf.workflowInfo();
  return continueAsNewSuggested || (continueAfter !== undefined && historyLength > continueAfter);
}

function viewOf(transferId: string, state: TransferState | undefined): TransferView {
  if (!state) throw wf.ApplicationFailure.nonRetryable('the transfer left no state', 'internal');
  return { transferId, seq: state.seq, stage: state.stage, closed: state.closed };
}

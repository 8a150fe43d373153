import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import * as wf from '@temporalio/workflow';
import type { ProgrammeActivities } from '../activities/programme';
import { stepFailure } from './failures';
import { historyIsLong } from './history';
import { order, transferClosed } from './programme-messages';
import type { transfer, TransferInput } from './transfer';

export type ProgrammeInput = {
  v: 1;
  programmeId: string;
  /** Transfers that were started and have not ended, after continue-as-new. */
  open?: number;
  continueAfter?: number;
};

/** Transfers started at once: enough to be quick, few enough not to drown the server. */
const BATCH = 50;
/** Continue as new long before the server would insist: each transfer costs a few events. */
const MANY_EVENTS = 3000;
const WAIT_FOR_FIRST_ORDER = '30 minutes';

const activities = wf.proxyActivities<ProgrammeActivities>({
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '200ms', maximumInterval: '30s' },
});
const patient = wf.proxyActivities<ProgrammeActivities>({
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '15 minutes',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
});

/** One decision with its transfers: it starts each of them once, takes in later ones, and ends when they all have. */
export async function programme(input: ProgrammeInput): Promise<void> {
  const { programmeId, continueAfter = MANY_EVENTS } = input;
  let open = input.open ?? 0;
  let ordered = input.open === undefined ? 0 : 1;
  let toStart = input.open !== undefined;

  wf.setHandler(order, async ({ commandId }) => {
    try {
      const view = await patient.orderTransfers({ programmeId, commandId });
      toStart = true;
      return view;
    } catch (error) {
      throw stepFailure(error);
    } finally {
      ordered += 1;
    }
  });
  wf.setHandler(transferClosed, () => {
    open -= 1;
  });

  const begun = await wf.condition(() => ordered > 0, WAIT_FOR_FIRST_ORDER);
  if (!begun) return;
  for (;;) {
    if (toStart) {
      toStart = false;
      const ids = await activities.unstartedTransfers({ programmeId, most: BATCH });
      if (ids.length > 0) {
        await Promise.all(ids.map((id) => begin(programmeId, id)));
        await activities.markStarted({ transferIds: ids });
        open += ids.length;
        toStart = true;
      }
    }
    await wf.condition(wf.allHandlersFinished);
    if (!toStart && open <= 0) return;
    if (historyIsLong(continueAfter)) await wf.continueAsNew<typeof programme>({ ...input, open });
    if (!toStart) await wf.condition(() => toStart || open <= 0 || historyIsLong(continueAfter));
  }
}

/** A transfer that was started before, by a run whose answer was lost, runs already. */
async function begin(programmeId: string, transferId: string): Promise<void> {
  const input: TransferInput = { v: 1, transferId, programmeId };
  try {
    await wf.startChild<typeof transfer>('transfer', {
      workflowId: `transfer-${transferId}`,
      args: [input],
      parentClosePolicy: 'ABANDON',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

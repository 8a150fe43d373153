import * as wf from '@temporalio/workflow';
import type { ReplayActivities } from '../activities/replay/replays';
import { stepFailure } from './failures';
import { historyIsLong } from './history';
import { beginReplay, cancelReplay } from './replay-messages';

export type ReplayInput = {
  v: 1;
  /** The command that ordered it. */
  replayId: string;
  /** Where to go on, after continue-as-new, or when the engine lost the run. */
  after?: string;
};

/** Replayed in one activity: enough that starting the code costs little, few enough that little is lost with a worker. */
const BATCH = 100;
const WAIT_FOR_ORDER = '30 minutes';

const activities = wf.proxyActivities<ReplayActivities>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '2 minutes',
  retry: { initialInterval: '1s', maximumInterval: '1 minute' },
});
const patient = wf.proxyActivities<ReplayActivities>({
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '15 minutes',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
});

/** Replays histories in the background, some at a time, until all are or somebody cancels it. */
export async function replayRun(input: ReplayInput): Promise<void> {
  const { replayId } = input;
  let begun = input.after !== undefined;
  let refused = false;
  let cancelled = false;

  wf.setHandler(beginReplay, async ({ commandId }) => {
    try {
      await patient.orderReplay({ commandId });
      begun = true;
    } catch (error) {
      refused = true;
      throw stepFailure(error);
    }
  });
  wf.setHandler(cancelReplay, async ({ commandId }) => {
    try {
      await patient.cancelReplay({ commandId });
      cancelled = true;
    } catch (error) {
      refused = true;
      throw stepFailure(error);
    }
  });

  await wf.condition(() => begun || refused || cancelled, WAIT_FOR_ORDER);
  for (let after: string | undefined = input.after ?? ''; begun && !cancelled && after !== undefined;) {
    ({ next: after } = await activities.replayPage({ replayId, after, most: BATCH }));
    if (after === undefined || !historyIsLong(undefined)) continue;
    await wf.condition(wf.allHandlersFinished);
    if (!cancelled) await wf.continueAsNew<typeof replayRun>({ ...input, after });
  }
  if (begun && !cancelled) await activities.endReplay({ replayId });
  await wf.condition(wf.allHandlersFinished);
}

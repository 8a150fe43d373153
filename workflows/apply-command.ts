import * as wf from '@temporalio/workflow';
import type { RegisterActivities } from '../activities/registers';
import { stepFailure } from './failures';
import { recheck } from './transfer-messages';

export type ApplyCommand = { commandId: string; kind: 'staff' | 'equipment' | 'handover' | 'print' };

const activities = wf.proxyActivities<RegisterActivities>({
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '15 minutes',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
});

/**
 * Carries out one command on a register (staff, equipment, papers handed over), then nudges every transfer whose
 * readiness it may have changed: whoever writes cannot forget to tell.
 */
export async function applyCommand({ commandId, kind }: ApplyCommand): Promise<void> {
  let touched: string[];
  try {
    ({ touched } = await activities.applyCommand({ commandId, kind }));
  } catch (error) {
    throw stepFailure(error);
  }
  await Promise.all(touched.map(nudge));
}

/** A transfer that is not running (any more, or yet) looks by itself when it starts. */
async function nudge(transferId: string): Promise<void> {
  try {
    await wf.getExternalWorkflowHandle(`transfer-${transferId}`).signal(recheck);
  } catch (error) {
    if (!(error instanceof wf.TemporalFailure)) throw error;
  }
}

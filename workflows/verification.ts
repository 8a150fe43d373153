import * as wf from '@temporalio/workflow';
import type { VerificationActivities } from '../activities/verifications';
import { stepFailure } from './failures';
import { beginVerification, cancelVerification } from './verification-messages';

export type VerificationInput = {
  v: 1;
  /** The command that ordered it. */
  verificationId: string;
};

const WAIT_FOR_ORDER = '30 minutes';

/** It reads everything anew when a worker is lost: that is quicker than keeping track, and it is one moment that it sees. */
const reading = wf.proxyActivities<VerificationActivities>({
  startToCloseTimeout: '12 hours',
  heartbeatTimeout: '2 minutes',
  retry: { initialInterval: '1s', maximumInterval: '1 minute', maximumAttempts: 10 },
});
const patient = wf.proxyActivities<VerificationActivities>({
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '15 minutes',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
});

/** Verifies the record in the background, until it has a verdict or somebody cancels it. */
export async function verificationRun({ verificationId }: VerificationInput): Promise<void> {
  let stage = 'waiting' as 'waiting' | 'begun' | 'over';
  const carryOut = async (command: () => Promise<void>, next: 'begun' | 'over') => {
    try {
      await command();
      stage = next;
    } catch (error) {
      if (stage === 'waiting') stage = 'over';
      throw stepFailure(error);
    }
  };
  wf.setHandler(beginVerification, (order) => carryOut(() => patient.orderVerification(order), 'begun'));
  wf.setHandler(cancelVerification, (order) => carryOut(() => patient.cancelVerification(order), 'over'));

  await wf.condition(() => stage !== 'waiting', WAIT_FOR_ORDER);
  if (stage === 'begun') {
    try {
      await reading.verify({ verificationId });
    } catch {
      await patient.giveUpVerification({ verificationId });
    }
  }
  await wf.condition(wf.allHandlersFinished);
}

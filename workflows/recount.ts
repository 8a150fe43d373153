import * as wf from '@temporalio/workflow';
import type { AffectedIds, RecountActivities } from '../activities/recount';
import { recount as recountSignal } from './dossier-messages';
import { stepFailure } from './failures';
import { historyIsLong } from './history';

export type RecountInput = {
  v: 1;
  /** The command that ordered it. */
  recountId: string;
  /** Where to look on, after continue-as-new. */
  after?: string;
};

/** Dossiers told at once: enough to be quick, few enough not to drown the server. */
const BATCH = 50;

const activities = wf.proxyActivities<RecountActivities>({
  startToCloseTimeout: '5 minutes',
  retry: { initialInterval: '500ms', maximumInterval: '30s' },
});
const patient = wf.proxyActivities<RecountActivities>({
  startToCloseTimeout: '1 minute',
  scheduleToCloseTimeout: '15 minutes',
  retry: { initialInterval: '200ms', maximumInterval: '10s' },
});

/** Has every open dossier whose dates a change of the calendar moves reckon them anew. */
export async function recount(input: RecountInput): Promise<void> {
  const { recountId } = input;
  if (input.after === undefined) {
    try {
      await patient.orderRecount({ commandId: recountId });
    } catch (error) {
      throw stepFailure(error);
    }
  }
  for (let after: string | undefined = input.after ?? ''; after !== undefined;) {
    const { ids, next }: AffectedIds = await activities.affectedDossiers({ after, most: BATCH });
    await Promise.all(ids.map((id) => tell(recountId, id)));
    after = next;
    if (after !== undefined && historyIsLong(undefined)) await wf.continueAsNew<typeof recount>({ ...input, after });
  }
}

/** A dossier whose workflow was lost goes on from the database when its next step comes; its dates are moved there. */
async function tell(recountId: string, dossierId: string): Promise<void> {
  try {
    await wf.getExternalWorkflowHandle(`dossier-${dossierId}`).signal(recountSignal, recountId);
  } catch (error) {
    if (!(error instanceof wf.TemporalFailure)) throw error;
    await activities.recountOne({ dossierId, recountId, sinceSeq: 0 });
  }
}

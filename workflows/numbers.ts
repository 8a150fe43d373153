import * as wf from '@temporalio/workflow';
import type { NumberActivities, ReserveNumbers } from '../activities/numbers';

const activities = wf.proxyActivities<NumberActivities>({
  startToCloseTimeout: '10s',
  scheduleToCloseTimeout: '5 minutes',
  retry: { initialInterval: '200ms', maximumInterval: '5s' },
});

/** Reserves a block of dossier numbers. Its own workflow, because a block belongs to a unit's day and to no dossier yet. */
export async function reserveNumbers(order: ReserveNumbers): Promise<number[]> {
  return activities.reserveNumbers(order);
}

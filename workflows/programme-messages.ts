import * as wf from '@temporalio/workflow';
import type { ProgrammeView } from '../activities/programme';

/** Begins a programme, or adds transfers to one that runs. What is ordered waits under the command's id. */
export const order = wf.defineUpdate<ProgrammeView, [{ commandId: string }]>('order');
/** A transfer of the programme has come to its end. */
export const transferClosed = wf.defineSignal('transferClosed');

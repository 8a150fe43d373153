import { workflowInfo } from '@temporalio/workflow';

/** Whether a run has grown long: by the server's advice, or beyond so many events where a number is given. */
export function historyIsLong(most: number | undefined): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || (most !== undefined && historyLength > most);
}

import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';

export type FetchedHistory = { runId: string; events: number; json: string };

/**
 * The history of a run, or of the latest one, as compact JSON; nothing when the engine does not have it (any more).
 * The text itself is what is hashed, so that whoever downloads it checks it with any SHA-256 program.
 */
export async function fetchHistoryJson(
  client: Client,
  workflowId: string,
  runId?: string,
): Promise<FetchedHistory | undefined> {
  try {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const json = JSON.stringify(JSON.parse(historyToJSON(history)));
    const [first] = history.events ?? [];
    const of = first?.workflowExecutionStartedEventAttributes?.originalExecutionRunId ?? '';
    return { runId: runId ?? of, events: history.events?.length ?? 0, json };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

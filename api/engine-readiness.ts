import type { Client } from '@temporalio/client';

const POLLED_WITHIN_MS = 120_000;
const WORKFLOW_QUEUE = 1;

/** Whether the engine answers, and whether a worker has asked it for work lately. */
export async function readiness(client: Client, taskQueue: string): Promise<{ engine: boolean; worker: boolean }> {
  try {
    const { namespace } = client.options;
    const { pollers } = await client.withDeadline(Date.now() + 3000, () =>
      client.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name: taskQueue },
        taskQueueType: WORKFLOW_QUEUE,
      }),
    );
    const lately = (pollers ?? []).some(
      ({ lastAccessTime }) => Date.now() - Number(lastAccessTime?.seconds ?? 0) * 1000 < POLLED_WITHIN_MS,
    );
    return { engine: true, worker: lately };
  } catch {
    return { engine: false, worker: false };
  }
}

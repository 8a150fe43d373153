import { bundleWorkflowCode, Worker, type NativeConnection, type WorkflowBundleOption } from '@temporalio/worker';
import type { ActivityContext } from './context';
import { allActivities } from './index';

export type WorkerPlace = { connection: NativeConnection; namespace: string; taskQueue: string };

/** Bundles the workflows once; takes seconds, so a process that makes several workers does it one time. */
export async function bundleWorkflows(): Promise<WorkflowBundleOption> {
  const workflowsPath = require.resolve('../workflows');
  // Loaded once for all workflows, not once for each: they keep what they know inside their functions, never in a module.
  return bundleWorkflowCode({ workflowsPath, preloadModules: [workflowsPath], logger: quiet });
}

const silent = () => undefined;
const quiet = { log: silent, trace: silent, debug: silent, info: silent, warn: console.warn, error: console.error };

/** A worker for workflows and activities. The caller runs it and shuts it down. */
export async function createWorker(
  place: WorkerPlace,
  context: ActivityContext,
  workflowBundle: WorkflowBundleOption,
): Promise<Worker> {
  return Worker.create({
    ...place,
    workflowBundle,
    activities: allActivities(context),
    // One writer to the database: more slots would only queue in front of it.
    maxConcurrentLocalActivityExecutions: 20,
    maxConcurrentActivityTaskExecutions: 10,
    maxConcurrentWorkflowTaskExecutions: 40,
    // One that is cached takes about 0.2 MB; one that is not is replayed in a few milliseconds.
    maxCachedWorkflows: 1500,
    shutdownGraceTime: '10s',
    shutdownForceTime: '30s',
  });
}

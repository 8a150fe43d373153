import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyFromJSON, type History } from '@temporalio/common/lib/proto-utils';
import { Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { sha256 } from '../../config/canonical';
import type { ReplayCode, ReplayDifference } from '../../domain/replay';

export type RunToReplay = { runId: string; workflowId: string; json: string };

/** The code of the workflows as it is bundled for a worker. */
export function bundleCode(bundle: WorkflowBundleOption): string {
  return 'code' in bundle ? bundle.code : readFileSync(bundle.codePath, 'utf8');
}

/** What the code that replays is known by. The source map at the end of a bundle names folders of this machine. */
export function replayCode(bundle: WorkflowBundleOption): ReplayCode {
  const code = bundleCode(bundle).replace(/\n\/\/# sourceMappingURL=.*$/s, '');
  return { product: versionOf(join(__dirname, '../..')), sdk: versionOf(sdkFolder()), workflows: sha256(code) };
}

function sdkFolder(): string {
  return join(require.resolve('@temporalio/worker'), '../..');
}

function versionOf(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

/**
 * Replays histories with the code of a bundle, one after the other.
 * @param done is told after each
 * @returns the difference of each run that the code does not follow; nothing for the others
 */
export async function replayRuns(
  bundle: WorkflowBundleOption,
  runs: RunToReplay[],
  done: () => void = () => undefined,
): Promise<ReplayDifference[]> {
  const code = bundleCode(bundle);
  // What cannot be read is told by the comparison already.
  const readable = runs.flatMap((run) => readHistory(run) ?? []);
  const differences: ReplayDifference[] = [];
  for (let from = 0, alone = false; from < readable.length;) {
    const { replayed, found, broke } = await replaySome(code, alone ? [readable[from]] : readable.slice(from), done);
    differences.push(...found);
    from += replayed;
    // A history that ends the replay itself is replayed once more alone: it must not be blamed for another's fault.
    if (broke !== undefined && alone) differences.push(notFollowed(readable[from++]?.runId, broke));
    alone = broke !== undefined && !alone;
  }
  return differences;
}

type Readable = { runId: string; workflowId: string; history: History };
type Replayed = { replayed: number; found: ReplayDifference[]; broke?: string };

/** `broke` is why the replay itself ended, at the history after those that were replayed. */
async function replaySome(code: string, runs: (Readable | undefined)[], done: () => void): Promise<Replayed> {
  const result: Replayed = { replayed: 0, found: [] };
  const histories = runs.flatMap((run) => run ?? []);
  try {
    const options = { workflowBundle: { code }, replayName: 'replay' };
    for await (const { error } of Worker.runReplayHistories(options, histories)) {
      if (error) result.found.push(notFollowed(histories[result.replayed]?.runId, error.message));
      result.replayed += 1;
      done();
    }
  } catch (error) {
    if (result.replayed < histories.length) result.broke = (error as Error).message;
  }
  return result;
}

function notFollowed(run: string | undefined, message: string): ReplayDifference {
  // The rest of a message is where in the engine's own code it was noticed.
  const said = (message.split('\n')[0] ?? '').slice(0, 1000);
  return { between: 'replay', what: 'nondeterministic', ...(run && { run }), message: said };
}

function readHistory({ runId, workflowId, json }: RunToReplay): Readable | undefined {
  try {
    return { runId, workflowId, history: historyFromJSON(JSON.parse(json)) };
  } catch {
    return undefined;
  }
}

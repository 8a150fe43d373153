import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { replayRuns } from '../activities/replay/replay-code';
import { bundleWorkflows } from '../activities/worker';
import { packHistory, unpackHistory } from '../config/archive';
import { factsOf } from '../config/replay/history-facts';

const FOLDER = join(__dirname, '../tests/replay/histories');
/** Lives of dossiers and of a transfer, as they were recorded; a bulk run has no others. */
const LIVES = /^(whole-way|supplement|withdrawn|reopened|dates-moved|transfer)_/;
/** As many as the workflow replays in one activity. */
const BATCH = 100;

/**
 * Archived histories replayed with the workflow code of today, as a bulk run does, against what cannot be saved of it: to
 * unpack and to read the same histories. A number makes it fewer than 1,000.
 */
async function main(): Promise<void> {
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
  const count = Number(process.argv.find((argument) => /^\d+$/.test(argument)) ?? 1000);
  const files = readdirSync(FOLDER).filter((file) => LIVES.test(file));
  const texts = files.map((file) => JSON.stringify(JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))));
  const packed = await Promise.all(texts.map((text) => packHistory(text)));
  const archived = Array.from({ length: count }, (_, i) => packed[i % packed.length]).flatMap((row) => row ?? []);
  const bundle = await bundleWorkflows();

  const floor = await seconds(async () => {
    for (const row of archived) historyFromJSON(JSON.parse(await unpackHistory(row)));
  });
  let differences = 0;
  const lag = monitorEventLoopDelay({ resolution: 5 });
  lag.enable();
  const before = process.cpuUsage();
  const replay = await seconds(async () => {
    for (let from = 0; from < archived.length; from += BATCH) {
      const runs = await Promise.all(
        archived.slice(from, from + BATCH).map(async (row, i) => {
          const json = await unpackHistory(row);
          factsOf(JSON.parse(json));
          return { json, runId: `${from + i}`, workflowId: `w${from + i}` };
        }),
      );
      differences += (await replayRuns(bundle, runs)).length;
    }
  });
  const { user, system } = process.cpuUsage(before);
  const bytes = archived.reduce((sum, row) => sum + row.packed.length, 0);
  const figures = {
    histories: count,
    replay_s: round(replay),
    floor_s: round(floor),
    replay_ratio: round(replay / floor),
    per_history_ms: round((replay / count) * 1000),
    // What it costs, also on a machine that others keep busy.
    cpu_ms_per_history: round((user + system) / 1000 / count),
    // How long a step of a clerk waits at most for the process that replays beside it.
    loop_p99_ms: round(lag.percentile(99) / 1e6),
    stored_bytes: Math.round(bytes / count),
    differences,
  };
  console.log(process.argv.includes('--json') ? JSON.stringify(figures) : figures);
  if (differences > 0) process.exitCode = 1;
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const round = (value: number) => Math.round(value * 100) / 100;

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

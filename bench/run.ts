import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, WithStartWorkflowOperation } from '@temporalio/client';
import { DefaultLogger, Runtime, Worker, type NativeConnection } from '@temporalio/worker';
import { createClock } from '../config/clock';
import { readEnv } from '../config/env';
import { openHome } from '../config/home';
import { connectTemporal, ensureNamespace } from '../config/temporal';
import { prepareDatabase } from '../scripts/lib/prepare-database';
import { runApi } from '../scripts/lib/run-api';
import { runWorker } from '../scripts/lib/run-worker';
import { locateTemporal } from '../scripts/temporal/locate';
import { startTemporal } from '../scripts/temporal/server';
import { life, step } from './floor-workflows';
import { Measure, type Figures, type Live, type Timed } from './measure';
import { people } from './people';
import { productLife } from './product';

const STEPS = 6;
const NAMESPACE = 'mot-cua';

/** The bare floor and the product through HTTP: the same steps, the same server, the same minutes. */
async function main(): Promise<void> {
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-bench-'));
  const port = 7633;
  const env = readEnv({
    ...process.env,
    MOTCUA_HOME: folder,
    TEMPORAL_ADDRESS: `127.0.0.1:${port}`,
    PORT: '3633',
    LOG_LEVEL: 'fatal',
  });
  const home = openHome(folder);
  const report = () => undefined;
  const binary = await locateTemporal({ cache: env.cache, report });
  const server = await startTemporal({ binary, home: folder, port, report, ui: false });
  const connection = await connectTemporal(env);
  await ensureNamespace(connection, env.namespace, 7);
  const clock = createClock('2026-11-25T02:00:00.000Z');
  await prepareDatabase(env, clock.now());
  const floor = await floorWorker(connection);
  const worker = await runWorker(env, connection, clock);
  const api = await runApi(env, home, connection, clock);
  const client = new Client({ connection, namespace: NAMESPACE });
  try {
    const product = await productLife(api.url, people(env, home, clock.now));
    await compare(client, product, Number(readFileSync(join(folder, 'temporal.pid'), 'utf8')));
  } finally {
    await api.stop();
    await worker.stop();
    await floor.stop();
    await connection.close();
    await server.stop();
    home.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const ROUNDS = 4;

async function compare(client: Client, product: Live, server: number): Promise<void> {
  const floor: Live = (timed) => liveOnFloor(client, timed);
  for (const live of [floor, product]) await new Measure(live).round(10, 4);
  const figures: Record<string, number> = {};
  for (const concurrency of [1, 16]) {
    const bare = new Measure(floor, server);
    const real = new Measure(product, server);
    const lives = concurrency === 1 ? 8 : 48;
    for (let i = 0; i < ROUNDS; i++) {
      await bare.round(lives, concurrency);
      await real.round(lives, concurrency);
    }
    report(concurrency, bare.figures(), real.figures(), figures);
  }
  console.log(process.argv.includes('--json') ? JSON.stringify(figures) : figures);
}

function report(concurrency: number, bare: Figures, real: Figures, figures: Record<string, number>): void {
  print(`floor,   ${concurrency} at a time`, bare);
  print(`product, ${concurrency} at a time`, real);
  figures[`throughput_ratio_${concurrency}`] = round(real.stepsPerSecond / bare.stepsPerSecond);
  figures[`p50_ratio_${concurrency}`] = round(real.p50 / bare.p50);
  figures[`product_steps_per_second_${concurrency}`] = round(real.stepsPerSecond);
  figures[`floor_steps_per_second_${concurrency}`] = round(bare.stepsPerSecond);
  figures[`product_node_ms_per_step_${concurrency}`] = round(real.nodeMs);
  figures[`product_server_ms_per_step_${concurrency}`] = round(real.serverMs);
}

async function liveOnFloor(client: Client, timed: Timed): Promise<void> {
  const workflowId = `floor-${randomUUID()}`;
  const startWorkflowOperation = new WithStartWorkflowOperation(life, {
    workflowId,
    taskQueue: 'floor',
    args: [STEPS],
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
  await timed(() => client.workflow.executeUpdateWithStart(step, { startWorkflowOperation, args: [] }));
  const handle = client.workflow.getHandle<typeof life>(workflowId);
  for (let i = 1; i < STEPS; i++) await timed(() => handle.executeUpdate(step, { args: [] }));
}

async function floorWorker(connection: NativeConnection): Promise<{ stop(): Promise<void> }> {
  const worker = await Worker.create({
    connection,
    namespace: NAMESPACE,
    taskQueue: 'floor',
    workflowsPath: require.resolve('./floor-workflows'),
    activities: { nothing: () => Promise.resolve(1) },
  });
  const ended = worker.run();
  return {
    stop: () => {
      worker.shutdown();
      return ended;
    },
  };
}

function print(name: string, { stepsPerSecond, p50, p99, nodeMs, serverMs }: Figures): void {
  console.log(
    `${name}: ${round(stepsPerSecond)} steps/s, p50 ${round(p50)} ms, p99 ${round(p99)} ms, CPU a step: Node ${round(nodeMs)} ms, server ${round(serverMs)} ms`,
  );
}

const round = (value: number) => Math.round(value * 100) / 100;

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

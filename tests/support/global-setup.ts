import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClock } from '../../config/clock';
import { databasePlace, readEnv } from '../../config/env';
import { prepareDatabase } from '../../scripts/lib/prepare-database';
import { preparedBundle } from '../../scripts/lib/workflow-bundle';
import { locateTemporal } from '../../scripts/temporal/locate';
import { reportToConsole } from '../../scripts/temporal/report';
import { startTemporal } from '../../scripts/temporal/server';
import { prepareWeb } from '../../scripts/lib/web';
import { freePort, startPostgres } from './postgres';

/** Temporal ports above this leave no room for the server's page. */
const HIGHEST_PORT = 64_535;

export type Shared = { stops: { name: string; stop(): Promise<void> | void }[] };
export type WithShared = typeof globalThis & { motCuaTests?: Shared };

/** What of Jest's configuration is looked at. */
type JestRun = { testPathPatterns: { patterns: string[] } };

/** Makes once what the tests share, and tells them through the environment. */
async function setUp(run?: JestRun): Promise<void> {
  const holder = globalThis as WithShared;
  if (holder.motCuaTests) return;
  const shared: Shared = (holder.motCuaTests = { stops: [] });
  try {
    const folder = mkdtempSync(join(tmpdir(), 'mot-cua-tests-'));
    shared.stops.push({ name: 'folder', stop: () => rmSync(folder, { recursive: true, force: true }) });
    // Jest has written the start of a line.
    console.log('');
    const asked = run?.testPathPatterns.patterns ?? ['none'];
    const wanted = asked.length === 0 || asked.some((pattern) => pattern.includes('e2e'));
    await allOf([
      tell('MOTCUA_TEST_TEMPORAL', 'Temporal server', () => temporal(folder, shared)),
      tell('MOTCUA_TEST_PG', 'PostgreSQL', () => postgres(shared)),
      // Built once here; a program that a test starts finds it fresh.
      wanted && step('web application', () => prepareWeb(() => undefined)),
      tell('MOTCUA_TEST_BUNDLE', 'workflow bundle', () => bundle(folder)),
      tell('MOTCUA_TEST_DATABASE', 'database', () => database(folder)),
    ]);
  } catch (error) {
    // Jest runs no teardown after a setup that failed.
    await tearDown(shared);
    throw error;
  }
}

async function temporal(folder: string, shared: Shared): Promise<string> {
  const env = readEnv();
  if (env.temporalAddress) return env.temporalAddress;
  const binary = await locateTemporal({ cache: env.cache, report: reportToConsole });
  const port = await lowPort();
  const server = await startTemporal({ binary, home: folder, port, report: reportToConsole, ui: false });
  shared.stops.push({ name: 'Temporal server', stop: server.stop });
  return server.address;
}

async function lowPort(): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (port <= HIGHEST_PORT) return port;
  }
}

async function postgres(shared: Shared): Promise<string | undefined> {
  const server = await startPostgres();
  if (server) shared.stops.push({ name: 'PostgreSQL', stop: server.stop });
  else if (process.env.MOTCUA_REQUIRE_PG === '1')
    throw new Error('MOTCUA_REQUIRE_PG=1, but there is no PostgreSQL: install its server, or set TEST_PG_URL');
  return server?.url;
}

async function bundle(folder: string): Promise<string> {
  const file = join(folder, 'workflows.js');
  writeFileSync(file, (await preparedBundle()).code);
  return file;
}

/** A file with the schema and the shipped configuration, as a first start leaves it, which stacks begin with a copy of. */
async function database(folder: string): Promise<string> {
  const env = readEnv({ MOTCUA_HOME: join(folder, 'prepared') });
  await prepareDatabase(env, createClock().now());
  return (databasePlace(env) as { file: string }).file;
}

/** Waits for all, also when one fails: what the others opened by then is closed with the rest. */
async function allOf(works: unknown[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((work) => work.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Puts into a variable where something is, or takes the variable away. */
async function tell(variable: string, name: string, work: () => Promise<string | undefined>): Promise<void> {
  const place = await step(name, work);
  if (place) process.env[variable] = place;
  else delete process.env[variable];
}

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  const made = await work();
  const shown = typeof made === 'string' ? made.replace(/:[^:@/]*@/, ':***@') : 'none, its tests are skipped';
  console.log(`tests: ${name} ${shown} (${Date.now() - began} ms)`);
  return made;
}

/** Stops everything, the newest first; one that fails does not keep the others. */
export async function tearDown(shared: Shared): Promise<void> {
  for (let one = shared.stops.pop(); one; one = shared.stops.pop()) {
    try {
      await one.stop();
    } catch (error) {
      console.warn(`tests: ${one.name} did not stop`, error);
    }
  }
  delete (globalThis as WithShared).motCuaTests;
}

// Jest takes the default export of a setup file.
// eslint-disable-next-line import-x/no-default-export
export default setUp;

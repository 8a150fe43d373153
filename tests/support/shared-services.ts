import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { readEnv } from '../../config/env';
import { ensureNamespace } from '../../config/temporal';
import { locateTemporal } from '../../scripts/temporal/locate';
import { startTemporal } from '../../scripts/temporal/server';
import { freePort } from './free-port';
import { startPostgres } from './postgres';

/** What all test files of one run share, and how it is ended, last started first. */
export type SharedServices = { variables: Record<string, string>; endings: (() => Promise<void> | void)[] };

export const TEST_NAMESPACE = 'mot-cua-test';
const WORKFLOWS = resolve(__dirname, '../../workflows/index.ts');
const say = (text: string) => process.stdout.write(`[tests] ${text}\n`);

export async function startShared(): Promise<SharedServices> {
  const home = mkdtempSync(join(tmpdir(), 'mot-cua-test-'));
  const shared: SharedServices = { variables: {}, endings: [() => rmSync(home, { recursive: true, force: true })] };
  try {
    await addTemporal(shared, home);
    await addPostgres(shared);
    await addBundle(shared, home);
    return shared;
  } catch (error) {
    await endShared(shared);
    throw error;
  }
}

export async function endShared({ endings }: SharedServices): Promise<void> {
  for (let end = endings.pop(); end; end = endings.pop()) await end();
}

async function addTemporal({ variables, endings }: SharedServices, home: string): Promise<void> {
  const env = readEnv();
  let address = env.temporalAddress;
  if (!address) {
    const report = ({ en }: { en: string }) => say(en);
    const binary = await locateTemporal({ cache: env.cache, report });
    const server = await startTemporal({ binary, home, port: await freePort(), ui: false, report });
    endings.push(server.stop);
    address = server.address;
  }
  const connection = await Connection.connect({ address });
  await ensureNamespace(connection, TEST_NAMESPACE, 1);
  await connection.close();
  say(`Temporal at ${address}, namespace ${TEST_NAMESPACE}`);
  Object.assign(variables, { MOTCUA_TEST_TEMPORAL: address, MOTCUA_TEST_NAMESPACE: TEST_NAMESPACE });
}

async function addPostgres({ variables, endings }: SharedServices): Promise<void> {
  const postgres = await startPostgres();
  if (postgres) {
    endings.push(postgres.stop);
    variables.MOTCUA_TEST_PG = postgres.url;
    say(`PostgreSQL at ${postgres.url.replace(/:[^:@/]*@/, ':…@')}`);
  } else if (process.env.MOTCUA_REQUIRE_PG) {
    throw new Error('MOTCUA_REQUIRE_PG is set, and there is neither a PostgreSQL server program nor TEST_PG_URL');
  } else {
    say('no PostgreSQL here: its tests are skipped');
  }
}

// Bundling takes seconds of processor time, so it is done once and not in every test file.
async function addBundle({ variables }: SharedServices, home: string): Promise<void> {
  if (!existsSync(WORKFLOWS)) return say('no workflows to bundle');
  const began = Date.now();
  const { code } = await bundleWorkflowCode({ workflowsPath: WORKFLOWS, logger: new DefaultLogger('WARN') });
  variables.MOTCUA_TEST_BUNDLE = join(home, 'workflow-bundle.js');
  writeFileSync(variables.MOTCUA_TEST_BUNDLE, code);
  say(`workflows bundled in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

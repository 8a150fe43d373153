import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { Client } from '@temporalio/client';
import { takeSeals } from '../../activities/seals';
import { createClock, type MovableClock } from '../../config/clock';
import { openDatabase } from '../../config/database';
import { databasePlace, readEnv, type Env } from '../../config/env';
import { published } from '../../config/published';
import { connectTemporal, ensureNamespace } from '../../config/temporal';
import { Catalogue } from '../../domain/catalogue';
import type { AccountRole } from '../../domain/permission';
import { localInstant } from '../../domain/time';
import { signToken } from '../../api/issuer/local-token';
import { TokenKeys } from '../../config/token-keys';
import { ensureAccount } from '../lib/accounts';
import type { Life } from '../lib/life';
import { prepareDatabase } from '../lib/prepare-database';
import { runApi } from '../lib/run-api';
import { runWorker } from '../lib/run-worker';
import { sealPlace } from '../lib/seal-place';
import { locateTemporal } from '../temporal/locate';
import { reportToConsole as report } from '../temporal/report';
import { startTemporal } from '../temporal/server';
import { DemoClient, type Person } from './client';
import { DEMO_FOLDER, openDemoFolder } from './folder';
import { FIRST_DAY } from './timeline';

/** What decides where a start works; a demo works in its own folder only, with the shipped configuration. */
const NOT_OURS = ['TEMPORAL_ADDRESS', 'DATABASE_URL', 'MOTCUA_CLOCK', 'MOTCUA_CONFIG', 'TEMPORAL_NAMESPACE'];

export type Stack = Awaited<ReturnType<typeof startStack>>;

/** The whole product on an empty folder, with a clock that can be moved. */
export async function startStack(life: Life) {
  const env = await demoEnv();
  const home = openDemoFolder(env.home);
  life.opened('home', home.close);
  const clock: MovableClock = createClock(localInstant(FIRST_DAY, 0));
  await prepareDatabase(env, clock.now());
  const binary = await locateTemporal({ cache: env.cache, report });
  const server = await startTemporal({ binary, home: env.home, port: env.temporalPort, report, ui: false });
  life.opened('temporal', server.stop);
  const connection = await connectTemporal(env);
  life.opened('connection', () => connection.close());
  await ensureNamespace(connection, env.namespace, env.retentionDays);
  const worker = await runWorker(env, connection, clock);
  life.opened('worker', worker.stop);
  const running = await runApi(env, home, connection, clock);
  life.opened('api', running.stop);
  const db = openDatabase(databasePlace(env), 'read');
  life.opened('database', () => db.destroy());
  const api = new DemoClient(running.url, tokensOfDemo(life, env, home.keys, clock));
  life.opened('client', () => api.close());
  const temporal = new Client({ connection, namespace: env.namespace });
  const catalogue = new Catalogue(await published(db));
  const seal = () => sealDays(env, clock);
  return { home, clock, api, db, temporal, catalogue, seal, needed: [server.ended, worker.ended] };
}

/** The product seals once a day by the machine's time, in which a demo lasts some minutes. */
async function sealDays(env: Env, clock: MovableClock): Promise<void> {
  const place = databasePlace(env);
  const [db, read] = [openDatabase(place, 'write'), openDatabase(place, 'read')];
  try {
    await takeSeals({ db, read, now: clock.now, ...sealPlace(env) });
  } finally {
    await Promise.all([db.destroy(), read.destroy()]);
  }
}

const DEMO_SECONDS = 24 * 3600;

/** Everybody of the demo gets an account when he first comes. */
function tokensOfDemo(life: Life, env: Env, keyFolder: string, clock: MovableClock) {
  const db = openDatabase(databasePlace(env), 'write');
  life.opened('accounts', () => db.destroy());
  const keys = new TokenKeys(keyFolder);
  return async ({ sub, role, unit }: Person): Promise<string> => {
    await ensureAccount(db, { id: sub, role: role as AccountRole, unit }, clock.now());
    return signToken(keys, env.publicUrl, { sub, role, unit, seconds: DEMO_SECONDS });
  };
}

/** Where a demo works, whatever the environment of the product says. */
export async function demoEnv(variables = process.env): Promise<Env> {
  const given = Object.fromEntries(Object.entries(variables).filter(([name]) => !NOT_OURS.includes(name)));
  // Given and not changed afterwards: keys and seals lie in the folder that it names.
  const home = given.MOTCUA_HOME ?? resolve(DEMO_FOLDER);
  const read = readEnv({ ...given, MOTCUA_HOME: home, MOTCUA_TEMPORAL_PORT: String(await freePort()) });
  return {
    ...read,
    port: given.PORT ? read.port : 0,
    logLevel: given.LOG_LEVEL ? read.logLevel : 'fatal',
  };
}

/** One that nobody has now, for the server that needs to be told one. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  // Its own web page would be 1000 above, and there must be room for that.
  return port > 64_000 ? freePort() : port;
}

import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import type { Knex } from 'knex';
import { temporalEngine } from '../../api/engine-temporal';
import { forgetDone, sweepCommands } from '../../api/intake';
import { guessGuard } from '../../api/limits';
import { LiveChanges } from '../../api/live';
import { httpServer } from '../../api/http-server';
import { createServer } from '../../api/server';
import { sweepIssuer } from '../../api/issuer/adapter';
import { sweepUploads } from '../../api/upload-sweep';
import { CatalogueHolder, LOOK_EVERY_MS } from '../../config/catalogue-holder';
import type { ProductClock } from '../../config/clock';
import { openDatabase } from '../../config/database';
import { databasePlace, printFolder, type Env } from '../../config/env';
import { readKey, type Home } from '../../config/home';
import { createLogger, type Logger } from '../../config/logger';
import { openPrintFiles } from '../../config/print-files';
import { SchemaCheck } from '../../config/schema-check';
import { StartError } from '../../config/start-error';
import { openUploads, type UploadStore } from '../../config/uploads';

import { repeat } from './repeat';
import { openSignIn, type FindAccount } from './sign-in';
import { sealPlace } from './seal-place';

export type RunningApi = { url: string; stop(): Promise<void> };

const SWEEP_EVERY_MS = 60_000;
const SWEEP_FILES_EVERY_MS = 6 * 3_600_000;
/** After this long a request that still runs at shutdown is cut off. */
const DRAIN_MS = 10_000;

export type ApiOptions = {
  /** The folder of the built web application. */
  web?: string;
  /** Stands in for the accounts on record, for tests. */
  accounts?: FindAccount;
};

/** Serves the HTTP interface. */
export async function runApi(
  env: Env,
  home: Home,
  connection: NativeConnection,
  clock: ProductClock,
  { web, accounts }: ApiOptions = {},
): Promise<RunningApi> {
  const place = databasePlace(env);
  const read = openDatabase(place, 'read');
  const intake = openDatabase(place, 'intake');
  const holder = await CatalogueHolder.open(read);
  const client = new Client({ connection, namespace: env.namespace });
  const engine = temporalEngine({
    client,
    intake,
    read,
    get catalogue() {
      return holder.catalogue;
    },
    clock,
    taskQueue: env.taskQueue,
    patienceMs: env.patienceSeconds * 1000,
  });
  const logger = createLogger(env.logLevel);
  const signIn = openSignIn({ env, home, read, logger, now: clock.now }, accounts);
  const uploads = await openUploads(join(env.home, 'documents'));
  const live = new LiveChanges({ read, catalogue: () => holder.catalogue, now: clock.now, logger });
  const app = createServer({
    read,
    live,
    get catalogue() {
      return holder.catalogue;
    },
    refresh: () => holder.refresh(read),
    checks: new SchemaCheck(),
    engine,
    uploads,
    prints: await openPrintFiles(printFolder(env), read),
    ...outsideOf(env),
    web,
    now: clock.now,
    ...signIn.given,
    ...auditOf(env, home),
    logger,
  });
  const server = await listen(() => httpServer(app).listen(env.port, env.host), env);
  const looking = repeat(() => holder.refresh(read), LOOK_EVERY_MS);
  const sweeping = sweeps({ intake, issuer: signIn.given.issuer?.db, read, uploads, clock, logger });
  return {
    url: `http://${env.host.includes(':') ? `[${env.host}]` : env.host}:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      sweeping.stop();
      await looking.stop();
      await live.stop();
      await drain(server);
      await Promise.all([read.destroy(), intake.destroy(), signIn.close()]);
    },
  };
}

/** What signs and what verifies. */
function auditOf(env: Env, home: Home) {
  return {
    keys: { lookup: readKey(home, 'lookup'), seal: () => sealPlace(env).keys().current },
  };
}

/** How the world outside reaches the API. */
function outsideOf({ publicUrl, limits, proxies }: Env) {
  return { publicUrl, limits, guesses: guessGuard(limits), proxies };
}

type Sweeping = {
  intake: Knex;
  issuer: Knex | undefined;
  read: Knex;
  uploads: UploadStore;
  clock: ProductClock;
  logger: Logger;
};

/** Takes away, now and then, what is not needed any more. */
function sweeps({ intake, issuer, read, uploads, clock, logger }: Sweeping): { stop(): void } {
  const sweep = setInterval(() => {
    Promise.all([forgetDone(intake), sweepCommands(intake, clock.now()), issuer && sweepIssuer(issuer)]).catch(
      (error: unknown) => logger.warn({ err: error }, 'commands were not swept'),
    );
  }, SWEEP_EVERY_MS);
  const sweepFiles = setInterval(() => {
    sweepUploads(read, uploads, clock.now()).catch((error: unknown) =>
      logger.warn({ err: error }, 'uploads were not swept'),
    );
  }, SWEEP_FILES_EVERY_MS);
  return {
    stop: () => {
      clearInterval(sweep);
      clearInterval(sweepFiles);
    },
  };
}

async function listen(start: () => Server, env: Env): Promise<Server> {
  const server = start();
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const where = `${env.host}:${env.port}`;
    if (code === 'EADDRINUSE') {
      throw new StartError({
        vi: `Cổng ${where} đang được chương trình khác dùng. Hãy chọn cổng khác bằng biến PORT.`,
        en: `The port ${where} is taken by another program. Choose another one with PORT.`,
      });
    }
    throw new StartError({ vi: `Không mở được ${where}: ${message}`, en: `Cannot listen on ${where}: ${message}` });
  }
}

async function drain(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  await Promise.race([closed, pause(DRAIN_MS, undefined, { ref: false })]);
  server.closeAllConnections();
}

import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from '@temporalio/client';
import { DefaultLogger, Runtime, type NativeConnection } from '@temporalio/worker';
import type { Knex } from 'knex';
import { createClock, type MovableClock } from '../../config/clock';
import { openDatabase } from '../../config/database';
import { databasePlace, readEnv, type Env } from '../../config/env';
import { openHome, type Home } from '../../config/home';
import { connectTemporal, ensureNamespace } from '../../config/temporal';
import type { AccountRole } from '../../domain/permission';
import { signToken } from '../../api/issuer/local-token';
import { TokenKeys } from '../../config/token-keys';
import { ensureAccount } from '../../scripts/lib/accounts';
import { prepareDatabase } from '../../scripts/lib/prepare-database';
import { runApi, type RunningApi } from '../../scripts/lib/run-api';
import { runWorker, type Running } from '../../scripts/lib/run-worker';
import { madeUp, madeUpToken } from './accounts';
import { Caller } from './caller';
import { freshDatabase } from './postgres';

export type StackOptions = {
  /** The product's clock starts here. */
  clock?: string;
  /** A database of this PostgreSQL cluster, made for this stack, instead of a SQLite file. */
  databaseUrl?: string;
  /** Whether who may do what is read from the accounts on record; otherwise a token says whom it is made up for. */
  accountsOnRecord?: boolean;
  /** More of the environment. */
  variables?: Record<string, string>;
};

/** The product in this process against the shared Temporal server: real database, real worker, real HTTP. */
export class Stack {
  private constructor(
    readonly env: Env,
    readonly home: Home,
    readonly connection: NativeConnection,
    readonly clock: MovableClock,
    public api: RunningApi,
    /** Reads and meddles with the database behind the product's back. */
    readonly db: Knex,
    private worker: Running | undefined,
    private readonly onRecord: boolean,
  ) {}

  static async start(options: StackOptions = {}): Promise<Stack> {
    const { clock: start, databaseUrl: cluster, variables, accountsOnRecord = false } = options;
    installRuntime();
    const databaseUrl = cluster && (await freshDatabase(cluster));
    const env = readEnv({
      PATH: process.env.PATH,
      MOTCUA_HOME: mkdtempSync(join(tmpdir(), 'mot-cua-test-')),
      TEMPORAL_ADDRESS: required('MOTCUA_TEST_TEMPORAL'),
      // One of its own: a programme is known by its decision's number, and stacks must not meet in it.
      TEMPORAL_NAMESPACE: `test-${randomUUID()}`,
      LOG_LEVEL: 'fatal',
      // What is archived is on record too: only where a test wants it.
      MOTCUA_ARCHIVE_SECONDS: '3600',
      // On a busy machine an answer may take long; a test about waiting sets its own.
      PATIENCE_SECONDS: '50',
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
      ...variables,
    });
    const clock = createClock(start);
    const home = openHome(env.home);
    await beginDatabase(env, variables, clock);
    const connection = await connectTemporal(env);
    await ensureNamespace(connection, env.namespace, 1);
    const worker = await runWorker(env, connection, clock, testBundle());
    const api = await runApi(
      { ...env, port: 0 },
      home,
      connection,
      clock,
      accountsOnRecord ? {} : { accounts: madeUp },
    );
    const db = openDatabase(databasePlace(env), 'write');
    return new Stack(env, home, connection, clock, api, db, worker, accountsOnRecord);
  }

  get client(): Client {
    return new Client({ connection: this.connection, namespace: this.env.namespace });
  }

  /** Somebody with a token of this installation. */
  async as(role: string, unit: string, sub = `${role}.${unit.replace(/@/g, '.')}`): Promise<Caller> {
    if (!this.onRecord) return new Caller(this.api.url, await madeUpToken(this, { sub, role, unit }));
    await ensureAccount(this.db, { id: sub, role: role as AccountRole, unit }, this.clock.now());
    const order = { sub, role, unit, seconds: 3600 };
    return new Caller(this.api.url, await signToken(new TokenKeys(this.home.keys), this.env.publicUrl, order));
  }

  async stopWorker(): Promise<void> {
    await this.worker?.stop();
    this.worker = undefined;
  }

  async startWorker(): Promise<void> {
    this.worker = await runWorker(this.env, this.connection, this.clock, testBundle());
  }

  /** A second API of this installation, which does not wait long for an answer. Whoever starts it stops it. */
  async hurriedApi(): Promise<RunningApi> {
    return runApi({ ...this.env, port: 0, patienceSeconds: 2 }, this.home, this.connection, this.clock, {
      ...(!this.onRecord && { accounts: madeUp }),
    });
  }

  /** Starts API and worker anew, so that they read the configuration that is in the database now. */
  async restart(): Promise<void> {
    await this.stopWorker();
    await this.api.stop();
    await this.startWorker();
    this.api = await runApi({ ...this.env, port: 0 }, this.home, this.connection, this.clock, {
      ...(!this.onRecord && { accounts: madeUp }),
    });
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await this.stopWorker();
    await this.connection.close();
    await this.db.destroy();
    this.home.close();
    rmSync(this.env.home, { recursive: true, force: true });
  }
}

/** As `prepareDatabase` leaves it; where that would be what it always is, by a copy of what it made once for all tests. */
async function beginDatabase(env: Env, variables: StackOptions['variables'], clock: MovableClock): Promise<void> {
  const place = databasePlace(env);
  if ('url' in place || variables?.MOTCUA_CONFIG) return prepareDatabase(env, clock.now());
  copyFileSync(required('MOTCUA_TEST_DATABASE'), place.file);
}

/** The workflow bundle that was made once for all tests. */
export function testBundle() {
  return { code: readFileSync(resolve(required('MOTCUA_TEST_BUNDLE')), 'utf8') };
}

let installed = false;

/** The SDK's runtime is one per test file. */
export function installRuntime(): void {
  if (!installed) Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
  installed = true;
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: the global setup did not run`);
  return value;
}

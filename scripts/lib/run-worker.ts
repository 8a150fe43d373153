import { join } from 'node:path';
import { Client } from '@temporalio/client';
import type { Knex } from 'knex';
import type { NativeConnection, WorkflowBundleOption } from '@temporalio/worker';
import { archiver } from '../../activities/archive/archiver';
import { eraseExpired } from '../../activities/retention';
import { giveReminders } from '../../activities/reminders';
import { startRelay } from '../../activities/relay/relay';
import { takeSeals } from '../../activities/seals';
import { createWorker } from '../../activities/worker';
import type { ProductClock } from '../../config/clock';
import { openDatabase } from '../../config/database';
import { databasePlace, printFolder, type Env } from '../../config/env';
import { CatalogueHolder, LOOK_EVERY_MS } from '../../config/catalogue-holder';
import { createLogger } from '../../config/logger';
import { openPrintFiles } from '../../config/print-files';
import { SchemaCheck } from '../../config/schema-check';
import { openUploads } from '../../config/uploads';
import { preparedBundle } from './workflow-bundle';
import { repeat } from './repeat';
import { knownSeals, sealPlace } from './seal-place';
import { recheck } from '../../workflows/transfer-messages';

export type Running = {
  /** Ends when it stops, with an error when it stopped by itself. */
  ended: Promise<void>;
  stop(): Promise<void>;
};

const REMIND_EVERY_MS = 60_000;
const ERASE_EVERY_MS = 300_000;
const SEAL_EVERY_MS = 60_000;

/** A transfer that has ended, or is not started yet, needs no nudge. */
function nudger({ workflow }: Client): (transferIds: string[]) => void {
  return (ids) => {
    for (const id of ids) {
      workflow
        .getHandle(`transfer-${id}`)
        .signal(recheck)
        .catch(() => undefined);
    }
  };
}

/** Runs a worker: workflows, activities, and the writing connection to the database. */
export async function runWorker(
  env: Env,
  connection: NativeConnection,
  clock: ProductClock,
  bundle?: WorkflowBundleOption,
): Promise<Running> {
  const db = openDatabase(databasePlace(env), 'write');
  const holder = await CatalogueHolder.open(db);
  const read = openDatabase(databasePlace(env), 'read');
  const client = new Client({ connection, namespace: env.namespace });
  const code = bundle ?? (await preparedBundle());
  const context = {
    db,
    get catalogue() {
      return holder.catalogue;
    },
    catchUp: (trx: Knex, version: number) => holder.refresh(trx, version),
    checks: new SchemaCheck(),
    uploads: await openUploads(join(env.home, 'documents')),
    prints: await openPrintFiles(printFolder(env), db),
    now: () => clock.now(),
    nudge: nudger(client),
    allowPrivate: env.relay.allowPrivate,
    replay: { read, client, bundle: code },
    verification: { read, against: () => knownSeals(env) },
  };
  const place = { connection, namespace: env.namespace, taskQueue: env.taskQueue };
  const worker = await createWorker(place, context, code);
  const relay = startRelay({
    db,
    read,
    get catalogue() {
      return holder.catalogue;
    },
    now: context.now,
    logger: createLogger(env.logLevel),
    env: env.relay,
  });
  const looking = repeat(() => holder.refresh(read), LOOK_EVERY_MS);
  const erasing = repeat(() => eraseExpired(context), ERASE_EVERY_MS);
  const reminding = repeat(() => giveReminders(context), REMIND_EVERY_MS);
  const stopping = () => worker.getState() !== 'RUNNING' && worker.getState() !== 'INITIALIZED';
  const archiving = repeat(archiver({ db, client, now: context.now, stopping }), env.archiveMs);
  const sealing = repeat(() => takeSeals({ db, read, now: context.now, ...sealPlace(env) }), SEAL_EVERY_MS);
  const repeated = [reminding, erasing, looking, archiving, sealing];
  const ended = worker.run().finally(async () => {
    await Promise.all([relay, ...repeated].map((one) => one.stop()));
    await Promise.all([db.destroy(), read.destroy()]);
  });
  return {
    ended,
    stop: async () => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await Promise.all([relay.stop(), ended]);
    },
  };
}

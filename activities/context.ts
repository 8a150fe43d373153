import type { Client } from '@temporalio/client';
import type { WorkflowBundleOption } from '@temporalio/worker';
import type { Knex } from 'knex';
import type { PrintFiles } from '../config/print-files';
import type { SchemaCheck } from '../config/schema-check';
import type { UploadStore } from '../config/uploads';
import type { VerifyOptions } from '../config/verify';
import type { Catalogue } from '../domain/catalogue';
import type { Instant } from '../domain/time';

/** All that an activity may use. Made once by the worker. */
export type ActivityContext = {
  /** The writing connection. */
  db: Knex;
  /** As it is now: a piece of work takes it once. */
  readonly catalogue: Catalogue;
  /** Takes up what was published, when a command was taken up under a later version of it. */
  catchUp?: (trx: Knex, version: number) => Promise<unknown>;
  checks: SchemaCheck;
  uploads: UploadStore;
  prints: PrintFiles;
  now: () => Instant;
  /** Tells transfers that what their readiness looks at may have changed. Best effort: they look by themselves, later. */
  nudge: (transferIds: string[]) => void;
  /** What a replay needs: a connection that reads, the engine, and the code that its workers run. */
  replay: { read: Knex; client: Client; bundle: WorkflowBundleOption };
  /** What a verification needs: a connection that reads, and the keys and seals to verify against, read when one begins. */
  verification: { read: Knex; against: () => Promise<VerifyOptions> };
  /** Events may be sent to addresses of this machine and of private networks. */
  allowPrivate?: boolean;
};

import type { KeyObject } from 'node:crypto';
import type { Knex } from 'knex';
import type { Logger } from 'pino';
import type { PrintFiles } from '../config/print-files';
import type { SchemaCheck } from '../config/schema-check';
import type { UploadStore } from '../config/uploads';
import type { Catalogue } from '../domain/catalogue';
import type { Instant } from '../domain/time';
import type { Engine } from './engine';
import type { MountParts } from './issuer/mount-parts';
import type { GuessGuard, LimitsEnv } from './limits';
import type { LiveChanges } from './live';
import type { TokenPlace } from './token-source';

/** All that a route may use. Made once when the API starts, handed down; nothing is global. */
export type ApiContext = {
  /** Reads only: the connection refuses to write. */
  read: Knex;
  /** As it is now. */
  readonly catalogue: Catalogue;
  /** Takes up what was published since; whether there was something. */
  refresh: () => Promise<boolean>;
  checks: SchemaCheck;
  /** The only way to change anything. */
  engine: Engine;
  uploads: UploadStore;
  prints: PrintFiles;
  /** Where the public finds this API. */
  publicUrl: string;
  /** Tells who listens what changes. */
  live: LiveChanges;
  /** The folder of the built web application, where there is one. */
  web?: string;
  now: () => Instant;
  /** Whose tokens are taken, and who stands behind them. */
  tokens: TokenPlace;
  /** After a change to an account: what was kept of it is read anew. */
  forgetAccounts?: () => void;
  /** The embedded issuer; none where tokens come from elsewhere. */
  issuer?: MountParts;
  keys: {
    /** Makes the look-up key that is printed on the receipt. */
    lookup: Buffer;
    /** Signs evidence that is given away: the key of the daily seals. */
    seal: () => KeyObject;
  };
  /** How much one caller may ask. */
  limits: LimitsEnv;
  /** Proxies whose word on a caller's address is taken. */
  proxies: number;
  guesses: GuessGuard;
  logger: Logger;
};

import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Text } from '../domain/text';
import type { Instant } from '../domain/time';
import type { DatabasePlace } from './database';
import { EnvReader, type Variables } from './env-reader';
import { readKeyEnv } from './env-keys';
import { readSignInEnv, type SignInEnv } from './env-sign-in';
import { readRelayEnv, type RelayEnv } from './env-relay';
import type { KeyPlace } from './key-ring';
import { StartError } from './start-error';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Everything the environment decides, read once at the start. */
export type Env = Readonly<{
  /** The state folder: databases, keys, logs, the lock. */
  home: string;
  /** Where downloaded or built programs are kept, shared by all installations of one user. */
  cache: string;
  port: number;
  host: string;
  /** Where the public finds the API, without a slash at the end: what QR codes on printed slips open. */
  publicUrl: string;
  /** A Temporal server that runs elsewhere; without it one is started on `temporalPort`. */
  temporalAddress?: string;
  temporalPort: number;
  namespace: string;
  taskQueue: string;
  retentionDays: number;
  grpcCompression: 'none' | 'gzip';
  /** The folder with the units, procedures, processes and calendars of one authority. */
  config: string;
  databaseUrl?: string;
  logLevel: (typeof LOG_LEVELS)[number];
  /** How long a caller waits for the engine, in seconds, before it is told that its command is on its way (202). */
  patienceSeconds: number;
  /** How much one caller may ask of the API. */
  limits: { perMinute: number; freeGuesses: number };
  /** Proxies in front of the API whose word on a caller's address is taken. */
  proxies: number;
  /** Keys of personal data. */
  keys: KeyPlace;
  /** Who issues the tokens that the API takes. */
  signIn: SignInEnv;
  /** Messages to people and events to other programs. */
  relay: RelayEnv;
  /** How often the worker looks for histories to archive, in milliseconds. */
  archiveMs: number;
  /** Where daily seals are laid out to be given away, and the key that signs them where it is kept elsewhere. */
  seals: { folder: string; keyFile?: string };
  /** The product's clock starts at this instant; for demonstrations. */
  clock?: Instant;
}>;

/** Lists every wrong variable at once. */
export class EnvError extends StartError {
  readonly faults: readonly Text[];

  constructor(faults: readonly Text[]) {
    const lines = (language: keyof Text) => faults.map((fault) => `  ${fault[language]}`).join('\n');
    super({
      vi: `Biến môi trường chưa đúng:\n${lines('vi')}`,
      en: `The environment has wrong values:\n${lines('en')}`,
    });
    this.name = 'EnvError';
    this.faults = faults;
  }
}

/** @throws EnvError naming every wrong variable */
export function readEnv(variables: Variables = process.env): Env {
  const reader = new EnvReader(variables);
  const temporalAddress = reader.address('TEMPORAL_ADDRESS');
  const xdg = reader.text('XDG_CACHE_HOME') ?? join(homedir(), '.cache');
  const port = reader.integer('PORT', 3000, 1, 65_535);
  const home = resolve(reader.text('MOTCUA_HOME') ?? '.motcua');
  const env: Env = {
    home,
    keys: readKeyEnv(reader, home),
    cache: resolve(reader.text('MOTCUA_CACHE') ?? join(xdg, 'mot-cua')),
    port,
    host: reader.text('HOST') ?? '127.0.0.1',
    publicUrl: reader.webUrl('PUBLIC_URL') ?? `http://localhost:${port}`,
    temporalAddress,
    // The server's web page is 1000 above.
    temporalPort: reader.integer('MOTCUA_TEMPORAL_PORT', 7233, 1, 64_535),
    namespace: reader.name('TEMPORAL_NAMESPACE') ?? 'mot-cua',
    taskQueue: reader.name('MOTCUA_TASK_QUEUE') ?? 'mot-cua',
    retentionDays: reader.integer('MOTCUA_RETENTION_DAYS', 90, 1, 3650),
    grpcCompression:
      reader.oneOf('MOTCUA_GRPC_COMPRESSION', ['none', 'gzip'] as const) ?? compressionFor(temporalAddress),
    config: reader.folder('MOTCUA_CONFIG') ?? resolve(__dirname, 'dong-thap'),
    databaseUrl: reader.postgresUrl('DATABASE_URL'),
    logLevel: reader.oneOf('LOG_LEVEL', LOG_LEVELS) ?? 'info',
    clock: reader.instant('MOTCUA_CLOCK'),
    patienceSeconds: reader.integer('PATIENCE_SECONDS', 8, 1, 300),
    limits: {
      perMinute: reader.integer('REQUESTS_PER_MINUTE', 6000, 0, 1_000_000),
      freeGuesses: reader.integer('LOOKUP_FREE_GUESSES', 10, 1, 1000),
    },
    proxies: reader.integer('TRUSTED_PROXIES', 0, 0, 10),
    signIn: readSignInEnv(reader),
    relay: readRelayEnv(reader),
    archiveMs: reader.integer('MOTCUA_ARCHIVE_SECONDS', 60, 1, 86_400) * 1000,
    seals: {
      folder: resolve(reader.text('SEAL_FOLDER') ?? join(home, 'seals')),
      keyFile: reader.text('SEAL_KEY_FILE'),
    },
  };
  if (!temporalAddress && env.port === env.temporalPort)
    reader.fault('PORT', 'trùng với MOTCUA_TEMPORAL_PORT', 'is the same as MOTCUA_TEMPORAL_PORT');
  if (reader.faults.length) throw new EnvError(reader.faults);
  return Object.freeze(env);
}

/** Where the product's own records are. */
export function databasePlace(env: Env): DatabasePlace {
  const { databaseUrl: url, keys } = env;
  return { ...(url ? { url } : { file: join(env.home, 'mot-cua.db') }), keys };
}

/** The Temporal server that clients and workers of this process talk to. */
export function temporalAddressOf(env: Env): string {
  return env.temporalAddress ?? `127.0.0.1:${env.temporalPort}`;
}

// On the loopback interface gzip costs processor time and saves nothing.
function compressionFor(address: string | undefined): 'none' | 'gzip' {
  return !address || /^(localhost|127\.[\d.]+|\[::1\]):/i.test(address) ? 'none' : 'gzip';
}

/** Where printed documents lie. */
export const printFolder = ({ home }: Pick<Env, 'home'>): string => join(home, 'documents', 'prints');

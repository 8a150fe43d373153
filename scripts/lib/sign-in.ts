import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { AccountDirectory } from '../../api/account-directory';
import type { MountParts } from '../../api/issuer/mount-parts';
import { guessGuard } from '../../api/limits';
import { signInNotes } from '../../api/issuer/sign-in-notes';
import { embeddedSource, remoteSource, type TokenPlace } from '../../api/token-source';
import { openDatabase } from '../../config/database';
import { databasePlace, type Env } from '../../config/env';
import { readKey, type Home } from '../../config/home';
import { TokenKeys } from '../../config/token-keys';
import type { Account } from '../../domain/account';
import type { Instant } from '../../domain/time';

/** Wrong passwords from one address, whatever the accounts, before each further one has to wait. */
const FREE_FAILURES = 20;

export type FindAccount = (subject: string, session?: string) => Promise<Account | undefined>;

export type SignInParts = {
  /** What the server gets of it. */
  given: { tokens: TokenPlace; issuer?: MountParts; forgetAccounts: () => void };
  close(): Promise<void>;
};

/**
 * Whose tokens the API takes: those of an issuer elsewhere, or of the embedded one.
 * @param stand takes the place of the accounts on record, for tests
 */
export function openSignIn(
  { env, home, read, logger, now }: { env: Env; home: Home; read: Knex; logger: Logger; now: () => Instant },
  stand?: FindAccount,
): SignInParts {
  const directory = new AccountDirectory(read);
  const find = stand ?? directory.find;
  const forgetAccounts = () => directory.forget();
  const { issuer } = env.signIn;
  if (issuer !== undefined) {
    const tokens = remoteSource(env.signIn, issuer, find);
    return { given: { tokens, forgetAccounts }, close: () => Promise.resolve() };
  }
  const db = openDatabase(databasePlace(env), 'intake');
  const keys = new TokenKeys(home.keys);
  const notes = signInNotes(db, now, logger);
  const issuerParts: MountParts = {
    db,
    keys,
    cookieKey: readKey(home, 'cookies'),
    publicUrl: env.publicUrl,
    proxied: env.proxies > 0,
    logger,
    notes,
    guesses: guessGuard({ ...env.limits, freeGuesses: FREE_FAILURES }),
  };
  const tokens = embeddedSource(keys, env.publicUrl, find);
  return { given: { tokens, issuer: issuerParts, forgetAccounts }, close: () => notes.stop().then(() => db.destroy()) };
}

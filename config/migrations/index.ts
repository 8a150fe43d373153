import type { Knex } from 'knex';
import * as dossiers from './20261125-1030-dossiers';
import * as transfers from './20261125-1500-transfers';
import * as prints from './20261125-1900-prints';
import * as fees from './20261125-1930-fees';
import * as time from './20261125-1940-time';
import * as messages from './20261126-0900-messages';
import * as seals from './20261128-0230-seals';
import * as histories from './20261128-0240-histories';
import * as figures from './20261128-0245-figures';
import * as drafts from './20261128-0255-drafts';
import * as accounts from './20261128-0330-accounts';
import * as encrypted from './20261128-0250-encrypted';
import * as replays from './20261128-0300-replays';
import * as verifications from './20261128-0615-verifications';
import * as retention from './20261128-0330-retention';
import * as delegations from './20261128-0600-delegations';

type Migration = { up(db: Knex): Promise<void> };

/** Migrations by fixed name, so that the record of what ran does not depend on file extensions. They only go forward. */
const MIGRATIONS: Record<string, Migration> = {
  '20261125-1030-dossiers': dossiers,
  '20261125-1500-transfers': transfers,
  '20261125-1900-prints': prints,
  '20261125-1930-fees': fees,
  '20261125-1940-time': time,
  '20261126-0900-messages': messages,
  '20261128-0230-seals': seals,
  '20261128-0240-histories': histories,
  '20261128-0245-figures': figures,
  '20261128-0255-drafts': drafts,
  '20261128-0250-encrypted': encrypted,
  '20261128-0300-replays': replays,
  '20261128-0330-retention': retention,
  '20261128-0330-accounts': accounts,
  '20261128-0615-verifications': verifications,
  '20261128-0600-delegations': delegations,
};

const source: Knex.MigrationSource<string> = {
  getMigrations: () => Promise.resolve(Object.keys(MIGRATIONS)),
  getMigrationName: (name) => name,
  getMigration: (name) => Promise.resolve({ up: (db) => required(name).up(db), down: neverBack }),
};

function required(name: string): Migration {
  const migration = MIGRATIONS[name];
  if (!migration) throw new Error(`no migration ${name}`);
  return migration;
}

/** Knex wants a way back; there is none. */
const neverBack = () => Promise.reject(new Error('migrations only go forward'));

/** Brings the schema up to date; does nothing when it is. */
export async function migrate(db: Knex): Promise<string[]> {
  const [, applied] = (await db.migrate.latest({ migrationSource: source })) as [number, string[]];
  return applied;
}

import type { Knex } from 'knex';
import * as dossiers from './20261125-1030-dossiers';

type Migration = { up(db: Knex): Promise<void>; down(db: Knex): Promise<void> };

/** Migrations by fixed name, so that the record of what ran does not depend on file extensions. They only go forward. */
const MIGRATIONS: Record<string, Migration> = { '20261125-1030-dossiers': dossiers };

const source: Knex.MigrationSource<string> = {
  getMigrations: () => Promise.resolve(Object.keys(MIGRATIONS)),
  getMigrationName: (name) => name,
  getMigration: (name) => Promise.resolve(MIGRATIONS[name] as Migration),
};

/** Brings the schema up to date; does nothing when it is. */
export async function migrate(db: Knex): Promise<string[]> {
  const [, applied] = (await db.migrate.latest({ migrationSource: source })) as [number, string[]];
  return applied;
}

import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import knex, { type Knex } from 'knex';
import type { KeyPlace } from './key-ring';
import { shareTurns } from './write-turns';
import { keepStatements, type SqliteConnection } from './sqlite-statements';
import { keepVault, Vault } from './vault';

/** How a connection is used: the worker writes and must survive a power cut; the API reads, and takes in commands. */
export type DatabaseUse = 'write' | 'intake' | 'read';

/** Where the database is: a PostgreSQL URL, or the path of a SQLite file; and the keys of what is encrypted in it. */
export type DatabasePlace = ({ url: string } | { file: string }) & { keys?: KeyPlace };

/**
 * Opens the database. The caller destroys it.
 * With SQLite `write` and `intake` have one connection each, since the file has one writer at a time anyway.
 */
export function openDatabase(place: DatabasePlace, use: DatabaseUse): Knex {
  const db = 'url' in place ? openPostgres(place.url, use) : openSqlite(place.file, use);
  return place.keys ? keepVault(db, new Vault(place.keys)) : db;
}

function openPostgres(connection: string, use: DatabaseUse): Knex {
  return knex({
    client: 'pg',
    connection,
    pool: { min: 0, max: use === 'intake' ? 4 : 10 },
    acquireConnectionTimeout: 5000,
  });
}

function openSqlite(filename: string, use: DatabaseUse): Knex {
  mkdirSync(dirname(filename), { recursive: true });
  // A government record survives a power cut (FULL). Taking in a command need not: without an answer it is sent again.
  const pragmas = [
    'journal_mode=WAL',
    `synchronous=${use === 'write' ? 'FULL' : 'NORMAL'}`,
    'busy_timeout=5000',
    'foreign_keys=ON',
    'temp_store=MEMORY',
    ...(use === 'read' ? ['query_only=ON'] : []),
  ];
  const db = knex({
    client: 'sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    acquireConnectionTimeout: 5000,
    pool: {
      min: 1,
      max: use === 'read' ? 3 : 1,
      afterCreate: (
        connection: SqliteConnection,
        done: (error: Error | null, connection: SqliteConnection) => void,
      ) => {
        keepStatements(connection);
        connection.exec(pragmas.map((pragma) => `PRAGMA ${pragma};`).join(''), (error) => done(error, connection));
      },
    },
  });
  return use === 'read' ? db : shareTurns(db, filename);
}

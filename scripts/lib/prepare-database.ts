import type { Knex } from 'knex';
import { openDatabase } from '../../config/database';
import { databasePlace, printFolder, type Env } from '../../config/env';
import { loadConfig } from '../../config/load';
import { migrate } from '../../config/migrations';
import { publish } from '../../config/published';
import { encryptStoredPrints } from '../../config/encrypt-prints';
import { requireKeys, encryptStored } from '../../config/encrypt-stored';
import { readFirstAccounts } from '../../config/first-accounts';
import type { Instant } from '../../domain/time';
import { firstAccounts, givenText } from './accounts';

/**
 * Brings the schema up to date and publishes the configuration.
 * The configuration is read first: when it has faults, the database is not touched.
 * @throws ConfigFaults, PublishedChanged
 */
export async function prepareDatabase(env: Env, now: Instant): Promise<void> {
  const data = loadConfig(env.config);
  await withDatabase(env, async (db) => {
    await migrate(db);
    await requireKeys(db);
    await encryptStored(db, (count) =>
      console.log(`mã hóa dữ liệu cá nhân (encrypting personal data): ${count} hồ sơ`),
    );
    const printed = await encryptStoredPrints(db, printFolder(env));
    if (printed > 0) console.log(`mã hóa giấy đã in (encrypting printed documents): ${printed} tệp`);
    await publish(db, data, now);
  });
}

/** Prints the accounts of a fresh start. With an issuer elsewhere there are none with passwords. */
export async function giveFirstAccounts(env: Env, now: Instant): Promise<void> {
  if (env.signIn.issuer !== undefined) return;
  const wanted = readFirstAccounts(env.config);
  await withDatabase(env, async (db) => {
    const given = await firstAccounts(db, wanted, now);
    if (given.length > 0) console.log(givenText(given));
  });
}

async function withDatabase(env: Env, work: (db: Knex) => Promise<void>): Promise<void> {
  const db = openDatabase(databasePlace(env), 'write');
  try {
    await work(db);
  } finally {
    await db.destroy();
  }
}

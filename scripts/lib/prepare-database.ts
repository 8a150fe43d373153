import type { Knex } from 'knex';
import { openDatabase } from '../../config/database';
import { databasePlace, type Env } from '../../config/env';
import { loadConfig } from '../../config/load';
import { migrate } from '../../config/migrations';
import { publish } from '../../config/published';
import { requireKeys, encryptStored } from '../../config/encrypt-stored';
import type { Instant } from '../../domain/time';

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
    await publish(db, data, now);
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

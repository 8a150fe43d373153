import { readFileSync } from 'node:fs';
import knex from 'knex';
import { readEnv } from '../../config/env';
import { connectTemporal } from '../../config/temporal';
test('x', async () => {
  const db = knex({ client: 'pg', connection: process.env.MOTCUA_TEST_PG });
  console.log((await db.raw('select version(), (select datcollate from pg_database limit 1)')).rows, readFileSync(process.env.MOTCUA_TEST_BUNDLE as string).length);
  await db.destroy();
  const c = await connectTemporal(readEnv({ TEMPORAL_ADDRESS: process.env.MOTCUA_TEST_TEMPORAL }));
  await c.close();
});

import { createClock } from '../config/clock';
import { readEnv } from '../config/env';
import { openHome } from '../config/home';
import { connectTemporal, ensureNamespace } from '../config/temporal';
import { live } from './lib/life';
import { giveFirstAccounts, prepareDatabase } from './lib/prepare-database';

/** Schema, configuration and namespace, once for a cluster: what `npm run migrate` runs before API and workers start. */
void live(async (life) => {
  const env = readEnv();
  openHome(env.home, { exclusive: false });
  const now = createClock(env.clock).now();
  await prepareDatabase(env, now);
  await giveFirstAccounts(env, now);
  const connection = await connectTemporal(env);
  life.opened('connection', () => connection.close());
  await ensureNamespace(connection, env.namespace, env.retentionDays);
  console.log('Cơ sở dữ liệu, cấu hình và namespace đã sẵn sàng. (Database, configuration and namespace are ready.)');
  process.emit('SIGTERM');
  return [];
});

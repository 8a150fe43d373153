import { createClock } from '../config/clock';
import { readEnv } from '../config/env';
import { openHome } from '../config/home';
import { connectTemporal } from '../config/temporal';
import { live } from './lib/life';
import { runApi } from './lib/run-api';
import { builtWeb } from './lib/web';

/** The HTTP interface alone: what `npm run api` runs. Any number of them may run. */
void live(async (life) => {
  const env = readEnv();
  const home = openHome(env.home, { exclusive: false });
  const connection = await connectTemporal(env);
  life.opened('connection', () => connection.close());
  const api = await runApi(env, home, connection, createClock(env.clock), { web: builtWeb() });
  life.opened('api', api.stop);
  console.log(`API: ${api.url}/api/v1   ${api.url}/api/docs`);
  return [];
});

import { createClock } from '../config/clock';
import { readEnv } from '../config/env';
import { openHome } from '../config/home';
import { connectTemporal, ensureNamespace } from '../config/temporal';
import { Life, live } from './lib/life';
import { giveFirstAccounts, prepareDatabase } from './lib/prepare-database';
import { runApi } from './lib/run-api';
import { runWorker } from './lib/run-worker';
import { prepareWeb } from './lib/web';
import { locateTemporal } from './temporal/locate';
import { reportToConsole as report } from './temporal/report';
import { startTemporal } from './temporal/server';

/** Everything in one process, and the workflow engine beside it: what `npm start` runs. */
void live(async (life: Life) => {
  const env = readEnv();
  const clock = createClock(env.clock);
  const home = openHome(env.home);
  life.opened('home', home.close);
  await prepareDatabase(env, clock.now());
  await giveFirstAccounts(env, clock.now());
  const web = await prepareWeb((line) => console.log(line));

  const needed: Promise<unknown>[] = [];
  if (!env.temporalAddress) {
    const binary = await locateTemporal({ cache: env.cache, report });
    const server = await startTemporal({ binary, home: env.home, port: env.temporalPort, report });
    life.opened('temporal', server.stop);
    needed.push(server.ended);
  }
  const connection = await connectTemporal(env);
  life.opened('connection', () => connection.close());
  await ensureNamespace(connection, env.namespace, env.retentionDays);
  const worker = await runWorker(env, connection, clock);
  life.opened('worker', worker.stop);
  const api = await runApi(env, home, connection, clock, { web });
  life.opened('api', api.stop);

  const page = env.temporalAddress ? env.temporalAddress : `http://127.0.0.1:${env.temporalPort + 1000}`;
  console.log(`
Một Cửa đã sẵn sàng. Dừng bằng Ctrl-C.   (Một Cửa is ready. Ctrl-C stops it.)
  Ứng dụng web  (web)       ${web ? api.url : '–'}
  API                       ${api.url}/api/v1
  Tài liệu API  (reference) ${api.url}/api/docs
  Tra cứu hồ sơ (look-up)   ${api.url}/tra-cuu
  Temporal                  ${page}
  Dữ liệu       (state)     ${home.path}
`);
  return [...needed, worker.ended];
});

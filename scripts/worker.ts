import { createClock } from '../config/clock';
import { readEnv } from '../config/env';
import { openHome } from '../config/home';
import { connectTemporal } from '../config/temporal';
import { live } from './lib/life';
import { runWorker } from './lib/run-worker';

/** A worker alone: what `npm run worker` runs. On PostgreSQL any number of them may run. */
void live(async (life) => {
  const env = readEnv();
  openHome(env.home, { exclusive: false });
  const connection = await connectTemporal(env);
  life.opened('connection', () => connection.close());
  const worker = await runWorker(env, connection, createClock(env.clock));
  life.opened('worker', worker.stop);
  console.log(`Worker: ${env.namespace}/${env.taskQueue}`);
  return [worker.ended];
});

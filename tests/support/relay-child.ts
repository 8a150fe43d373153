import { startRelay } from '../../activities/relay/relay';
import { openDatabase, type DatabasePlace } from '../../config/database';
import { readEnv } from '../../config/env';
import { createLogger } from '../../config/logger';
import { published } from '../../config/published';
import { Catalogue } from '../../domain/catalogue';
import { toInstant } from '../../domain/time';

/** A relay in a process of its own, to be killed. */
async function main(): Promise<void> {
  const place = JSON.parse(process.env.RELAY_PLACE ?? '') as DatabasePlace;
  const [db, read] = [openDatabase(place, 'write'), openDatabase(place, 'read')];
  const catalogue = new Catalogue(await published(db));
  const { relay: env } = readEnv();
  startRelay({ db, read, catalogue, now: () => toInstant(Date.now()), logger: createLogger('fatal'), env });
  console.log('runs');
}

void main();

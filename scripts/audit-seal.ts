import { join } from 'node:path';
import { takeSeals } from '../activities/seals';
import { createClock } from '../config/clock';
import { openDatabase } from '../config/database';
import { databasePlace, readEnv } from '../config/env';
import { newSealKey } from '../config/seal-key';
import { findSeal } from '../config/seal-store';
import { StartError } from '../config/start-error';
import { sealPlace } from './lib/seal-place';

/** Seals the days that are over, or makes a new key for the seals to come (`--new-key`): `npm run audit:seal`. */
async function main(): Promise<void> {
  const env = readEnv();
  if (process.argv.includes('--new-key')) {
    if (env.seals.keyFile !== undefined) {
      throw new StartError({
        vi: 'Khóa niêm phong nằm ngoài hệ thống (SEAL_KEY_FILE): hãy đổi tệp đó.',
        en: 'The seal key is kept outside (SEAL_KEY_FILE): change that file.',
      });
    }
    const key = newSealKey({ path: env.home, keys: join(env.home, 'keys') });
    console.log(`Khóa mới, dùng từ lần niêm phong sau (new key, from the next seal on): ${key}`);
    return;
  }
  const place = databasePlace(env);
  const [db, read] = [openDatabase(place, 'write'), openDatabase(place, 'read')];
  try {
    const days = await takeSeals({ db, read, now: createClock(env.clock).now, ...sealPlace(env) });
    const last = await findSeal(read);
    console.log(`Đã niêm phong (sealed): ${days.length === 0 ? '–' : days.join(', ')}`);
    if (last) console.log(`Mới nhất (newest): ${last.day} ${last.hash}\nTệp (files): ${env.seals.folder}`);
  } finally {
    await Promise.all([db.destroy(), read.destroy()]);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

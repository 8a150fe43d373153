import { openDatabase } from '../config/database';
import { databasePlace, readEnv } from '../config/env';
import { openHome } from '../config/home';
import { appendSignIns } from '../config/sign-in-record';
import { createClock } from '../config/clock';
import { TokenKeys } from '../config/token-keys';

/**
 * Adds a key that signs from now on: what `npm run key:rotate` runs. Tokens under way are taken until they run out, and
 * a running API sees the new key by itself. Run it twice more to be rid of a key that somebody may have seen.
 */
async function main(): Promise<void> {
  const env = readEnv();
  const kid = new TokenKeys(openHome(env.home, { exclusive: false }).keys).rotate();
  console.log(`Khóa ký mới (new signing key): ${kid}`);
  const db = openDatabase(databasePlace(env), 'write');
  try {
    await appendSignIns(db, [{ kind: 'key-rotated', key: `tokens ${kid}` }], createClock(env.clock).now());
  } catch (error) {
    // A key that somebody may have seen goes, whatever becomes of the record.
    console.error('Chưa ghi được vào bản ghi (not put on record):', error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    await db.destroy();
  }
}

void main();

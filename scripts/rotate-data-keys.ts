import { setTimeout as pause } from 'node:timers/promises';
import { createClock } from '../config/clock';
import { openDatabase } from '../config/database';
import { databasePlace, readEnv } from '../config/env';
import { appendSignIns } from '../config/sign-in-record';
import { rewrapDataKeys, wrappedOtherwise } from '../config/rotate-keys';
import { vaultOf } from '../config/vault';

/** Until every process that runs has seen the new key. */
const SEEN_MS = 5000;

/** A new master key for personal data, and all data keys wrapped by it: what `npm run key:rotate-data` runs. */
async function main(): Promise<void> {
  const env = readEnv();
  const db = openDatabase(databasePlace(env), 'write');
  try {
    const { ring } = vaultOf(db);
    const unfinished = await wrappedOtherwise(db);
    if (unfinished > 0) console.log(`Tiếp tục: còn ${unfinished} hồ sơ (going on: ${unfinished} dossiers are left)`);
    else if (!ring.add())
      console.log(
        'Khóa lấy từ MOTCUA_DATA_KEYS: hãy thêm khóa mới ở cuối. (Keys are in MOTCUA_DATA_KEYS: add one there, last.)',
      );
    const say = (count: number) => console.log(`${count}…`);
    let done = await rewrapDataKeys(db, say);
    await pause(SEEN_MS);
    done += await rewrapDataKeys(db, say);
    await appendSignIns(db, [{ kind: 'key-rotated', key: `data ${ring.newest().id}` }], createClock(env.clock).now());
    console.log(`Khóa (key) ${ring.newest().id}: ${done} hồ sơ đã bọc lại (data keys wrapped anew).`);
    console.log('Giữ khóa cũ cho các bản sao lưu. (Keep the older keys for the backups made under them.)');
  } finally {
    await db.destroy();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

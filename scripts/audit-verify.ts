import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createClock } from '../config/clock';
import { openDatabase } from '../config/database';
import { databasePlace, readEnv } from '../config/env';
import { StartError } from '../config/start-error';
import { verifyRecord } from '../config/verify';
import { inSnapshot } from '../config/verify/snapshot';
import { FAULTS } from '../config/verify/fault';
import { knownSeals } from './lib/seal-place';

/**
 * Reads the whole record and names every row that is not what was written: what `npm run audit:verify` runs.
 * `--seals <folder>` names seals that were given away; without it the installation's own folder is looked at.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { seals: { type: 'string' } } });
  const env = readEnv();
  const place = databasePlace(env);
  if ('file' in place && !existsSync(place.file)) {
    throw new StartError({ vi: `Không có cơ sở dữ liệu: ${place.file}`, en: `There is no database: ${place.file}` });
  }
  if (values.seals !== undefined && !existsSync(values.seals)) {
    throw new StartError({
      vi: `Không có thư mục niêm phong: ${values.seals}`,
      en: `There is no folder of seals: ${values.seals}`,
    });
  }
  const known = await knownSeals(env, values.seals);
  const db = openDatabase(place, 'read');
  try {
    const { chains, events, seals, faults, more } = await inSnapshot(db, (snapshot) =>
      verifyRecord(snapshot, {
        ...known,
        now: createClock(env.clock).now(),
        progress: everySecond((count) => process.stderr.write(`${count}…\n`)),
      }),
    );
    for (const { subject, seq, what } of faults) {
      const { vi, en } = FAULTS[what];
      console.log(`${subject}${seq > 0 ? ` #${seq}` : ''}: ${vi} (${en})`);
    }
    if (more > 0) console.log(`… +${more}`);
    console.log(
      `chuỗi (chains) ${chains}, sự kiện (events) ${events}, niêm phong (seals) ${seals}, ` +
        `tệp niêm phong (seal files) ${known.files.length}, lỗi (faults) ${faults.length + more}`,
    );
    process.exitCode = faults.length > 0 ? 1 : 0;
  } finally {
    await db.destroy();
  }
}

function everySecond(say: (count: number) => void): (count: number) => void {
  let said = Date.now();
  return (count) => {
    if (Date.now() - said < 1000) return;
    said = Date.now();
    say(count);
  };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

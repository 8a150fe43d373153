import { parseArgs } from 'node:util';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { SchemaCheck } from '../config/schema-check';
import { StartError } from '../config/start-error';
import type { LocalDate } from '../domain/time';
import { createBar } from './demo/bar';
import { Counts } from './demo/counts';
import { play } from './demo/play';
import { Postings } from './demo/postings';
import { printCounts, printCoverage } from './demo/report';
import { startStack } from './demo/stack';
import { FIRST_DAY, LAST_DAY } from './demo/timeline';
import { Life } from './lib/life';

const SEED = 843_115_1469;
const DOSSIERS = 2000;

/**
 * The pilot from 2018-08-01 to 2020-10-05, played through the API in minutes: what `npm run demo` runs.
 * With `--until` only its beginning, which no notice says anything of.
 */
async function demo(life: Life, until: LocalDate): Promise<boolean> {
  const began = Date.now();
  console.log('Trình diễn thí điểm 2018-08-01 – 2020-10-05…   (Playing the pilot from 2018-08-01 to 2020-10-05…)');
  const { home, api, db, needed, seal, ...stack } = await startStack(life);
  const counts = new Counts();
  const parts = { ...stack, api, counts, postings: new Postings(), checks: new SchemaCheck() };
  await Promise.race([
    play({ ...parts, bar: createBar(), seed: SEED, dossiers: DOSSIERS, until }),
    ...needed.map(endedEarly),
  ]);
  await seal();
  const right = until < LAST_DAY || (await printCoverage(api));
  await printCounts(db, counts, Math.round((Date.now() - began) / 1000));
  console.log(`
Dữ liệu nằm tại   (the state is in)   ${home.path}
Mở lại bằng       (open it with)      MOTCUA_HOME=${home.path} MOTCUA_CLOCK=${until}T${until === LAST_DAY ? '08' : '17'}:00:00+07:00 npm start
`);
  return right;
}

async function endedEarly(needed: Promise<unknown>): Promise<never> {
  const last = await needed;
  const said = typeof last === 'string' ? last : '';
  throw new StartError({
    vi: `Một phần của chương trình đã dừng. ${said}`,
    en: `A part of the program has stopped. ${said}`,
  });
}

/** @throws StartError for a day that is none of the pilot's */
function untilOf(args: string[]): LocalDate {
  const { until = LAST_DAY } = parseArgs({ args, options: { until: { type: 'string' } } }).values;
  if (/^\d{4}-\d\d-\d\d$/.test(until) && until >= FIRST_DAY && until <= LAST_DAY) return until;
  throw new StartError({
    vi: `--until cần một ngày từ ${FIRST_DAY} đến ${LAST_DAY}, không phải “${until}”.`,
    en: `--until needs a day from ${FIRST_DAY} to ${LAST_DAY}, not “${until}”.`,
  });
}

async function main(): Promise<void> {
  process.env.TZ = 'UTC';
  // The bar has its line for itself: what the SDK tells is of interest only when it is wrong.
  const filter = makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' });
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter } },
  });
  const life = new Life();
  const signal = new Promise<false>((done) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => done(false));
  });
  let right = false;
  try {
    right = await Promise.race([demo(life, untilOf(process.argv.slice(2))), signal]);
  } catch (error) {
    console.error(error instanceof StartError ? error.message : error);
  }
  await life.stop();
  process.exit(right ? 0 : 1);
}

void main();

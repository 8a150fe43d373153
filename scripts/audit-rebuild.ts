import { existsSync } from 'node:fs';
import { rebuild } from '../activities/rebuild/rebuild';
import { LEFT_OUT } from '../activities/rebuild/tables';
import { openDatabase } from '../config/database';
import { databasePlace, readEnv } from '../config/env';
import { published } from '../config/published';
import { StartError } from '../config/start-error';
import { Catalogue } from '../domain/catalogue';

/**
 * Writes all projections anew from the events, beside the product, and names every row and column that differs: what
 * `npm run audit:rebuild` runs. What is being written meanwhile may differ: run it while nobody works.
 */
async function main(): Promise<void> {
  const place = databasePlace(readEnv());
  if ('file' in place && !existsSync(place.file)) {
    throw new StartError({ vi: `Không có cơ sở dữ liệu: ${place.file}`, en: `There is no database: ${place.file}` });
  }
  const db = openDatabase(place, 'read');
  try {
    const catalogue = new Catalogue(await published(db));
    const { events, tables, differences } = await rebuild(db, catalogue, place.keys, (what) =>
      process.stderr.write(`${what}…\n`),
    );
    for (const { table, row, column, rebuilt, found } of differences) {
      const what = column ? `${column}: ${show(rebuilt)} ≠ ${show(found)}` : missing(found);
      console.log(`${table} ${row} ${what}`);
    }
    console.log(tables.map(({ name, rows }) => `${name} ${rows}`).join(', '));
    for (const [names, why] of Object.entries(LEFT_OUT)) console.log(`  – ${names}: ${why}`);
    console.log(`sự kiện (events) ${events}, khác nhau (differences) ${differences.length}`);
    process.exitCode = differences.length > 0 ? 1 : 0;
  } finally {
    await db.destroy();
  }
}

function missing(found: unknown): string {
  return found === undefined
    ? 'có trong sự kiện, không có trong bảng (the events have it, the table does not)'
    : 'có trong bảng, không có trong sự kiện (the table has it, the events do not)';
}

const show = (value: unknown) => (JSON.stringify(value ?? null) ?? '').slice(0, 200);

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

import { join } from 'node:path';
import { loadConfig } from '../config/load';
import { compareYear, computedHolidays, type Difference } from './lib/holidays-compare';

const SIDES: Record<Difference['side'], string> = {
  'off-here': 'nghỉ, thư viện không có (off, not in the library)',
  'worked-here': 'làm bù, thư viện không có (worked, not in the library)',
  'off-there': 'không nghỉ, thư viện có (not off, in the library)',
  missing: 'thiếu (missing)',
};

/**
 * Compares each national calendar with the holidays that date-holidays computes and gives the rule behind every
 * difference: what `npm run holidays:compare` runs. Ends with 1 when a difference has no rule.
 */
function main(): void {
  const unexplained = loadConfig(join(__dirname, '../config/dong-thap')).calendars.flatMap((calendar) => {
    const { from, to } = calendar.years;
    const years = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    const differences = years.flatMap((year) => compareYear(calendar, year, computedHolidays(year)));
    for (const { date, side, rule } of differences) {
      const why = rule ? `${rule.vi} (${rule.en})` : 'KHÔNG GIẢI THÍCH ĐƯỢC (unexplained)';
      console.log(`${date}  ${SIDES[side]}: ${why}`);
    }
    const open = differences.filter(({ rule }) => !rule);
    console.log(
      `${calendar.code} ${from}–${to}: khác nhau (differences) ${differences.length}, không giải thích được (unexplained) ${open.length}`,
    );
    return open;
  });
  process.exitCode = unexplained.length > 0 ? 1 : 0;
}

main();

import { join } from 'node:path';
import { loadConfig } from '../../../config/load';
import type { CalendarData } from '../../../domain/calendar';
import { compareYear, computedHolidays } from '../../../scripts/lib/holidays-compare';

const [shipped] = loadConfig(join(__dirname, '../../../config/dong-thap')).calendars;
if (!shipped) throw new Error('no calendar');

// Once for all tests: the library takes a third of a second for the moons of a year.
const computed = Array.from({ length: 10 }, (_, i) => ({ year: 2018 + i, days: computedHolidays(2018 + i) }));
const compare = (data: CalendarData) => computed.flatMap(({ year, days }) => compareYear(data, year, days));
const unexplained = (change: (data: CalendarData) => void) => {
  const data = structuredClone(shipped);
  change(data);
  return compare(data)
    .filter(({ rule }) => !rule)
    .map(({ date, side }) => `${date} ${side}`);
};
const without =
  (...dates: string[]) =>
  (data: CalendarData) => {
    data.daysOff = data.daysOff.filter(({ date }) => !dates.includes(date));
    data.daysWorked = data.daysWorked.filter(({ date }) => !dates.includes(date));
  };
const off = (date: string) => (data: CalendarData) => {
  data.daysOff.push({ date, name: { vi: 'Nghỉ', en: 'Off' }, decision: 'Quyết định 1/QĐ-TTg' });
};

test('the comparison is of all years, and has something to explain by every rule', () => {
  expect(shipped.years).toEqual({ from: 2018, to: 2027 });
  expect(computed.map(({ days }) => new Set(days.map(({ date }) => date)).size)).toEqual(Array(10).fill(10));
  const rules = new Set(compare(shipped).map(({ rule }) => rule?.en));
  expect(rules.size).toBe(6);
});

test('every difference between the calendar and date-holidays has a rule behind it', () => {
  expect(unexplained(() => undefined)).toEqual([]);
});

test.each<[string, (data: CalendarData) => void, string[]]>([
  ['an ordinary day taken off', off('2021-06-15'), ['2021-06-15 off-here']],
  ['a holiday left out', without('2020-04-02'), ['2020-04-02 off-there']],
  ['a day in lieu left out', without('2019-04-15'), ['2019-04-15 missing']],
  ['the second of two days in lieu left out', without('2023-05-03'), ['2023-05-03 missing']],
  ['a second day of National Day left out', without('2022-09-01'), ['2022-09-01 missing']],
  ['both neighbours of National Day', off('2024-09-04'), ['2024-09-04 off-here']],
  ['Culture Day left out', without('2027-11-24'), ['2027-11-24 missing']],
  ['Culture Day before it was one', off('2025-11-24'), ['2025-11-24 off-here']],
  ['a swapped day off without its Saturday', without('2019-05-04'), ['2019-04-29 off-here']],
  ['a Saturday worked without its day off', without('2026-08-31'), ['2026-08-22 worked-here']],
  ['a computed day of Tết left out', without('2026-02-18'), ['2026-02-18 off-there']],
  ['a sixth day of Tết', off('2021-02-17'), ['2021-02-10 off-here', '2021-02-16 off-here', '2021-02-17 off-here']],
  ['four days of Tết', without('2018-02-14'), ['2018-02-20 off-here']],
])('unexplained: %s', (_, change, expected) => {
  expect(unexplained(change)).toEqual(expected);
});

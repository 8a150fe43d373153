import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CalendarData } from '../../../domain/calendar';
import { configCopy } from '../../support/config-copy';

const { path, faults } = configCopy();
const file = 'holidays/vn.json';
const read = (from: string) => JSON.parse(readFileSync(from, 'utf8')) as CalendarData;

function faultsOf(edit: (calendar: CalendarData) => void): string[] {
  const calendar = read(path(file));
  edit(calendar);
  writeFileSync(path(file), JSON.stringify(calendar));
  return faults().map((fault) => fault.replace(`${file} `, ''));
}

const day = (date: string) => ({ date, name: { vi: 'Nghỉ', en: 'Off' }, decision: 'Quyết định 1/QĐ-TTg' });
const { daysOff, daysWorked } = read(join(__dirname, '../../../config/dong-thap', file));

describe('the calendar is refused at load', () => {
  test.each<[string, (calendar: CalendarData) => void, string[]]>([
    ['when nothing is wrong, it is not', () => undefined, []],
    [
      'no day worked',
      (calendar) => Object.assign(calendar, { hours: {}, daysOff: [], daysWorked: [] }),
      ['/hours: no weekday is worked'],
    ],
    [
      'hours that overlap',
      ({ hours }) => (hours['2'] = [['07:00', '13:31'], ['13:30', '17:00']]), // prettier-ignore
      ['/hours/2/1: overlaps the span before it'],
    ],
    ['hours backwards', ({ hours }) => (hours['3'] = [['17:00', '07:00']]), ['/hours/3/0: must begin before it ends']],
    [
      'hours of no length',
      ({ hours }) => (hours['3'] = [['07:00', '07:00']]),
      ['/hours/3/0: must begin before it ends'],
    ],
    ['a time that is none', ({ hours }) => (hours['4'] = [['07:00', '24:01']]), ['/hours/4/0: is not a time of day']],
    [
      'a holiday on a Sunday',
      (calendar) => calendar.daysOff.push(day('2026-04-26')),
      [`/daysOff/${daysOff.length}/date: 2026-04-26 is a weekly rest day anyway`],
    ],
    [
      'a made-up Saturday on a Friday',
      (calendar) => calendar.daysWorked.push(day('2026-11-27')),
      [`/daysWorked/${daysWorked.length}/date: 2026-11-27 is a working day anyway`],
    ],
    [
      'a holiday in a year beyond it',
      (calendar) => calendar.daysOff.push(day('2028-01-03')),
      [`/daysOff/${daysOff.length}/date: the year 2028 is outside of this calendar`],
    ],
  ])('%s', (_, edit, expected) => {
    expect(faultsOf(edit)).toEqual(expected);
  });
});

describe('the shipped calendar', () => {
  const all = [...daysOff, ...daysWorked];

  test('names for every day an article of law, or a decision by its number and date', () => {
    const known =
      /^(Bộ luật Lao động|Nghị quyết \d+\/\d{4}\/QH\d+).* Điều \d+|^(Thông báo|Công văn) \d+\/[A-ZĐ-]+ ngày \d\d\/\d\d\/\d{4}/;
    for (const { date, decision } of all) expect([date, decision]).toEqual([date, expect.stringMatching(known)]);
  });

  test('has no day that was decided after it', () => {
    for (const { date, decision } of all) {
      for (const [, d, m, y] of decision.matchAll(/ngày (\d\d)\/(\d\d)\/(\d{4})/g)) {
        expect([date, `${y}-${m}-${d}` < date]).toEqual([date, true]);
      }
    }
  });

  test('has each swap in one decision: the day off and the Saturday for it', () => {
    const off = daysOff.filter(({ name }) => name.en === 'Swapped day off');
    const pairs = daysWorked.map(({ name, decision }) => [name.en.slice(-10), decision]);
    expect(off.map(({ date, decision }) => [date, decision]).sort()).toEqual(pairs.sort());
    expect(off).toHaveLength(6);
  });
});

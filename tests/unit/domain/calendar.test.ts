import {
  addWorkingMinutes,
  CalendarGap,
  calendarOf,
  closingOf,
  intakeOn,
  localCalendarOf,
  middayOf,
  reasonOff,
  spansOn,
  specialOf,
  workingMinutesBetween,
  type CalendarData,
  type LocalCalendar,
} from '../../../domain/calendar';
import { checkCalendar, checkLocalCalendars } from '../../../domain/check-calendar';
import { dueOf, type Limit } from '../../../domain/deadline';
import { localDate, localInstant } from '../../../domain/time';
import type { Unit } from '../../../domain/unit';

const at = (date: string, time: string) => localInstant(date, Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)));
const name = { vi: 'x', en: 'x' };
const week = (spans: [string, string][]) => Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, spans]));
const OFFICE: [string, string][] = [
  ['07:00', '11:30'],
  ['13:30', '17:00'],
];

/** Monday 2026-03-02 is an ordinary week; Friday the 6th is off, and Saturday the 7th worked for it. */
const base: CalendarData = {
  code: 'vn',
  years: { from: 2026, to: 2026 },
  hours: week(OFFICE),
  daysOff: [{ date: '2026-03-06', name: { vi: 'Nghỉ bù', en: 'Swapped' }, decision: 'QĐ 1' }],
  daysWorked: [{ date: '2026-03-07', name: { vi: 'Làm bù', en: 'Worked' }, decision: 'QĐ 1' }],
  sources: [],
};
const local = (own: Partial<LocalCalendar>): LocalCalendar => ({
  code: 'own',
  title: name,
  base: 'vn',
  units: ['a@2020-01-01'],
  daysOff: [],
  daysWorked: [],
  sources: [],
  ...own,
});
const national = calendarOf(base);
const wd = (amount: number, more: Partial<Limit> = {}): Limit => ({ amount, unit: 'working-day', ...more });

describe('the working time of a unit', () => {
  const minutes = (calendar: ReturnType<typeof calendarOf>, date: string) =>
    spansOn(calendar, date).reduce((sum, [from, to]) => sum + to - from, 0);

  test('own hours and Saturday mornings that are working time', () => {
    const calendar = localCalendarOf(
      base,
      local({ hours: { ...week([['07:30', '16:30']]), 6: [['07:30', '11:00']] } }),
    );
    expect(minutes(calendar, '2026-03-02')).toBe(540);
    expect(minutes(calendar, '2026-03-14')).toBe(210);
    expect(localDate(dueOf(calendar, wd(1), at('2026-03-13', '09:00')).at)).toBe('2026-03-14');
    // The swapped Saturday is worked like a Monday, not like a Saturday.
    expect(minutes(calendar, '2026-03-07')).toBe(540);
  });

  test('a Saturday morning of intake only is no working day', () => {
    const calendar = localCalendarOf(base, local({ intake: { 6: [['07:30', '11:00']] } }));
    expect(intakeOn(calendar, '2026-03-14')).toEqual([[450, 660]]);
    expect(spansOn(calendar, '2026-03-14')).toEqual([]);
    expect(localDate(dueOf(calendar, wd(1), at('2026-03-14', '08:00')).at)).toBe('2026-03-16');
    expect(intakeOn(calendar, '2026-03-07')).toEqual([]);
  });

  test('a closure (flood) skips the days with its reason and decision', () => {
    const flood = { date: '2026-03-04', name: { vi: 'Nghỉ do lũ', en: 'Flood' }, decision: 'CV 9' };
    const calendar = localCalendarOf(base, local({ daysOff: [flood] }));
    const { at: due, skipped } = dueOf(calendar, wd(2), at('2026-03-03', '09:00'));
    expect(localDate(due)).toBe('2026-03-07');
    expect(skipped).toEqual([
      { date: '2026-03-04', reason: flood.name, decision: 'CV 9' },
      { date: '2026-03-06', reason: { vi: 'Nghỉ bù', en: 'Swapped' }, decision: 'QĐ 1' },
    ]);
    expect(localDate(dueOf(national, wd(2), at('2026-03-03', '09:00')).at)).toBe('2026-03-05');
  });

  test('a closure goes before a day that the base says is worked, and the other way round', () => {
    const day = (date: string) => ({ date, name, decision: 'x' });
    expect(spansOn(localCalendarOf(base, local({ daysOff: [day('2026-03-07')] })), '2026-03-07')).toEqual([]);
    expect(minutes(localCalendarOf(base, local({ daysWorked: [day('2026-03-06')] })), '2026-03-06')).toBe(480);
  });

  test('a day worked in part counts as a day, and by the minute only its own hours', () => {
    const part = { date: '2026-03-03', name, decision: 'x', hours: [['07:00', '11:30']] as [string, string][] };
    const calendar = localCalendarOf(base, local({ partDays: [part] }));
    expect(dueOf(calendar, wd(1), at('2026-03-02', '09:00')).at).toBe(at('2026-03-03', '11:30'));
    expect(workingMinutesBetween(calendar, at('2026-03-03', '00:00'), at('2026-03-04', '00:00'))).toBe(270);
    expect(addWorkingMinutes(calendar, at('2026-03-03', '11:00'), 60)).toBe(at('2026-03-04', '07:30'));
    expect(middayOf(calendar, '2026-03-03')).toBe(at('2026-03-03', '09:15'));
    expect(specialOf(calendar, '2026-03-03')).toMatchObject({ name, decision: 'x' });
  });

  test('hours that change on a date', () => {
    const calendar = calendarOf({
      ...base,
      changes: [{ from: '2026-03-10', hours: week([['08:00', '12:00']]), decision: 'QĐ 2' }],
    });
    expect(closingOf(calendar, '2026-03-09')).toBe(at('2026-03-09', '17:00'));
    expect(closingOf(calendar, '2026-03-10')).toBe(at('2026-03-10', '12:00'));
    expect(dueOf(calendar, wd(3, { count: 'minute' }), at('2026-03-09', '07:00')).at).toBe(at('2026-03-13', '12:00'));
  });

  test('outside of the known years it says which year is missing', () => {
    for (const year of [1900, 2025, 2027, 2100]) {
      expect(() => spansOn(national, `${year}-05-05`)).toThrow(new CalendarGap(year));
    }
  });

  test('the weekly rest day has a reason too', () => {
    expect(reasonOff(national, '2026-03-08')?.name.vi).toBe('Ngày nghỉ hằng tuần');
    expect(reasonOff(national, '2026-03-09')).toBeUndefined();
  });
});

describe('where counting begins', () => {
  test.each<[string, Limit, string, string, string]>([
    ['the day of receipt is not counted', wd(1), '2026-03-02', '09:00', at('2026-03-03', '17:00')],
    ['the day of receipt is the first', wd(1, { starts: 'receipt' }), '2026-03-02', '09:00', at('2026-03-02', '17:00')],
    ['… unless received after closing', wd(1, { starts: 'receipt' }), '2026-03-02', '17:01', at('2026-03-03', '17:00')],
    ['… or on a day off', wd(1, { starts: 'receipt' }), '2026-03-08', '09:00', at('2026-03-09', '17:00')],
    [
      'after the cut-off it is received the next day',
      wd(1, { cutOff: '15:00' }),
      '2026-03-02',
      '15:01',
      at('2026-03-04', '17:00'),
    ],
    [
      'at the cut-off it is still the same day',
      wd(1, { cutOff: '15:00' }),
      '2026-03-02',
      '15:00',
      at('2026-03-03', '17:00'),
    ],
    [
      'with a cut-off a day off is no day of receipt',
      wd(1, { cutOff: '15:00' }),
      '2026-03-08',
      '09:00',
      at('2026-03-10', '17:00'),
    ],
    ['by the minute from receipt', wd(1, { count: 'minute' }), '2026-03-02', '10:00', at('2026-03-03', '10:00')],
    [
      'by the minute from the next opening',
      wd(1, { count: 'minute', starts: 'next-working-day' }),
      '2026-03-02',
      '10:00',
      at('2026-03-03', '17:00'),
    ],
    [
      'hours from the next opening',
      { amount: 4, unit: 'working-hour', starts: 'next-working-day' },
      '2026-03-05',
      '10:00',
      at('2026-03-07', '11:00'),
    ],
  ])('%s', (_, limit, date, time, due) => expect(dueOf(national, limit, at(date, time)).at).toBe(due));

  test('calendar days name only the days that their end was moved over', () => {
    const { at: due, skipped } = dueOf(national, { amount: 6, unit: 'calendar-day' }, at('2026-03-02', '09:00'));
    expect(localDate(due)).toBe('2026-03-09');
    expect(skipped.map(({ date }) => date)).toEqual(['2026-03-08']);
  });

  test('the first day that counts is named', () => {
    expect(dueOf(national, wd(2), at('2026-03-05', '09:00')).firstDay).toBe('2026-03-07');
    expect(dueOf(national, { amount: 2, unit: 'working-hour' }, at('2026-03-05', '09:00')).firstDay).toBe('2026-03-05');
  });
});

describe('what is wrong with a calendar', () => {
  const unit = { code: 'a', validFrom: '2020-01-01' } as Unit;
  const faults = (own: Partial<LocalCalendar>, more: LocalCalendar[] = []) =>
    checkLocalCalendars([local(own), ...more], [base], [unit]).map(({ path, reason }) => `${path}: ${reason.en}`);
  const day = (date: string) => ({ date, name, decision: 'x' });

  test.each<[string, Partial<LocalCalendar>, string[]]>([
    ['nothing', { daysOff: [day('2026-03-05')] }, []],
    ['a unit that is not there', { units: ['b@2020-01-01'] }, ['/units/0: there is no “b@2020-01-01”']],
    ['a base that is not there', { base: 'fr' }, ['/base: there is no “fr”']],
    ['no working day', { hours: { 1: [] } }, ['/hours: no weekday is worked']],
    [
      'hours that overlap',
      {
        hours: week([
          ['07:00', '12:00'],
          ['11:00', '17:00'],
        ]),
      },
      [1, 2, 3, 4, 5].map((d) => `/hours/${d}/1: overlaps the span before it`),
    ],
    [
      'a holiday that is a weekend already',
      { daysOff: [day('2026-03-08')] },
      ['/daysOff/0/date: 2026-03-08 is a rest day anyway'],
    ],
    [
      'a day off that the base has off',
      { daysOff: [day('2026-03-06')] },
      ['/daysOff/0/date: 2026-03-06 is a rest day anyway'],
    ],
    [
      'a working day worked',
      { daysWorked: [day('2026-03-05')] },
      ['/daysWorked/0/date: 2026-03-05 is a working day anyway'],
    ],
    [
      'a part that is nothing',
      { partDays: [{ ...day('2026-03-05'), hours: [] }] },
      ['/partDays/0/hours: a whole day off belongs into “daysOff”'],
    ],
    [
      'a date in two lists',
      { daysOff: [day('2026-03-05')], partDays: [{ ...day('2026-03-05'), hours: [['07:00', '11:00']] }] },
      ['/partDays/0/date: 2026-03-05 is in another list as well'],
    ],
    [
      'a year that the base does not know',
      { daysOff: [day('2027-03-05')] },
      ['/daysOff/0/date: the year 2027 is outside of this calendar'],
    ],
    [
      'a change without a working day',
      { changes: [{ from: '2026-05-01', hours: {}, decision: 'x' }] },
      ['/changes/0/hours: no weekday is worked'],
    ],
  ])('%s', (_, own, expected) => expect(faults(own)).toEqual(expected));

  test('a unit with two calendars', () => {
    expect(faults({}, [local({ code: 'second' })])).toEqual(['/units/0: “a@2020-01-01” has another calendar already']);
  });

  test('a calendar whose changed hours overlap', () => {
    const changes = [
      {
        from: '2026-05-01',
        hours: {
          1: [
            ['07:00', '12:00'],
            ['11:00', '17:00'],
          ] as [string, string][],
        },
        decision: 'x',
      },
    ];
    expect(checkCalendar({ ...base, changes }).map(({ path }) => path)).toEqual(['/changes/0/hours/1/1']);
  });
});

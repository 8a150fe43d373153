import fc from 'fast-check';
import {
  addDays,
  addMonths,
  dayNumber,
  isDate,
  isInstant,
  localDate,
  localInstant,
  localMinutes,
  toInstant,
  toMillis,
  weekday,
} from '../../../domain/time';

const instants = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2200, 0, 1) });

describe('time without Date objects', () => {
  test('agrees with the platform on every instant', () => {
    fc.assert(
      fc.property(instants, (ms) => {
        const iso = new Date(ms).toISOString();
        expect(toInstant(ms)).toBe(iso);
        expect(toMillis(iso)).toBe(ms);
        expect(localDate(iso)).toBe(new Date(ms + 7 * 3_600_000).toISOString().slice(0, 10));
        expect(weekday(localDate(iso))).toBe(new Date(ms + 7 * 3_600_000).getUTCDay() || 7);
      }),
    );
  });

  test('half past six in the morning in Viet Nam is the same local day, though still yesterday in UTC', () => {
    expect(localDate('2020-10-04T23:30:00.000Z')).toBe('2020-10-05');
    expect(localMinutes('2020-10-04T23:30:00.000Z')).toBe(6 * 60 + 30);
    expect(localInstant('2020-10-05', 6 * 60 + 30)).toBe('2020-10-04T23:30:00.000Z');
  });

  test.each(['2020-02-30', '2019-02-29', '2020-13-01', '2020-00-10', '2020-1-1', '20200101', ''])(
    '%p is no date',
    (text) => {
      expect(isDate(text)).toBe(false);
      expect(() => dayNumber(text)).toThrow(RangeError);
    },
  );

  test.each(['2020-01-01T24:00:00Z', '2020-01-01T10:60:00Z', '2020-01-01T10:00:00', '2020-02-30T10:00:00Z', 'now'])(
    '%p is no instant',
    (text) => {
      expect(isInstant(text)).toBe(false);
    },
  );

  test.each([
    ['2020-02-29', 12, '2021-02-28'],
    ['2020-01-31', 1, '2020-02-29'],
    ['2019-12-31', 2, '2020-02-29'],
    ['2020-03-31', -1, '2020-02-29'],
  ])('%s and %d months is %s', (date, months, expected) => expect(addMonths(date, months)).toBe(expected));

  test('adding days is undone by taking them away', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -5000, max: 5000 }), (ms, n) => {
        const date = localDate(toInstant(ms));
        expect(addDays(addDays(date, n), -n)).toBe(date);
      }),
    );
  });

  test('an offset is taken into account', () =>
    expect(toMillis('2020-10-05T06:30:00+07:00')).toBe(Date.UTC(2020, 9, 4, 23, 30)));
});

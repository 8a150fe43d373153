import { placeInWeek, shareOnTime, spansOf, weekdaysIn } from '../../../domain/figures';

test('an hour in UTC is one in Viet Nam, of the next day in the evening', () => {
  expect(placeInWeek('2026-11-25T02')).toEqual({ weekday: 3, hour: 9 });
  expect(placeInWeek('2026-11-29T17')).toEqual({ weekday: 1, hour: 0 });
});

test('weeks begin on Monday, months on the first; the ends of the period cut them', () => {
  expect(spansOf({ from: '2026-11-25', to: '2026-12-08' }, 'week')).toEqual([
    { from: '2026-11-25', to: '2026-11-29' },
    { from: '2026-11-30', to: '2026-12-06' },
    { from: '2026-12-07', to: '2026-12-08' },
  ]);
  expect(spansOf({ from: '2026-12-31', to: '2027-02-01' }, 'month')).toEqual([
    { from: '2026-12-31', to: '2026-12-31' },
    { from: '2027-01-01', to: '2027-01-31' },
    { from: '2027-02-01', to: '2027-02-01' },
  ]);
  expect(spansOf({ from: '2026-02-28', to: '2026-03-01' }, 'day')).toHaveLength(2);
});

test('weekdays of a period are counted from Monday on', () => {
  expect(weekdaysIn('2026-11-25', '2026-12-03')).toEqual([1, 1, 2, 2, 1, 1, 1]);
});

test('a share is of those that had an appointment', () => {
  expect(shareOnTime({ onTime: 2, late: 1 })).toBe(0.6667);
  expect(shareOnTime({ onTime: 0, late: 0 })).toBeNull();
});

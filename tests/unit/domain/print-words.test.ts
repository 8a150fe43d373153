import { dayWords, feeWords, limitWords, momentWords, money, shortDay } from '../../../domain/print-words';

test.each([
  ['2026-01-05', 'ngày 05 tháng 01 năm 2026'],
  ['2026-02-28', 'ngày 28 tháng 02 năm 2026'],
  ['2026-03-05', 'ngày 05 tháng 3 năm 2026'],
  ['2026-09-09', 'ngày 09 tháng 9 năm 2026'],
  ['2026-12-31', 'ngày 31 tháng 12 năm 2026'],
])('%s is written %s', (date, words) => {
  expect(dayWords(date)).toBe(words);
});

test('moments are of Viet Nam, whatever the day in UTC', () => {
  expect(momentWords('2026-02-28T23:05:59.999Z')).toBe('06 giờ 05 phút, ngày 01 tháng 3 năm 2026');
  expect(momentWords('2026-12-31T16:59:00.000Z')).toBe('23 giờ 59 phút, ngày 31 tháng 12 năm 2026');
  expect(momentWords('2026-12-31T17:00:00.000Z')).toBe('00 giờ 00 phút, ngày 01 tháng 01 năm 2027');
  expect(shortDay('2026-12-31T17:00:00.000Z')).toBe('01/01/2027');
  expect([momentWords(undefined), shortDay(undefined)]).toEqual(['', '']);
});

test.each([
  [0, '0 đồng'],
  [999, '999 đồng'],
  [15_000, '15.000 đồng'],
  [1_000_000, '1.000.000 đồng'],
  [1_000_000_000_000, '1.000.000.000.000 đồng'],
])('%d is written %s', (amount, words) => {
  expect(money(amount)).toBe(words);
});

test('fees: fixed sums together, the rest by the page; nothing is «Không»', () => {
  const perUnit = { vi: 'trang quy chuẩn', en: 'standard page' };
  expect(feeWords([{ amount: 600_000 }, { amount: 50_000 }, { amount: 15_000, perUnit }])).toBe(
    '650.000 đồng; 15.000 đồng/trang quy chuẩn',
  );
  expect([feeWords([]), feeWords([{ amount: 0 }])]).toEqual(['Không', 'Không']);
});

test.each([
  [{ amount: 7, unit: 'working-day' }, '07 ngày làm việc'],
  [{ amount: 12.5, unit: 'working-day' }, '12,5 ngày làm việc'],
  [{ amount: 15, unit: 'calendar-day' }, '15 ngày'],
  [{ amount: 2, unit: 'month' }, '02 tháng'],
  [{ amount: 1, unit: 'same-day', cutOff: '15:00' }, 'trong ngày làm việc'],
  [null, ''],
] as const)('the limit %j is written %s', (limit, words) => {
  expect(limitWords(limit)).toBe(words);
});

import fc from 'fast-check';
import type { Actor } from '../../../domain/actor';
import {
  closeCashUp,
  confirm,
  correct,
  evolveCashUp,
  expectedOf,
  gapsOf,
  linesNow,
  type CashUpEvent,
  type Counted,
  type TillEntry,
} from '../../../domain/cash-up';
import { METHODS } from '../../../domain/fee';
import { Refusal } from '../../../domain/problem';
import type { Role } from '../../../domain/process';
import { catalogue } from '../api/tiny-catalogue';

const AT = '2026-11-25T10:00:00.000Z';
const somebody = (id: string, role: Role, unit = '87@1'): Actor => ({ id, role, unit, actsFor: [unit] });
const clerk = somebody('an', 'government-clerk');
const opening = (entries: TillEntry[]) => ({
  ...{ id: 'c1', unit: '87@1', collector: 'an', group: 'government' as const, date: '2026-11-25' },
  entries,
  gaps: [],
});
const cash = (kind: TillEntry['kind'], amount: number): TillEntry => ({
  id: `${kind}${amount}`,
  kind,
  method: 'cash',
  amount,
});
const counts = (amount: number, float = 0): Counted[] => [{ method: 'cash', amount, float }];
const DAY = [cash('payment', 650_000), cash('payment', 15_000), cash('void', 15_000), cash('refund', 50_000)];
const close = (counted: Counted[], note?: string, entries = DAY) =>
  closeCashUp(opening(entries), counted, note, clerk, AT, 'c');

function refusal(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('was not refused');
}

test('what must be there is what came in less what went out', () => {
  expect(expectedOf(DAY)).toEqual([{ method: 'cash', received: 650_000, refunded: 50_000, expected: 600_000 }]);
  expect(close(counts(600_000))).toMatchObject({ lines: [{ difference: 0 }] });
  expect(close(counts(1_100_000, 500_000))).toMatchObject({ lines: [{ counted: 1_100_000, difference: 0 }] });
});

test('650,000 collected and 600,000 there: the difference is named, and has to be explained', () => {
  const refused = refusal(() => close(counts(600_000), ' ', [cash('payment', 650_000)]));
  expect([refused.code, refused.faults]).toEqual([
    'cash-up-note-missing',
    [
      {
        pointer: '/counted/0/amount',
        rule: 'difference',
        message: { vi: 'thiếu 50.000 đồng so với sổ thu', en: 'is 50,000 đồng less than was collected' },
      },
    ],
  ]);
  expect(close(counts(600_000), 'thối nhầm', [cash('payment', 650_000)])).toMatchObject({
    lines: [{ difference: -50_000 }],
    note: 'thối nhầm',
  });
});

test.each<[string, () => unknown, string]>([
  ['an empty till', () => close(counts(0), undefined, []), 'cash-up-nothing'],
  ['a method that nobody counted', () => close([{ method: 'online', amount: 0, float: 0 }]), 'cash-up-not-counted'],
  ['one counted twice', () => close([...counts(600_000), ...counts(0)]), 'cash-up-counted-twice'],
  ['a fraction', () => close(counts(0.5)), 'money-invalid'],
  ['a float below zero', () => close(counts(1, -1)), 'money-invalid'],
])('%s', (_what, work, code) => expect(refusal(work).code).toBe(code));

test('a manager of the same unit confirms once; a correction stays beside what was closed, and asks for it anew', () => {
  const head = somebody('dung', 'head-of-unit');
  const closed = evolveCashUp(undefined, close(counts(600_000)));
  const code = (actor: Actor) => refusal(() => confirm(catalogue, closed, actor, AT, 'c')).code;
  expect([
    code(somebody('x', 'head-of-unit', '88@1')),
    code(somebody('x', 'post-manager')),
    code(clerk),
    code(somebody('an', 'head-of-unit')),
  ]).toEqual(['not-your-unit', 'not-your-role', 'not-your-role', 'same-person']);
  const confirmed = evolveCashUp(closed, confirm(catalogue, closed, head, AT, 'c'));
  expect(confirmed.confirmedBy).toMatchObject({ id: 'dung', at: AT });
  expect(refusal(() => confirm(catalogue, confirmed, head, AT, 'c')).code).toBe('cash-up-confirmed');
  expect(refusal(() => correct(confirmed, counts(1), 'x', head, AT, 'c')).code).toBe('not-collector');
  const corrected = evolveCashUp(confirmed, correct(confirmed, counts(590_000), 'đếm lại', clerk, AT, 'c'));
  expect(corrected.confirmedBy).toBeUndefined();
  expect([corrected.lines[0]?.difference, linesNow(corrected)[0]?.difference]).toEqual([0, -10_000]);
  expect(corrected.entries).toEqual(closed.entries);
  expect(evolveCashUp(corrected, confirm(catalogue, corrected, head, AT, 'c')).confirmedBy?.id).toBe('dung');
});

const entries = fc
  .array(
    fc.record({
      kind: fc.constantFrom('payment' as const, 'refund' as const, 'void' as const),
      method: fc.constantFrom(...METHODS),
      amount: fc.integer({ min: 1, max: 10_000_000 }),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((list) => list.map((entry, i): TillEntry => ({ id: `e${i}`, ...entry })));
const noise = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -1000, max: 1000 })), { minLength: 3, maxLength: 3 });

test('any set of entries balances, or the difference is named to the đồng', () => {
  fc.assert(
    fc.property(entries, noise, (list, off) => {
      // More may have gone out than came in: then it came out of what was there before.
      const counted = expectedOf(list).map(({ method, expected }, i): Counted => {
        const float = Math.max(0, 1000 - expected);
        return { method, amount: expected + float + (off[i] ?? 0), float };
      });
      const wrong = counted.flatMap((_one, i) => (off[i] ? [`/counted/${i}/amount ${Math.abs(off[i] ?? 0)}`] : []));
      const event = (note?: string): CashUpEvent => closeCashUp(opening(list), counted, note, clerk, AT, 'c');
      if (wrong.length > 0) {
        const { faults } = refusal(() => event());
        expect(
          faults.map(({ pointer, message }) => `${pointer} ${/[\d,]+/.exec(message.en)?.[0].replace(',', '')}`),
        ).toEqual(wrong);
      }
      const { lines } = evolveCashUp(undefined, event(wrong.length > 0 ? 'ghi chú' : undefined));
      expect(lines.map(({ difference }) => difference)).toEqual(counted.map((_one, i) => off[i] ?? 0));
      const sum = (kind: TillEntry['kind']) =>
        list.reduce((total, one) => total + (one.kind === kind ? one.amount : 0), 0);
      const expected = lines.reduce((total, one) => total + one.expected, 0);
      expect(expected).toBe(sum('payment') - sum('void') - sum('refund'));
    }),
  );
});

test('missing receipt numbers, from the one before the first of the set', () => {
  expect(gapsOf('A', [1, 2, 5, 6, 9], [5, 6, 9])).toEqual([
    { book: 'A', from: 3, to: 4 },
    { book: 'A', from: 7, to: 8 },
  ]);
  expect(gapsOf('A', [5, 6, 7], [6, 7])).toEqual([]);
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), fc.nat(), (used, pick) => {
      const first = used[pick % used.length] ?? 1;
      const own = used.filter((number) => number >= first);
      const missing = gapsOf('A', used, own).flatMap(({ from, to }) =>
        Array.from({ length: to - from + 1 }, (_, i) => from + i),
      );
      const before = Math.max(...used.filter((number) => number < first), -Infinity);
      const start = before === -Infinity ? first : before;
      const all = Array.from({ length: Math.max(...used) - start + 1 }, (_, i) => start + i);
      expect(missing).toEqual(all.filter((number) => !used.includes(number)));
    }),
  );
});

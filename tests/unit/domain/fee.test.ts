import fc from 'fast-check';
import type { Actor } from '../../../domain/actor';
import {
  balanceOf,
  bookSign,
  dueOf,
  feeLines,
  heldOn,
  holderOf,
  isMoney,
  leftOfPayment,
  MOST_MONEY,
  receiptNumber,
  statusOf,
  type FeeAccount,
} from '../../../domain/fee';
import {
  assess,
  evolveFees,
  newAccount,
  offChanged,
  pay,
  refund,
  voidPayment,
  type FeeEvent,
  type LineTerms,
} from '../../../domain/fee-account';
import { Refusal } from '../../../domain/problem';

const AT = '2026-11-25T03:00:00.000Z';
const clerk = (id: string): Actor => ({ id, role: 'government-clerk', unit: '87@1', actsFor: ['87@1'] });
const [an, binh] = [clerk('an'), clerk('binh')];
const page = { vi: 'trang', en: 'page' };
/** A fixed amount, and one for each page. */
const LINES = feeLines({ fee: [{ amount: 650_000 }, { amount: 15_000, perUnit: page }] });
const empty = (lines = LINES) => newAccount({ id: 'd1', code: 'H20.87-261125-0001', channel: 'direct', lines });

const money = (id: string, ...lines: [number, number][]) => ({
  ...{ id, group: 'government' as const, method: 'cash' as const, heldBy: 'agency' as const },
  receipt: { book: 'AB/26P', number: 1 },
  lines: lines.map(([line, amount]) => ({ line, amount })),
});
const back = (id: string, ...lines: [number, number][]) => {
  const { receipt: _none, ...rest } = money(id, ...lines);
  return rest;
};
const play = (account: FeeAccount, ...steps: ((state: FeeAccount) => FeeEvent)[]): FeeAccount =>
  steps.reduce((state, step) => evolveFees(state, step(state)), account);
const pays =
  (id: string, ...lines: [number, number][]) =>
  (state: FeeAccount) =>
    pay(state, money(id, ...lines), an, AT, id);
const refunds =
  (id: string, of: string, ...lines: [number, number][]) =>
  (state: FeeAccount) =>
    refund(state, of, back(id, ...lines), an, AT, id);
const assesses = (terms: LineTerms[], reason?: string) => (state: FeeAccount) =>
  assess(state, terms, reason, an, AT, 'c');
const voids =
  (of: string, { closed = false, actor = an, at = AT } = {}) =>
  (state: FeeAccount) =>
    voidPayment(state, of, closed, actor, at, 'c');

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [error.code, ...error.faults.map(({ pointer }) => pointer)].join(' ');
  }
  return 'done';
}
const status = (account: FeeAccount) => statusOf(balanceOf(account));
const exempt = { kind: 'exempt' as const, amount: 0, legal: 'Thông tư 33/2018/TT-BTC, Điều 4' };
const reduced = (amount: number) => ({ ...exempt, kind: 'reduced' as const, amount });

test.each([
  [0, true],
  [650_000, true],
  [MOST_MONEY, true],
  [MOST_MONEY + 1, false],
  [-1, false],
  [0.5, false],
  [Number.NaN, false],
  [Infinity, false],
])('%d is money: %s', (amount, is) => expect(isMoney(amount)).toBe(is));

test('where the money is', () => {
  const cases = [
    ['government', 'direct', 'cash', 'agency'],
    ['government', 'direct', 'transfer', 'agency'],
    ['government', 'online', 'online', 'post'],
    ['government', 'post', 'transfer', 'post'],
    ['government', 'post', 'cash', 'agency'],
    ['post', 'direct', 'cash', 'post'],
    ['post', 'direct', 'transfer', 'post'],
  ] as const;
  for (const [group, channel, method, holder] of cases)
    expect([group, channel, method, holderOf(group, channel, method)]).toEqual([group, channel, method, holder]);
});

test('a book and a number are the same however they are written', () => {
  expect([bookSign(' ab/26p '), bookSign('AB/26P')]).toEqual(['AB/26P', 'AB/26P']);
  expect([receiptNumber(7), receiptNumber(12345678)]).toEqual(['0000007', '12345678']);
});

describe('how an account stands', () => {
  const one = feeLines({ fee: [{ amount: 650_000 }] });
  test.each<[string, FeeAccount, string, number]>([
    ['a procedure without fees', empty([]), 'nothing-due', 0],
    ['a fixed fee', empty(one), 'due', 650_000],
    ['a part', play(empty(one), pays('p', [1, 50_000])), 'partly-paid', 600_000],
    ['all', play(empty(one), pays('p', [1, 50_000]), pays('q', [1, 600_000])), 'paid', 0],
    ['a void payment', play(empty(one), pays('p', [1, 650_000]), voids('p')), 'due', 650_000],
    ['all given back', play(empty(one), pays('p', [1, 650_000]), refunds('r', 'p', [1, 650_000])), 'refunded', 650_000],
    ['some given back', play(empty(one), pays('p', [1, 650_000]), refunds('r', 'p', [1, 1])), 'partly-paid', 1],
    ['exempt', play(empty(one), assesses([{ line: 1, off: exempt }], 'hộ nghèo')), 'exempt', 0],
    ['reduced', play(empty(one), assesses([{ line: 1, off: reduced(325_000) }], 'giảm 50%')), 'due', 325_000],
    ['no page', play(empty(LINES.slice(1)), assesses([{ line: 2, quantity: 0 }])), 'nothing-due', 0],
    ['pages not counted', play(empty(), pays('p', [1, 650_000])), 'partly-paid', 0],
    [
      'pages counted',
      play(empty(), pays('p', [1, 650_000]), assesses([{ line: 2, quantity: 2 }])),
      'partly-paid',
      30_000,
    ],
  ])('%s', (_what, account, expected, left) => {
    expect([status(account), balanceOf(account).left]).toEqual([expected, left]);
  });

  test('an exemption that ends is due again, and the change is told', () => {
    const before = play(empty(one), assesses([{ line: 1, off: exempt }], 'hộ nghèo'));
    const after = play(before, assesses([{ line: 1 }]));
    expect([offChanged(undefined, before), offChanged(before, after), status(after)]).toEqual([
      650_000,
      -650_000,
      'due',
    ]);
  });
});

describe('what is refused', () => {
  const paid = play(empty(), pays('p', [1, 600_000]));
  test.each<[string, (state: FeeAccount) => FeeEvent, string]>([
    ['an unknown line', pays('q', [3, 1]), 'fee-line-unknown /lines/0/line'],
    ['a line twice', pays('q', [1, 1], [1, 1]), 'fee-line-twice /lines/1/line'],
    ['too much', pays('q', [1, 50_001]), 'fee-overpaid /lines/0/amount'],
    ['a fraction', pays('q', [1, 0.5]), 'money-invalid /lines/0/amount'],
    ['less than nothing', pays('q', [1, -1]), 'money-invalid /lines/0/amount'],
    ['nothing', pays('q', [1, 0]), 'money-invalid /lines/0/amount'],
    ['pages that nobody counted', pays('q', [2, 15_000]), 'fee-quantity-missing /lines/0/line'],
    ['a quantity of what is fixed', assesses([{ line: 1, quantity: 2 }]), 'fee-quantity-not-taken /lines/0/quantity'],
    ['half a page', assesses([{ line: 2, quantity: 0.5 }]), 'money-invalid /lines/0/quantity'],
    ['more than money can be', assesses([{ line: 2, quantity: 999_999_999 }]), 'money-invalid /lines/0/quantity'],
    ['less than is held', assesses([{ line: 1, off: reduced(50_001) }], 'giảm'), 'fee-below-held /lines/0'],
    ['no reason', assesses([{ line: 1, off: reduced(50_000) }]), 'fee-reason-missing /reason'],
    [
      'all of it reduced',
      assesses([{ line: 1, off: reduced(650_000) }], 'x'),
      'fee-reduction-invalid /lines/0/reduction/amount',
    ],
    [
      'an exemption of what is unknown',
      assesses([{ line: 2, off: exempt }], 'x'),
      'fee-quantity-missing /lines/0/quantity',
    ],
    ['a refund of nothing known', refunds('r', 'q', [1, 1]), 'payment-not-found'],
    ['more back than was paid', refunds('r', 'p', [1, 600_001]), 'refund-too-much /lines/0/amount'],
    ['back from another line', refunds('r', 'p', [2, 1]), 'refund-too-much /lines/0/amount'],
    ['void by another', voids('p', { actor: binh }), 'not-collector'],
    ['void after the cash-up', voids('p', { closed: true }), 'payment-closed'],
    ['void on the next day', voids('p', { at: '2026-11-25T17:00:00.000Z' }), 'too-late'],
  ])('%s', (_what, step, expected) => {
    expect(refusal(() => step(paid))).toBe(expected);
  });

  test('after a refund nothing is void, and what is void is not refunded', () => {
    const given = play(paid, refunds('r', 'p', [1, 1]));
    expect(refusal(() => voids('p')(given))).toBe('payment-refunded');
    const gone = play(paid, voids('p'));
    expect([refusal(() => voids('p')(gone)), refusal(() => refunds('r', 'p', [1, 1])(gone))]).toEqual([
      'payment-voided',
      'payment-voided',
    ]);
  });
});

type Wish =
  | { do: 'pay'; line: number; amount: number }
  | { do: 'refund'; of: number; line: number; amount: number }
  | { do: 'void'; of: number }
  | { do: 'assess'; line: number; quantity?: number; off?: LineTerms['off'] };

const amount = fc.oneof(fc.integer({ min: -5, max: 700_000 }), fc.integer({ min: 1, max: 60_000 }));
const line = fc.constantFrom(1, 1, 2, 2, 3);
const off = fc.option(fc.oneof(fc.constant(exempt), amount.map(reduced)), { nil: undefined });
const wish: fc.Arbitrary<Wish> = fc.oneof(
  fc.record({ do: fc.constant('pay' as const), line, amount }),
  fc.record({ do: fc.constant('refund' as const), of: fc.nat(9), line, amount }),
  fc.record({ do: fc.constant('void' as const), of: fc.nat(9) }),
  fc.record({ do: fc.constant('assess' as const), line, quantity: fc.option(fc.nat(60), { nil: undefined }), off }),
);

function wished(account: FeeAccount, wish: Wish, i: number): FeeEvent {
  const of = 'of' in wish ? (account.payments[wish.of % account.payments.length]?.id ?? 'none') : '';
  if (wish.do === 'pay') return pays(`p${i}`, [wish.line, wish.amount])(account);
  if (wish.do === 'refund') return refunds(`r${i}`, of, [wish.line, wish.amount])(account);
  if (wish.do === 'void') return voids(of)(account);
  const { do: _do, ...terms } = wish;
  return assesses([terms], 'lý do')(account);
}

test('whatever is tried: what is held is what was paid less what went back, never below zero, never above what is due', () => {
  let done = 0;
  fc.assert(
    fc.property(fc.array(wish, { minLength: 8, maxLength: 40 }), (wishes) => {
      let state = empty();
      const ledger = new Map<string, number>();
      for (const [i, one] of wishes.entries()) {
        let event: FeeEvent;
        try {
          event = wished(state, one, i);
        } catch (error) {
          if (error instanceof Refusal) continue;
          throw error;
        }
        done += 1;
        if (event.kind === 'paid') ledger.set(event.payment.id, event.payment.lines[0]?.amount ?? 0);
        if (event.kind === 'refunded')
          ledger.set(event.paymentId, (ledger.get(event.paymentId) ?? 0) - (event.refund.lines[0]?.amount ?? 0));
        if (event.kind === 'voided') ledger.set(event.paymentId, 0);
        state = evolveFees(state, JSON.parse(JSON.stringify(event)) as FeeEvent);
        for (const each of state.lines) {
          const [due, held] = [dueOf(each) ?? 0, heldOn(state, each.line)];
          expect(held >= 0 && held <= due && isMoney(due)).toBe(true);
        }
        for (const payment of state.payments) expect(leftOfPayment(payment)).toBe(ledger.get(payment.id));
        const { held, paid, refunded, due, left, whole, off: taken } = balanceOf(state);
        expect(held).toBe([...ledger.values()].reduce((sum, value) => sum + value, 0));
        expect([paid - refunded, due - held, whole - taken]).toEqual([held, left, due]);
      }
    }),
    { numRuns: 300 },
  );
  // Not everything may be refused, or nothing was tried.
  expect(done).toBeGreaterThan(600);
});

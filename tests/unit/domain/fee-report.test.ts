import fc from 'fast-check';
import { METHODS } from '../../../domain/fee';
import { counted, DIMENSIONS, feeFigures, figureKey, MEASURES, type FeeSum } from '../../../domain/fee-report';

const sum: fc.Arbitrary<FeeSum> = fc
  .record({
    unit: fc.constantFrom('87@1', '88@1'),
    field: fc.constantFrom('du-lich', 'dat-dai'),
    procedure: fc.constantFrom('1.004623', '1.003868'),
    group: fc.constantFrom('government' as const, 'post' as const),
    method: fc.constantFrom(...METHODS),
    holder: fc.constantFrom('agency' as const, 'post' as const),
    kind: fc.constantFrom('payment' as const, 'refund' as const, 'void' as const, 'reduction' as const),
    count: fc.integer({ min: 1, max: 50 }),
    amount: fc.integer({ min: 1, max: 1_000_000_000 }),
  })
  .map((one) => (one.kind === 'reduction' ? { ...one, method: null, holder: null } : one));

test('whichever way a period is divided, the parts come to the whole', () => {
  fc.assert(
    fc.property(fc.array(sum, { maxLength: 40 }), (sums) => {
      const figures = feeFigures(sums);
      for (const measure of MEASURES) {
        const whole = sums.reduce((total, { kind, amount }) => total + counted(measure, kind, amount), 0);
        for (const by of DIMENSIONS) {
          const parts = figures.filter((figure) => figure.by === by && figure.measure === measure);
          if (measure === 'reduced' && (by === 'method' || by === 'holder')) expect(parts).toEqual([]);
          else expect(parts.reduce((total, { value }) => total + value, 0)).toBe(whole);
        }
      }
      const all = (measure: string) => figures.find(({ key }) => key === `all.all.${measure}`)?.value;
      expect(all('held')).toBe((all('collected') ?? 0) - (all('refunded') ?? 0));
    }),
  );
});

test('groups, holders and the unit that was asked for are there with zero', () => {
  const figures = feeFigures([], ['87@1']);
  const keys = figures.map(({ key }) => key);
  expect(keys).toEqual(
    expect.arrayContaining(['all.all.held', 'group.post.collected', 'holder.post.held', 'unit.87@1.held']),
  );
  expect(figures.every(({ value, rows }) => value === 0 && rows === 0)).toBe(true);
});

test('every key means its figure, and nothing else is one', () => {
  const one: FeeSum = {
    ...{ unit: '87@2018-08-01', field: 'du-lich', procedure: '1.004623', group: 'post', method: 'cash' },
    ...{ holder: 'post', kind: 'payment', count: 1, amount: 5 },
  };
  for (const { key, by, of, measure } of feeFigures([one])) expect(figureKey(key)).toEqual({ by, of, measure });
  for (const key of [
    '',
    'all',
    'all.x.held',
    'unit..held',
    'method.cash.reduced',
    'group.nobody.held',
    'unit.87@1.sum',
  ])
    expect([key, figureKey(key)]).toEqual([key, undefined]);
});

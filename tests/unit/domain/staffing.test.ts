import fc from 'fast-check';
import {
  countersNeeded,
  erlangC,
  serviceLevel,
  staffingOf,
  whatIf,
  type Arrival,
  type StaffingRule,
  type Workload,
} from '../../../domain/staffing';

const target = { waitMinutes: 5, share: 0.8 };
const rule: StaffingRule = { target, most: 50, least: 1, smooth: 1, peak: 1 };
const load = (arrivals: Arrival[], weeks = 1, handlingMinutes = 10): Workload => ({ arrivals, weeks, handlingMinutes });
const monday = (...counts: number[]): Arrival[] =>
  counts.map((count, index) => ({ weekday: 1, slot: 14 + index, count }));
const counters = (arrivals: number, most = 50) =>
  countersNeeded({ arrivals, handlingMinutes: 10, periodMinutes: 30, target, most });

/** The formula as it is printed, with factorials. */
function byFactorials(servers: number, a: number): number {
  const term = (n: number) => Array.from({ length: n }, (_, i) => a / (i + 1)).reduce((x, y) => x * y, 1);
  const all = (term(servers) * servers) / (servers - a);
  return all / (Array.from({ length: servers }, (_, n) => term(n)).reduce((x, y) => x + y, 0) + all);
}

const loads = fc.double({ min: 0.01, max: 40, noNaN: true });
const minutes = fc.double({ min: 0.5, max: 60, noNaN: true });
const shares = fc.double({ min: 0.01, max: 0.99, noNaN: true });
const weeks = fc.array(
  fc.record({
    weekday: fc.integer({ min: 1, max: 7 }),
    slot: fc.integer({ min: 0, max: 47 }),
    count: fc.nat(200),
  }),
);

describe('Erlang C', () => {
  test.each([
    [1, 0.5, 0.5],
    [2, 1, 0.3333],
    [3, 2, 0.4444],
    [6, 5, 0.5875],
    [12, 10, 0.4494],
  ])('%d counters, %d erlangs: %d wait', (servers, a, waiting) => {
    expect(erlangC(servers, a)).toBeCloseTo(waiting, 4);
    expect(byFactorials(servers, a)).toBeCloseTo(waiting, 4);
  });

  test('agrees with the printed formula', () => {
    fc.assert(
      fc.property(loads, fc.integer({ min: 1, max: 20 }), (a, spare) => {
        const servers = Math.floor(a) + spare;
        expect(erlangC(servers, a)).toBeCloseTo(byFactorials(servers, a), 9);
      }),
    );
  });

  test('everybody waits where the counters cannot carry the load, nobody where there is none', () => {
    expect([erlangC(0, 0), erlangC(3, 3), erlangC(3, 4)]).toEqual([1, 1, 1]);
    expect(erlangC(3, 0)).toBe(0);
    expect(serviceLevel(3, 4, 10, 5)).toBe(0);
    expect(serviceLevel(3, 0, 10, 0)).toBe(1);
  });

  test('does not overflow', () => {
    expect(erlangC(1000, 950)).toBeGreaterThan(0);
    expect(erlangC(1000, 950)).toBeLessThan(1);
  });

  test('one counter half busy: 1 − ½·e^(−½)', () => {
    expect(serviceLevel(1, 0.5, 10, 10)).toBeCloseTo(1 - 0.5 * Math.exp(-0.5), 12);
    expect(serviceLevel(1, 0.5, 10, 0)).toBeCloseTo(0.5, 12);
  });

  test('with more counters nobody waits longer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), loads, minutes, minutes, (servers, a, handling, wait) => {
        expect(erlangC(servers + 1, a)).toBeLessThanOrEqual(erlangC(servers, a));
        const [fewer, more] = [serviceLevel(servers, a, handling, wait), serviceLevel(servers + 1, a, handling, wait)];
        expect(more).toBeGreaterThanOrEqual(fewer);
      }),
    );
  });
});

describe('counters needed', () => {
  test('a call centre of the textbooks: 100 calls in 30 minutes, 3 minutes each, 80 % in 20 seconds', () => {
    const demand = { arrivals: 100, handlingMinutes: 3, periodMinutes: 30, target: { waitMinutes: 1 / 3, share: 0.8 } };
    expect(countersNeeded({ ...demand, most: 100 })).toBe(14);
    expect(serviceLevel(14, 10, 3, 1 / 3)).toBeCloseTo(0.888, 3);
  });

  test('none for nobody, no more than there may be', () => {
    expect(counters(0)).toBe(0);
    expect(counters(0.001)).toBe(1);
    expect(counters(60, 4)).toBe(4);
    expect(counters(60, 0)).toBe(0);
  });

  test('a share of 0 still asks for counters that carry the load, a share of 1 ends', () => {
    const demand = { arrivals: 9, handlingMinutes: 10, periodMinutes: 30, most: 1000 };
    expect(countersNeeded({ ...demand, target: { waitMinutes: 5, share: 0 } })).toBe(4);
    expect(countersNeeded({ ...demand, target: { waitMinutes: 5, share: 1 } })).toBeLessThan(1000);
  });

  test('the number meets the target, one fewer does not', () => {
    fc.assert(
      fc.property(loads, minutes, minutes, shares, (a, handlingMinutes, waitMinutes, share) => {
        const demand = { arrivals: a, handlingMinutes, periodMinutes: handlingMinutes };
        const needed = countersNeeded({ ...demand, target: { waitMinutes, share }, most: 1000 });
        const real = (a / handlingMinutes) * handlingMinutes;
        expect(serviceLevel(needed, real, handlingMinutes, waitMinutes)).toBeGreaterThanOrEqual(share);
        expect(serviceLevel(needed - 1, real, handlingMinutes, waitMinutes)).toBeLessThan(share);
      }),
    );
  });

  test('more arrivals never need fewer', () => {
    fc.assert(
      fc.property(loads, loads, shares, minutes, (arrivals, more, share, handlingMinutes) => {
        const demand = { handlingMinutes, periodMinutes: 30, target: { waitMinutes: 5, share }, most: 60 };
        const now = countersNeeded({ ...demand, arrivals });
        expect(countersNeeded({ ...demand, arrivals: arrivals + more })).toBeGreaterThanOrEqual(now);
      }),
    );
  });
});

describe('staffing of a unit', () => {
  test('averages the weeks and adds what falls in the same half hour', () => {
    const arrivals = [...monday(0, 8), { weekday: 1, slot: 15, count: 4 }, { weekday: 7, slot: 47, count: 6 }];
    const { needed, offeredPeak, slots } = staffingOf(load(arrivals, 4), rule);
    expect(slots).toEqual([
      { weekday: 1, slot: 14, arrivalsPerHour: 0, needed: 0 },
      { weekday: 1, slot: 15, arrivalsPerHour: 6, needed: counters(3) },
      { weekday: 7, slot: 47, arrivalsPerHour: 3, needed: counters(1.5) },
    ]);
    expect(needed).toBe(counters(3));
    expect(offeredPeak).toBe(1);
  });

  test('the percentile of the half hours with arrivals', () => {
    const arrivals = monday(...Array.from({ length: 20 }, (_, index) => index + 1), 0, 0, 0);
    const at = (peak: number) => staffingOf(load(arrivals), { ...rule, peak });
    expect(at(1).needed).toBe(counters(20));
    expect(at(0.95).needed).toBe(counters(19));
    expect(at(0.951).needed).toBe(counters(20));
    expect(at(0.5).offeredPeak).toBeCloseTo(10 / 3, 12);
    expect(at(0).needed).toBe(counters(1));
  });

  test('so many half hours as asked have enough counters', () => {
    fc.assert(
      fc.property(weeks, fc.double({ min: 0, max: 1, noNaN: true }), (arrivals, peak) => {
        const { needed, slots } = staffingOf(load(arrivals, 2), { ...rule, peak, most: 200, least: 0 });
        const busy = slots.filter((each) => each.arrivalsPerHour > 0);
        const met = busy.filter((each) => each.needed <= needed).length;
        expect(met + 1e-6).toBeGreaterThanOrEqual(peak * busy.length);
      }),
    );
  });

  test('smooths over the neighbours of the same day, not over closed hours', () => {
    const arrivals = [...monday(3, 9, 0), { weekday: 1, slot: 20, count: 7 }, { weekday: 2, slot: 14, count: 30 }];
    const perHour = (smooth: number) =>
      staffingOf(load(arrivals), { ...rule, smooth }).slots.map((each) => each.arrivalsPerHour);
    expect(perHour(1)).toEqual([6, 18, 0, 14, 60]);
    expect(perHour(3)).toEqual([12, 8, 9, 14, 60]);
    expect(perHour(99)).toEqual([9.5, 9.5, 9.5, 9.5, 60]);
  });

  test('keeps to the least and the most', () => {
    const of = (counts: number[], least: number, most: number) =>
      staffingOf(load(monday(...counts)), { ...rule, least, most }).needed;
    expect(of([1], 3, 10)).toBe(3);
    expect(of([60], 3, 10)).toBe(10);
    expect(of([1], 12, 10)).toBe(10);
    expect(of([0], 3, 10)).toBe(0);
    expect(staffingOf(load([], 1, 0), rule)).toEqual({ needed: 0, offeredPeak: 0, slots: [] });
  });
});

describe('what if', () => {
  test('sums per week and weighs the handling time', () => {
    const present = load(monday(24), 4, 10);
    const added = load(monday(4), 2, 30);
    const after = countersNeeded({ arrivals: 8, handlingMinutes: 15, periodMinutes: 30, target, most: 50 });
    expect(whatIf(present, added, rule)).toEqual({
      before: counters(6),
      after,
      difference: after - counters(6),
    });
  });

  test('nothing added changes nothing, and a unit may begin from nothing', () => {
    const present = load(monday(6));
    expect(whatIf(present, load([], 1, 0), rule)).toEqual({ before: counters(6), after: counters(6), difference: 0 });
    expect(whatIf(load([], 1, 0), present, rule)).toEqual({ before: 0, after: counters(6), difference: counters(6) });
    expect(whatIf(load([]), load([]), rule)).toEqual({ before: 0, after: 0, difference: 0 });
  });

  test('more work of the same kind never needs fewer in the busiest half hour', () => {
    fc.assert(
      fc.property(weeks, weeks, (now, more) => {
        const { difference } = whatIf(load(now), load(more), { ...rule, most: 200 });
        expect(difference).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('bad input', () => {
  const demand = { arrivals: 1, handlingMinutes: 10, periodMinutes: 30, target, most: 5 };
  const one = (arrival: Partial<Arrival>) => load([{ weekday: 1, slot: 14, count: 1, ...arrival }]);

  test.each<[string, () => unknown]>([
    ['half a counter', () => erlangC(1.5, 1)],
    ['negative counters', () => erlangC(-1, 1)],
    ['negative load', () => erlangC(1, -1)],
    ['load that is no number', () => erlangC(1, NaN)],
    ['endless load', () => erlangC(1, Infinity)],
    ['no handling time', () => serviceLevel(2, 1, 0, 5)],
    ['negative wait', () => serviceLevel(2, 1, 10, -5)],
    ['negative arrivals', () => countersNeeded({ ...demand, arrivals: -1 })],
    ['arrivals without handling time', () => countersNeeded({ ...demand, handlingMinutes: 0 })],
    ['no period', () => countersNeeded({ ...demand, periodMinutes: 0 })],
    ['share over 1', () => countersNeeded({ ...demand, target: { waitMinutes: 5, share: 80 } })],
    ['wait that is no number', () => countersNeeded({ ...demand, target: { waitMinutes: NaN, share: 0.8 } })],
    ['endless counters', () => countersNeeded({ ...demand, most: Infinity })],
    ['no weeks', () => staffingOf(load([], 0), rule)],
    ['weekday 0', () => staffingOf(one({ weekday: 0 }), rule)],
    ['weekday 8', () => staffingOf(one({ weekday: 8 }), rule)],
    ['slot 48', () => staffingOf(one({ slot: 48 }), rule)],
    ['half a slot', () => staffingOf(one({ slot: 0.5 }), rule)],
    ['negative count', () => staffingOf(one({ count: -1 }), rule)],
    ['count that is no number', () => staffingOf(one({ count: NaN }), rule)],
    ['unit without handling time', () => staffingOf(load(monday(1), 1, 0), rule)],
    ['even smoothing', () => staffingOf(one({}), { ...rule, smooth: 2 })],
    ['no smoothing', () => staffingOf(one({}), { ...rule, smooth: 0 })],
    ['peak over 1', () => staffingOf(one({}), { ...rule, peak: 95 })],
    ['negative least', () => staffingOf(one({}), { ...rule, least: -1 })],
    ['negative most', () => staffingOf(one({}), { ...rule, most: -1 })],
    ['added work without weeks', () => whatIf(one({}), load([], NaN), rule)],
  ])('%s', (_, run) => expect(run).toThrow(RangeError));
});

/** So large a share (0 to 1) of applicants waits at most so many minutes. */
export type ServiceTarget = { waitMinutes: number; share: number };

/** Applicants in one half hour of the week: weekday 1 = Monday … 7 = Sunday, slot 0 begins at midnight, 47 at 23:30. */
export type Arrival = { weekday: number; slot: number; count: number };

/** Arrivals counted over so many weeks (≥ 1); a half hour that is not listed is one in which the counter is closed. */
export type Workload = {
  arrivals: Arrival[];
  weeks: number;
  /** Minutes that one applicant takes at the counter, on average. */
  handlingMinutes: number;
};

export type StaffingRule = {
  target: ServiceTarget;
  /** No more counters than these, whatever is needed. */
  most: number;
  /** No fewer counters than these where anybody comes at all. */
  least: number;
  /** Width of the moving average in half hours, odd; 1 does not smooth. */
  smooth: number;
  /** Share (0 to 1) of the half hours with arrivals that must meet the target. */
  peak: number;
};

export type SlotNeed = { weekday: number; slot: number; arrivalsPerHour: number; needed: number };

/** `offeredPeak`: work in erlangs (counters busy all the time) in the half hour that decides about `needed`. */
export type Staffing = { needed: number; offeredPeak: number; slots: SlotNeed[] };

export type WhatIf = { before: number; after: number; difference: number };

const SLOT_MINUTES = 30;
const SLOTS_A_DAY = 48;

function check(name: string, value: number, from: number, to = Number.MAX_VALUE): void {
  if (!(value >= from && value <= to)) throw new RangeError(`${name} is out of range: ${value}`);
}

function checkWhole(name: string, value: number, from: number, to?: number): void {
  check(name, value, from, to);
  if (!Number.isInteger(value)) throw new RangeError(`${name} is not a whole number: ${value}`);
}

/**
 * Probability that an applicant must wait, the load in erlangs; 1 when the counters cannot carry the load.
 * (A. K. Erlang 1917; through the recursion for Erlang B, because factorials overflow)
 */
export function erlangC(servers: number, offeredLoad: number): number {
  checkWhole('servers', servers, 0);
  check('offeredLoad', offeredLoad, 0);
  if (offeredLoad >= servers) return 1;
  let blocked = 1;
  for (let n = 1; n <= servers; n++) blocked = (offeredLoad * blocked) / (n + offeredLoad * blocked);
  return blocked / (1 - (offeredLoad / servers) * (1 - blocked));
}

/** Share of applicants who wait at most `targetMinutes`; 0 when the queue grows without end. */
export function serviceLevel(servers: number, load: number, handlingMinutes: number, targetMinutes: number): number {
  check('handlingMinutes', handlingMinutes, Number.MIN_VALUE);
  check('targetMinutes', targetMinutes, 0);
  const waiting = erlangC(servers, load);
  return load >= servers ? 0 : 1 - waiting * Math.exp((-(servers - load) * targetMinutes) / handlingMinutes);
}

/** The smallest number of counters that carries the load and reaches the target, but no more than `most`. */
export function countersNeeded(demand: {
  arrivals: number;
  handlingMinutes: number;
  periodMinutes: number;
  target: ServiceTarget;
  most: number;
}): number {
  const { arrivals, handlingMinutes, periodMinutes, target, most } = demand;
  check('arrivals', arrivals, 0);
  check('handlingMinutes', handlingMinutes, arrivals > 0 ? Number.MIN_VALUE : 0);
  check('periodMinutes', periodMinutes, Number.MIN_VALUE);
  check('waitMinutes', target.waitMinutes, 0);
  check('share', target.share, 0, 1);
  checkWhole('most', most, 0);
  if (arrivals === 0) return 0;
  const load = (arrivals / periodMinutes) * handlingMinutes;
  let servers = Math.floor(load) + 1;
  while (servers < most && serviceLevel(servers, load, handlingMinutes, target.waitMinutes) < target.share) servers++;
  return Math.min(servers, most);
}

/** Counters for every half hour of the week, and for the unit: enough in the `peak` share of its half hours. */
export function staffingOf(workload: Workload, rule: StaffingRule): Staffing {
  checkRule(rule);
  const { handlingMinutes } = workload;
  const { target, most } = rule;
  const slots = smoothed(weeklyOf(workload), rule.smooth).map(({ weekday, slot, count }): SlotNeed => {
    const needed = countersNeeded({ arrivals: count, handlingMinutes, periodMinutes: SLOT_MINUTES, target, most });
    return { weekday, slot, arrivalsPerHour: (count * 60) / SLOT_MINUTES, needed };
  });
  const busy = slots.filter((each) => each.arrivalsPerHour > 0).sort((a, b) => a.arrivalsPerHour - b.arrivalsPerHour);
  // 0.07 × 100 is a little more than 7 and must not become 8.
  const decisive = busy[Math.max(0, Math.ceil(rule.peak * busy.length - 1e-9) - 1)];
  if (!decisive) return { needed: 0, offeredPeak: 0, slots };
  const needed = Math.min(most, Math.max(rule.least, decisive.needed));
  return { needed, offeredPeak: (decisive.arrivalsPerHour * handlingMinutes) / 60, slots };
}

/** Counters before and after more work comes to the unit. More quiet half hours can lower the number unless `peak` is 1. */
export function whatIf(present: Workload, added: Workload, rule: StaffingRule): WhatIf {
  const [old, more] = [weeklyOf(present), weeklyOf(added)];
  const sum = (arrivals: Arrival[]) => arrivals.reduce((total, { count }) => total + count, 0);
  const work = sum(old) * present.handlingMinutes + sum(more) * added.handlingMinutes;
  const handlingMinutes = work === 0 ? present.handlingMinutes : work / (sum(old) + sum(more));
  const before = staffingOf(present, rule).needed;
  const after = staffingOf({ arrivals: [...old, ...more], weeks: 1, handlingMinutes }, rule).needed;
  return { before, after, difference: after - before };
}

function checkRule({ least, smooth, peak }: StaffingRule): void {
  checkWhole('least', least, 0);
  checkWhole('smooth', smooth, 1);
  if (smooth % 2 === 0) throw new RangeError(`smooth is not odd: ${smooth}`);
  check('peak', peak, 0, 1);
}

/** Arrivals of an average week, each half hour once, in order. */
function weeklyOf({ arrivals, weeks, handlingMinutes }: Workload): Arrival[] {
  check('weeks', weeks, 1);
  check('handlingMinutes', handlingMinutes, arrivals.some(({ count }) => count > 0) ? Number.MIN_VALUE : 0);
  const counts = new Map<number, number>();
  for (const { weekday, slot, count } of arrivals) {
    checkWhole('weekday', weekday, 1, 7);
    checkWhole('slot', slot, 0, SLOTS_A_DAY - 1);
    check('count', count, 0);
    const key = weekday * SLOTS_A_DAY + slot;
    counts.set(key, (counts.get(key) ?? 0) + count / weeks);
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([key, count]) => ({ weekday: Math.floor(key / SLOTS_A_DAY), slot: key % SLOTS_A_DAY, count }));
}

/** Moving average over the half hours of one day; closed ones are left out, so that opening and closing are not thinned. */
function smoothed(week: Arrival[], width: number): Arrival[] {
  const reach = (width - 1) / 2;
  return week.map((each) => {
    const near = week.filter((one) => one.weekday === each.weekday && Math.abs(one.slot - each.slot) <= reach);
    return { ...each, count: near.reduce((total, { count }) => total + count, 0) / near.length };
  });
}

import { METHODS, type Holder, type Method } from './fee';
import type { Group } from './plan';
import type { Text } from './text';
import type { UnitId } from './unit';

export type EntryKind = 'payment' | 'refund' | 'void' | 'reduction';

/** Entries that are alike in all of this, summed up: how many they are, and how much in đồng. */
export type FeeSum = {
  unit: UnitId;
  field: string;
  procedure: string;
  group: Group;
  method: Method | null;
  holder: Holder | null;
  kind: EntryKind;
  count: number;
  amount: number;
};

export const MEASURES = ['collected', 'refunded', 'held', 'reduced'] as const;
export type Measure = (typeof MEASURES)[number];
export const DIMENSIONS = ['all', 'unit', 'field', 'procedure', 'group', 'method', 'holder'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** What each measure adds up, and whether an entry adds to it or takes from it. */
export const COUNTS: Record<Measure, { [kind in EntryKind]?: 1 | -1 }> = {
  collected: { payment: 1, void: -1 },
  refunded: { refund: 1 },
  held: { payment: 1, void: -1, refund: -1 },
  reduced: { reduction: 1 },
};

export const MEASURE_TITLES: Record<Measure, Text> = {
  collected: { vi: 'Đã thu', en: 'Collected' },
  refunded: { vi: 'Đã hoàn', en: 'Refunded' },
  held: { vi: 'Còn giữ để nộp', en: 'Held, to be passed on' },
  reduced: { vi: 'Đã miễn, giảm', en: 'Exempt and reduced' },
};

/** `value` in đồng; `rows` is how many entries it adds up. */
export type FeeFigure = { key: string; by: Dimension; of: string; measure: Measure; value: number; rows: number };

const FIXED: { [dimension in Dimension]?: readonly string[] } = {
  all: ['all'],
  group: ['government', 'post'],
  method: METHODS,
  holder: ['agency', 'post'],
};

/**
 * The figures of a period. Groups, methods and holders appear also where nothing was collected, and so do the units that
 * were asked for by name.
 */
export function feeFigures(sums: FeeSum[], units: UnitId[] = []): FeeFigure[] {
  return DIMENSIONS.flatMap((by) => {
    const parts = partsOf(by, sums, units);
    const measures = MEASURES.filter((measure) => fits(by, measure));
    return [...parts].flatMap(([of, own]) => measures.map((measure) => figure(by, of, measure, own)));
  });
}

/** What a key means, whether there is anything to it or not. */
export function figureKey(key: string): Pick<FeeFigure, 'by' | 'of' | 'measure'> | undefined {
  const [, by, of = '', measure] = /^([a-z]+)\.(.+)\.([a-z]+)$/.exec(key) ?? [];
  const [dimension, counted] = [DIMENSIONS.find((one) => one === by), MEASURES.find((one) => one === measure)];
  if (!dimension || !counted || !fits(dimension, counted)) return undefined;
  if (FIXED[dimension] && !FIXED[dimension].includes(of)) return undefined;
  return { by: dimension, of, measure: counted };
}

/** The amount that an entry adds to a measure, in đồng; negative where it takes from it. */
export function counted(measure: Measure, kind: EntryKind, amount: number): number {
  return (COUNTS[measure][kind] ?? 0) * amount;
}

/** Nothing that is taken off what is due has a method, or is in anybody's hands. */
function fits(by: Dimension, measure: Measure): boolean {
  return measure !== 'reduced' || (by !== 'method' && by !== 'holder');
}

/** The sums of each part of a dimension, in the order in which the parts are shown. */
function partsOf(by: Dimension, sums: FeeSum[], units: UnitId[]): Map<string, FeeSum[]> {
  const found = new Map<string, FeeSum[]>();
  for (const sum of sums) {
    const of = by === 'all' ? 'all' : sum[by];
    if (of === null) continue;
    const part = found.get(of);
    if (part) part.push(sum);
    else found.set(of, [sum]);
  }
  const names = FIXED[by] ?? [...new Set([...(by === 'unit' ? units : []), ...found.keys()])].sort();
  return new Map(names.map((of) => [of, found.get(of) ?? []]));
}

function figure(by: Dimension, of: string, measure: Measure, sums: FeeSum[]): FeeFigure {
  const own = sums.filter(({ kind }) => COUNTS[measure][kind] !== undefined);
  const value = own.reduce((total, { kind, amount }) => total + counted(measure, kind, amount), 0);
  const rows = own.reduce((total, { count }) => total + count, 0);
  return { key: `${by}.${of}.${measure}`, by, of, measure, value, rows };
}

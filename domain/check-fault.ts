import type { CatalogueData } from './catalogue';
import type { Text } from './text';
import type { LocalDate } from './time';

/** One thing wrong with a configuration: the row it is in, the place within that row, and why. */
export type CheckFault = {
  /** The row itself, so that whoever read it can say which file it came from. Nothing when a whole kind is wrong. */
  row: object | undefined;
  path: string;
  reason: Text;
  /** Set when the fault is a reference to a row of this kind that is not there. */
  missing?: keyof CatalogueData;
};

export type Period = { validFrom: LocalDate; validTo?: LocalDate };

export function overlap(a: Period, b: Period): boolean {
  const before = (x: Period, y: Period) => x.validTo !== undefined && x.validTo <= y.validFrom;
  return !before(a, b) && !before(b, a);
}

export function checkPeriod(row: object, period: Period, path = ''): CheckFault[] {
  if (period.validTo === undefined || period.validFrom < period.validTo) return [];
  const reason = { vi: 'ngày hết hiệu lực phải sau ngày có hiệu lực', en: 'must be after validFrom' };
  return [{ row, path: `${path}/validTo`, reason }];
}

/** Every pair of rows with the same key, each pair once, the later row second. */
export function pairsBy<T>(rows: T[], keyOf: (row: T) => string | undefined): [T, T][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) =>
    group.flatMap((second, i) => group.slice(0, i).map((first): [T, T] => [first, second])),
  );
}

export function repeated<T extends object>(rows: T[], keyOf: (row: T) => string, path: string): CheckFault[] {
  const twice = new Map(pairsBy(rows, keyOf).map(([, second]) => [second, keyOf(second)]));
  return [...twice].map(([row, key]) => ({
    row,
    path,
    reason: { vi: `«${key}» đã có ở dòng khác`, en: `“${key}” is there already` },
  }));
}

export function absent(row: object, path: string, kind: keyof CatalogueData, name: string): CheckFault {
  return { row, path, missing: kind, reason: { vi: `không có «${name}»`, en: `there is no “${name}”` } };
}

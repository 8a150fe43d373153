/** Whether two plain values say the same; the order of keys says nothing, and a key without a value is not there. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => same(item, b[i]));
  if (!isRecord(a) || !isRecord(b)) return false;
  return keysOf(a, b).every((key) => same(a[key], b[key]));
}

export type Plain = { [key: string]: unknown };

export function isRecord(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** All keys of two records, each once, in the order of the second and then of the first. */
export function keysOf(a: object, b: object): string[] {
  return [...new Set([...Object.keys(b), ...Object.keys(a)])];
}

/** One place where two values are not the same; what one of them does not have is left out. */
export type Parting = { path: string; left?: unknown; right?: unknown };

/** What is told at most: who wants to know where two records part needs the first places, not all of them. */
const MOST = 50;

/**
 * Where two plain JSON values differ, as JSON pointers, in the order of the members of the left one. Members that are
 * undefined are as if they were not there.
 */
export function partingsOf(left: unknown, right: unknown, path = ''): Parting[] {
  if (left === right) return [];
  if (isObject(left) && isObject(right) && Array.isArray(left) === Array.isArray(right)) {
    const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
    return names
      .flatMap((name) =>
        partingsOf(left[name], right[name], `${path}/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`),
      )
      .slice(0, MOST);
  }
  return [{ path, ...(left !== undefined && { left }), ...(right !== undefined && { right }) }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

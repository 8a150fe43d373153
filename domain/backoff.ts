/** How often and when something that failed is tried again. Milliseconds. */
export type Backoff = { firstMs: number; mostMs: number };

/**
 * How long to wait after so many failures in a row: twice as long each time, up to a limit.
 * Without chance in it: what is sent goes to one receiver at a time, so there is no crowd to spread out.
 */
export function backoffMs({ firstMs, mostMs }: Backoff, failures: number): number {
  // Beyond 2^30 the limit has long been reached, and doubling would lose itself in Infinity.
  return Math.min(mostMs, firstMs * 2 ** Math.min(30, Math.max(0, failures - 1)));
}

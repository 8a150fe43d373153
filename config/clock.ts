import { toInstant, toMillis, type Instant } from '../domain/time';

/** The product's clock: the machine's, or for a demonstration one that starts at another instant and runs on from there. */
export type ProductClock = { now: () => Instant; offsetMs: number };

export function createClock(start?: Instant): ProductClock {
  const offsetMs = start === undefined ? 0 : toMillis(start) - Date.now();
  return { now: () => toInstant(Date.now() + offsetMs), offsetMs };
}

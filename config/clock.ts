import { toInstant, toMillis, type Instant } from '../domain/time';

/** The product's clock: the machine's, or for a demonstration one that starts at another instant and runs on from there. */
export type ProductClock = {
  now: () => Instant;
  /** How far it is ahead of the machine's. */
  readonly offsetMs: number;
};

/** One that can be put forward: a demonstration plays years in minutes. */
export type MovableClock = ProductClock & { moveTo(instant: Instant): void };

export function createClock(start?: Instant): MovableClock {
  let offsetMs = start === undefined ? 0 : toMillis(start) - Date.now();
  return {
    now: () => toInstant(Date.now() + offsetMs),
    get offsetMs() {
      return offsetMs;
    },
    moveTo: (instant) => {
      offsetMs = toMillis(instant) - Date.now();
    },
  };
}

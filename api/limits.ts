import type { RequestHandler } from 'express';
import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { backoffMs } from '../domain/backoff';
import { Refusal } from '../domain/problem';

/** How much one caller may ask. What is counted stays in the memory of this process. */
export type LimitsEnv = {
  /** Requests a minute of one caller; 0 for no limit. */
  perMinute: number;
  /** Wrong keys in the public look-up from one address before each further one has to wait, twice as long each time. */
  freeGuesses: number;
};

/** A lull after which wrong guesses are forgotten, in seconds. */
const GUESSES_FORGOTTEN_S = 24 * 3600;
const GUESS_WAIT = { firstMs: 1000, mostMs: 3_600_000 };

/** Guards the public look-up against trying out keys. */
export type GuessGuard = {
  /** @throws Refusal too-many-requests while an address has to wait */
  check(address: string): Promise<void>;
  /** A wrong guess from an address. */
  failed(address: string): Promise<void>;
};

export function guessGuard({ freeGuesses }: LimitsEnv): GuessGuard {
  const guesses = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: GUESSES_FORGOTTEN_S });
  const waits = new RateLimiterMemory({ points: 1, duration: 1 });
  return {
    check: async (address) => {
      const wait = await waits.get(address);
      if (wait && wait.remainingPoints <= 0) throw tooMany(wait.msBeforeNext);
    },
    failed: async (address) => {
      const { consumedPoints } = await guesses.consume(address);
      if (consumedPoints <= freeGuesses) return;
      await waits.block(address, backoffMs(GUESS_WAIT, consumedPoints - freeGuesses) / 1000);
    },
  };
}

/**
 * Stops a caller who asks more than anybody at a counter could: a program that runs wild. Known callers are told apart by
 * their names, others by their addresses. A burst of a second's worth more is let through.
 */
export function callerLimit({ perMinute }: LimitsEnv): RequestHandler {
  if (perMinute === 0) return (_req, _res, next) => next();
  const limiter = new BurstyRateLimiter(
    new RateLimiterMemory({ points: perMinute, duration: 60 }),
    new RateLimiterMemory({ keyPrefix: 'burst', points: Math.ceil(perMinute / 60), duration: 10 }),
  );
  return async (req, res, next) => {
    const { actor } = res.locals as { actor?: { id: string } };
    try {
      await limiter.consume(actor ? `actor ${actor.id}` : `address ${req.ip}`);
    } catch (error) {
      if (error instanceof RateLimiterRes) throw tooMany(error.msBeforeNext);
      throw error;
    }
    next();
  };
}

function tooMany(ms: number): Refusal {
  return new Refusal('too-many-requests', { seconds: Math.max(1, Math.ceil(ms / 1000)) });
}

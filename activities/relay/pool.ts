import { setTimeout as pause } from 'node:timers/promises';
import { withoutData } from '../../config/error-data';
import type { Logger } from '../../config/logger';

export type Loop = { stop(): Promise<void> };

type Task = () => Promise<void>;

const AFTER_TROUBLE_MS = 3000;

export type Pool = {
  name: string;
  /** How many at once. */
  size: number;
  pollMs: number;
  logger: Logger;
  /** Takes up to so many pieces of work that are due. */
  take: (most: number) => Promise<Task[]>;
};

/** Does what is due, several pieces at once, until it is stopped; then it waits for those that are under way. */
export function startPool({ name, size, pollMs, logger, take }: Pool): Loop {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const start = (task: Task) => {
    const done: Promise<void> = task()
      .catch((error: unknown) => logger.error({ err: withoutData(error), loop: name }, 'a piece of work failed'))
      .finally(() => running.delete(done));
    running.add(done);
  };
  const round = async (): Promise<boolean> => {
    const free = size - running.size;
    const tasks = free > 0 ? await take(free) : [];
    tasks.forEach(start);
    return free > 0 && tasks.length === free;
  };
  const run = async () => {
    while (!stopping.signal.aborted) {
      const more = await round().catch((error: unknown) => {
        logger.error({ err: withoutData(error), loop: name }, 'the relay could not look for work');
        // A database that is away is not asked, and not complained of, several times a second.
        return waited(AFTER_TROUBLE_MS, stopping.signal).then(() => false);
      });
      // A full pool waits for a place in it, any other until it is time to look again.
      if (more && running.size > 0) await Promise.race(running);
      else await waited(pollMs, stopping.signal);
    }
    await Promise.all(running);
  };
  const ended = run();
  return {
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

async function waited(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined);
}

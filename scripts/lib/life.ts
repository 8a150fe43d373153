import { DefaultLogger, Runtime } from '@temporalio/worker';
import { ConfigFaults } from '../../config/load';
import { PublishedChanged } from '../../config/published';
import { StartError } from '../../config/start-error';

type Closer = { name: string; close: () => unknown };

/** What a process has opened, closed in the reverse order when it stops. */
export class Life {
  readonly #closers: Closer[] = [];
  #stopping: Promise<void> | undefined;

  opened(name: string, close: () => unknown): void {
    this.#closers.unshift({ name, close });
  }

  /** Closes everything once, whatever goes wrong on the way. */
  stop(): Promise<void> {
    this.#stopping ??= this.#close();
    return this.#stopping;
  }

  async #close(): Promise<void> {
    for (const { name, close } of this.#closers) {
      try {
        await close();
      } catch (error) {
        console.error(`${name}:`, error);
      }
    }
  }
}

/**
 * Runs a program until a signal, or until something it needs ends by itself; then stops it in order.
 * A start that fails for a reason the operator can mend says so in two languages and exits with 1.
 * @param start opens everything; what it returns ends only when the program can't go on
 */
export async function live(start: (life: Life) => Promise<Promise<unknown>[]>): Promise<void> {
  process.env.TZ = 'UTC';
  // The SDK would stop workers by itself on a signal; the order of stopping is ours.
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('WARN') });
  const life = new Life();
  const signal = new Promise<void>((done) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => done());
  });
  let code = 0;
  try {
    const needed = await Promise.race([start(life), signal]);
    if (needed) await Promise.race([signal, ...needed.map(endedByItself)]);
  } catch (error) {
    console.error(explain(error));
    code = 1;
  }
  await life.stop();
  process.exit(code);
}

async function endedByItself(needed: Promise<unknown>): Promise<never> {
  const last = await needed;
  const said = typeof last === 'string' ? last : '';
  throw new StartError({
    vi: `Một phần của chương trình đã dừng. ${said}`,
    en: `A part of the program has stopped. ${said}`,
  });
}

function explain(error: unknown): string {
  if (error instanceof StartError || error instanceof ConfigFaults || error instanceof PublishedChanged)
    return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

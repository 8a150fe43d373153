import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { verifyRecord, type Verdict, type VerifyOptions } from '../config/verify';
import type { Instant } from '../domain/time';

/** One reading of the whole record that somebody has asked for. */
export type Verification = {
  id: string;
  by: string;
  startedAt: Instant;
  endedAt?: Instant;
  /** Events looked at so far, and how many there were when it began. */
  checked: number;
  total: number;
  state: 'running' | 'ended' | 'failed';
  verdict?: Verdict;
};

type Parts = {
  read: Knex;
  now: () => Instant;
  logger: Logger;
  /** Keys and seals to verify against, read when a verification begins. */
  against: () => Promise<VerifyOptions>;
};

const KEPT = 20;
/** Small pages, so that requests are answered in between. */
const PAGE = 250;

/**
 * Verifies the record in the background, one time after the other. It changes nothing, so it is kept in memory only: after
 * a new start whoever wants to know asks again.
 */
export class Verifications {
  readonly #runs = new Map<string, Verification>();

  constructor(private readonly parts: Parts) {}

  /** Begins a verification, or answers the one that runs already. The same id again is the same verification. */
  start(id: string, by: string): Verification {
    const known = this.#runs.get(id) ?? this.list().find(({ state }) => state === 'running');
    if (known) return known;
    const run: Verification = { id, by, startedAt: this.parts.now(), checked: 0, total: 0, state: 'running' };
    this.#runs.set(id, run);
    for (const old of [...this.#runs.keys()].slice(0, -KEPT)) this.#runs.delete(old);
    void this.#verify(run);
    return run;
  }

  find(id: string): Verification | undefined {
    return this.#runs.get(id);
  }

  /** The newest first. */
  list(): Verification[] {
    return [...this.#runs.values()].reverse();
  }

  async #verify(run: Verification): Promise<void> {
    const { read, now, logger, against } = this.parts;
    try {
      run.total = (await countOf(read, 'events')) + (await countOf(read, 'ledger'));
      const progress = (events: number) => {
        run.checked = events;
      };
      run.verdict = await verifyRecord(read, { ...(await against()), now: now(), progress, page: PAGE });
      run.state = 'ended';
    } catch (error) {
      logger.error({ err: error }, 'a verification of the record has failed');
      run.state = 'failed';
    }
    run.endedAt = now();
  }
}

async function countOf(db: Knex, table: string): Promise<number> {
  const [row]: { n: number | string }[] = await db(table).count({ n: '*' });
  return Number(row?.n ?? 0);
}

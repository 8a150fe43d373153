import { readFileSync } from 'node:fs';

export type Timed = <T>(work: () => Promise<T>) => Promise<T>;
/** One life of some steps; each step is handed to `timed`. */
export type Live = (timed: Timed) => Promise<void>;

export type Figures = {
  stepsPerSecond: number;
  p50: number;
  p99: number;
  /** Processor time a step, of this process and of the Temporal server; the latter 0 where it cannot be read. */
  nodeMs: number;
  serverMs: number;
};

/** What was measured of one contestant, over all its rounds. */
export class Measure {
  readonly #latencies: number[] = [];
  #seconds = 0;
  #nodeMs = 0;
  #serverMs = 0;

  constructor(
    private readonly live: Live,
    private readonly serverPid = 0,
  ) {}

  /** Lives some lives, so many at a time. Rounds of contestants are run in turn, so that a busy minute hits all alike. */
  async round(lives: number, concurrency: number): Promise<void> {
    let next = 0;
    const cpu = process.cpuUsage();
    const server = cpuOf(this.serverPid);
    const start = performance.now();
    const one = async () => {
      while (next++ < lives) await this.live((work) => this.#timed(work));
    };
    await Promise.all(Array.from({ length: concurrency }, one));
    const { user, system } = process.cpuUsage(cpu);
    this.#seconds += (performance.now() - start) / 1000;
    this.#nodeMs += (user + system) / 1000;
    this.#serverMs += cpuOf(this.serverPid) - server;
  }

  async #timed<T>(work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const result = await work();
    this.#latencies.push(performance.now() - start);
    return result;
  }

  figures(): Figures {
    const sorted = this.#latencies.toSorted((a, b) => a - b);
    const count = sorted.length;
    const at = (share: number) => sorted[Math.min(count - 1, Math.floor(count * share))] ?? 0;
    return {
      stepsPerSecond: count / this.#seconds,
      p50: at(0.5),
      p99: at(0.99),
      nodeMs: this.#nodeMs / count,
      serverMs: this.#serverMs / count,
    };
  }
}

/** Processor milliseconds that a process has used; Linux counts in ticks of a hundredth of a second. */
function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

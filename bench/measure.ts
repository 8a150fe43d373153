export type Figures = { stepsPerSecond: number; p50: number; p99: number; cpuMsPerStep: number };

/** Runs lives of some steps each, so many at a time, and measures every step. */
export async function measure(
  lives: number,
  concurrency: number,
  live: (timed: Timed) => Promise<void>,
): Promise<Figures> {
  const latencies: number[] = [];
  const timed: Timed = async (work) => {
    const start = performance.now();
    const result = await work();
    latencies.push(performance.now() - start);
    return result;
  };
  let next = 0;
  const cpu = process.cpuUsage();
  const start = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next++ < lives) await live(timed);
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return {
    stepsPerSecond: latencies.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    cpuMsPerStep: (user + system) / 1000 / latencies.length,
  };
}

export type Timed = <T>(work: () => Promise<T>) => Promise<T>;

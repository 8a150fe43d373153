const spent = new Map<string, number>();

/** Does one of many things of a kind, and keeps how long all of the kind took. */
export async function timed<Result>(kind: string, work: () => Promise<Result>): Promise<Result> {
  const began = Date.now();
  try {
    return await work();
  } finally {
    spent.set(kind, (spent.get(kind) ?? 0) + Date.now() - began);
  }
}

/** What each kind of work has taken in this file, the longest first. */
export function spentOn(): string {
  const kinds = [...spent].sort(([, one], [, other]) => other - one);
  return kinds.map(([kind, ms]) => `${kind} ${Math.round(ms / 1000)} s`).join(', ');
}

/** One thing at a time, in the order they came: two commands must not interleave inside one dossier, nor two writers in one file. */
export type Turn = {
  /** What to wait for before beginning; nothing when nobody else is at it: every promise inside a workflow has its price. */
  take(): Promise<void> | undefined;
  /** To be called once by whoever took the turn, whatever became of the work. */
  done(): void;
};

export function inTurn(): Turn {
  let busy = false;
  const waiting: (() => void)[] = [];
  return {
    take: () => {
      if (busy) return new Promise((begin) => waiting.push(begin));
      busy = true;
      return undefined;
    },
    done: () => {
      const next = waiting.shift();
      if (next) next();
      else busy = false;
    },
  };
}

/** Does a piece of work in its turn. */
export async function alone(turn: Turn, work: () => Promise<void>): Promise<void> {
  const others = turn.take();
  if (others) await others;
  try {
    await work();
  } finally {
    turn.done();
  }
}

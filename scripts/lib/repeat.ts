/** Something that is done again and again. */
export type Repeated = {
  /** Ends it, after what is being done is done. */
  stop(): Promise<void>;
};

/**
 * Does a piece of work now and after every pause. When it fails it says so once and goes on: the next time may do.
 * @param everyMs the pause in milliseconds
 */
export function repeat(work: () => Promise<unknown>, everyMs: number): Repeated {
  let failing = false;
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  const once = async (): Promise<void> => {
    try {
      await work();
      failing = false;
    } catch (error) {
      if (!failing) console.warn(error);
      failing = true;
    }
    if (!ended) timer = setTimeout(() => void (current = once()), everyMs);
  };
  let current = once();
  return {
    stop: async () => {
      ended = true;
      clearTimeout(timer);
      await current;
    },
  };
}

/** Runs tasks one after the other, in the order they came: two commands must not interleave inside one dossier. */
export function inTurn(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> | undefined;
  return (task) => {
    const mine = last ? last.then(task) : task();
    // The next in line runs whatever became of this one; its own caller sees the error.
    const done: Promise<unknown> = mine.then(leave, leave);
    last = done;
    return mine;

    // With nobody in line the next one starts at once: every promise inside a workflow has its price.
    function leave() {
      if (last === done) last = undefined;
    }
  };
}

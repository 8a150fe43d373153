/** Runs tasks one after the other, in the order they came: two commands must not interleave inside one dossier. */
export function inTurn(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const mine = last.then(task);
    // The next in line runs whatever became of this one; its own caller sees the error.
    last = mine.catch(() => undefined);
    return mine;
  };
}

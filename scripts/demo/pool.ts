/** Lets so many workers take one thing after the other from a list. The first failure ends it. */
export async function inParallel<T>(most: number, list: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  const left = list.values();
  const worker = async () => {
    for (const each of left) await work(each);
  };
  await Promise.all(Array.from({ length: Math.min(most, list.length) }, worker));
}

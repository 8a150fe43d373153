import { shown, text } from './difference-words';
import { keysOf, same } from './same';
import type { Text } from './text';

/** What is said of one property that has changed. */
export type Describe = (before: unknown, after: unknown) => Text[];
export type Table = { [property: string]: Describe };

/** A change of a property that is said by its value before and after. */
export function named(vi: string, en: string, words: (value: never) => Text = shown): Describe {
  const say = (value: unknown) => (value === undefined || value === null ? shown(value) : words(value as never));
  return (before, after) => {
    const [a, b] = [say(before), say(after)];
    // Two values may have the same words; then both are shown as they are written.
    const [from, to] = a.vi === b.vi && a.en === b.en ? [shown(json(before)), shown(json(after))] : [a, b];
    return [text(`${vi} từ «${from.vi}» thành «${to.vi}»`, `${en} from “${from.en}” to “${to.en}”`)];
  };
}

const json = (value: unknown) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value);

/**
 * What changed between two records, property by property: a property without words of its own is told by its name, so
 * that nothing can change unsaid.
 * @param unsaid properties that are told elsewhere
 */
export function changed(before: object, after: object, table: Table, unsaid: readonly string[] = []): Text[] {
  const [old, now] = [before as Record<string, unknown>, after as Record<string, unknown>];
  return keysOf(before, after)
    .filter((key) => !unsaid.includes(key) && !same(old[key], now[key]))
    .flatMap((key) => {
      const own = Object.hasOwn(table, key) ? table[key]?.(old[key], now[key]) : undefined;
      return own && own.length > 0 ? own : named(`«${key}»`, `“${key}”`)(old[key], now[key]);
    });
}

export type Paired<T> = {
  added: { key: string; value: T }[];
  removed: { key: string; value: T }[];
  both: { key: string; before: T; after: T }[];
  /** What is in both lists stands in another order. */
  moved: boolean;
};

/** Two lists brought together by a key. A key that occurs again is another one: its second, its third. */
export function paired<T>(before: T[], after: T[], keyOf: (item: T) => string): Paired<T> {
  const [old, now] = [keyed(before, keyOf), keyed(after, keyOf)];
  const kept = [...now.keys()].filter((key) => old.has(key));
  const was = [...old.keys()].filter((key) => now.has(key));
  return {
    added: entries(now).filter(({ key }) => !old.has(key)),
    removed: entries(old).filter(({ key }) => !now.has(key)),
    both: entries(now).flatMap(({ key, value }) =>
      old.has(key) ? [{ key, before: old.get(key) as T, after: value }] : [],
    ),
    moved: kept.some((key, i) => key !== was[i]),
  };
}

function keyed<T>(list: T[], keyOf: (item: T) => string): Map<string, T> {
  const found = new Map<string, T>();
  for (const item of list) {
    const name = keyOf(item);
    let key = name;
    for (let n = 2; found.has(key); n += 1) key = `${name} (${n})`;
    found.set(key, item);
  }
  return found;
}

function entries<T>(map: Map<string, T>): { key: string; value: T }[] {
  return [...map].map(([key, value]) => ({ key, value }));
}

import { readWork, type Summary } from './calls';
import { hrefOf } from './dossier-table';

type Place = Pick<Summary, 'id' | 'code'>;

/** The work list as it was last seen, so that the next dossier is the one that stood below. Ids and codes, nothing else. */
let queue: readonly Place[] = [];

export function rememberQueue(items: readonly Summary[]): void {
  queue = items.map(({ id, code }) => ({ id, code }));
}

let opened: string | undefined;

/** The dossier that was open last: in the list, the keyboard goes on from there. */
export function rememberOpened(id: string): void {
  opened = id;
}

/** Where the keyboard begins in a list: at the dossier that was open last, else at the first. */
export function startIn(items: readonly Place[]): string | undefined {
  return (items.find(({ id }) => id === opened) ?? items[0])?.id;
}

/** The address of the dossier after this one that still waits; nothing when none does. */
export async function nextInQueue(id: string): Promise<string | undefined> {
  const waiting = (await readWork({ limit: 100 })).items;
  const from = queue.findIndex((place) => place.id === id);
  const later = queue.slice(from + 1).find((place) => waiting.some((item) => item.id === place.id));
  const next = (from >= 0 && later) || waiting.find((item) => item.id !== id);
  return next ? hrefOf(next) : undefined;
}

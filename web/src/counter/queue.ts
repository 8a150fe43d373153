import { readWork, type Summary } from './calls';
import { hrefOf } from './dossier-table';

type Place = Pick<Summary, 'id' | 'code'>;

/** The work list as it was last seen, so that the next dossier is the one that stood below. Ids and codes, nothing else. */
let queue: readonly Place[] = [];

export function rememberQueue(items: readonly Summary[]): void {
  queue = items.map(({ id, code }) => ({ id, code }));
}

/** The address of the dossier after this one that still waits; nothing when none does. */
export async function nextInQueue(id: string): Promise<string | undefined> {
  const waiting = (await readWork({ limit: 200 })).items;
  const from = queue.findIndex((place) => place.id === id);
  const later = queue.slice(from + 1).find((place) => waiting.some((item) => item.id === place.id));
  const next = (from >= 0 && later) || waiting.find((item) => item.id !== id);
  return next ? hrefOf(next) : undefined;
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** The drafts that a browser keeps, by their names. */
export async function keptDrafts(page: Page): Promise<Record<string, unknown>> {
  return page.evaluate(`new Promise((done, failed) => {
    const asked = indexedDB.open('mot-cua');
    asked.onerror = () => failed(asked.error);
    asked.onsuccess = () => {
      const store = asked.result.transaction('drafts').objectStore('drafts');
      const [keys, values] = [store.getAllKeys(), store.getAll()];
      values.onsuccess = () => {
        asked.result.close();
        done(Object.fromEntries(keys.result.map((key, i) => [key, values.result[i].value])));
      };
    };
  })`);
}

/** Waits until a draft with this in its JSON is on the disk: what was typed a moment before is not there yet. */
export async function untilKept(page: Page, piece: string): Promise<void> {
  while (!JSON.stringify(await keptDrafts(page)).includes(piece)) await pause(50);
}

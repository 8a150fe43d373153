import { useCallback, useEffect, useRef, useState } from 'react';
import { whoActs } from '../caller';
import { currentSession, onSignOut } from '../session';

/**
 * What somebody is typing, kept on this computer until it is sent: it outlives a power cut. It is somebody's data on a
 * shared counter, so it belongs to one account, goes when it is sent, at sign-out, and after a day.
 */
const STORE = 'drafts';
const KEPT_MS = 24 * 3_600_000;

type Kept<Value> = { account: string; at: number; value: Value };

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((done, failed) => {
    const request = indexedDB.open('mot-cua', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error ?? new Error('no drafts'));
  });
  return opened;
}

async function run<Result>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  // Strict: on the disk when it is done, which is what a power cut asks for.
  const transaction = (await open()).transaction(STORE, mode, { durability: 'strict' });
  const request = ask(transaction.objectStore(STORE));
  // Said at once: a page that is left takes back what it has not said to be whole.
  if (mode === 'readwrite') transaction.commit();
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = () => failed(transaction.error ?? new Error('draft not kept'));
  });
}

const place = (name: string) => `${whoActs()}:${name}`;

export async function readDraft<Value>(name: string): Promise<Value | undefined> {
  const kept = (await run('readonly', (store) => store.get(place(name)))) as Kept<Value> | undefined;
  return kept && Date.now() - kept.at < KEPT_MS ? kept.value : undefined;
}

let left = false;

export async function keepDraft(name: string, value: unknown): Promise<void> {
  const account = currentSession()?.account;
  // What was typed a moment before signing out must not be written a moment after.
  if (left || account === undefined) return;
  const kept: Kept<unknown> = { account, at: Date.now(), value };
  await run('readwrite', (store) => store.put(kept, place(name)));
}

export async function dropDraft(name: string): Promise<void> {
  await run('readwrite', (store) => store.delete(place(name)));
}

/** Names of this account's drafts that begin so. */
export async function listDrafts(beginning: string): Promise<string[]> {
  const from = place(beginning);
  const keys = await run('readonly', (store) => store.getAllKeys(IDBKeyRange.bound(from, `${from}\uffff`)));
  return keys.map((key) => (key as string).slice(from.length));
}

// Whoever signs out leaves nothing behind for the next person at this computer.
onSignOut(() => {
  left = true;
  return run('readwrite', (store) => store.clear());
});

const PAUSE_MS = 250;

/** A value that is kept while it changes; undefined while it is being looked for. */
export type Draft<Value> = {
  value: Value | undefined;
  /** What comes back late, as from an upload, must change what is there by then: so a change is told as one. */
  change: (to: (value: Value) => Value) => void;
  /** The value as of now, also between two drawings of the page. */
  latest: () => Value;
  forget: () => void;
};

export function useDraft<Value>(name: string, empty: Value): Draft<Value> {
  const [held, setHeld] = useState<{ name: string; value: Value }>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const unkept = useRef<() => void>(undefined);
  const first = useRef(empty);
  const now = useRef(empty);
  const put = useCallback(
    (value: Value) => {
      now.current = value;
      setHeld({ name, value });
    },
    [name],
  );
  useEffect(() => {
    let gone = false;
    const begin = (value: Value | undefined) => !gone && put(value ?? first.current);
    readDraft<Value>(name).then(begin, () => begin(undefined));
    return () => {
      gone = true;
    };
  }, [name, put]);
  const change = useCallback(
    (to: (value: Value) => Value) => {
      const value = to(now.current);
      put(value);
      clearTimeout(timer.current);
      unkept.current = () => {
        clearTimeout(timer.current);
        unkept.current = undefined;
        void keepDraft(name, value).catch(() => undefined);
      };
      timer.current = setTimeout(unkept.current, PAUSE_MS);
    },
    [name, put],
  );
  // Whoever leaves the page right after a key has typed it all the same.
  useEffect(() => {
    const leave = () => unkept.current?.();
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, []);
  const forget = useCallback(() => {
    clearTimeout(timer.current);
    unkept.current = undefined;
    put(first.current);
    void dropDraft(name).catch(() => undefined);
  }, [name, put]);
  const latest = useCallback(() => now.current, []);
  return { value: held?.name === name ? held.value : undefined, change, latest, forget };
}

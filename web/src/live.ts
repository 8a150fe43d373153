import { useEffect } from 'react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createParser } from 'eventsource-parser';
import { callerHeaders, whoActs } from './caller';
import { sessionRefused, useSession } from './session';

/** Ids of what changed on the server; nothing is known of the time in which nobody listened. */
type Change = { dossiers: string[]; transfers: string[] } | 'unknown';

const SHORTEST_MS = 1000;
const LONGEST_MS = 30_000;
/** A connection that lasted so long was a good one; a server that hangs up at once is not asked every second. */
const STEADY_MS = 10_000;
/** The server says something every twenty seconds. */
const SILENT_MS = 45_000;
const LOOK_MS = 5000;

/** Keeps what is on the screen as it is on the server, also when somebody else changes it. Stands once, in the layout. */
export function useLive(): void {
  const session = useSession();
  const token = session?.acting?.over ? undefined : session?.token;
  const cache = useQueryClient();
  useEffect(() => {
    if (!token) return;
    const stop = new AbortController();
    // Windows that act for different people see different things.
    const name = `mot-cua.live ${whoActs()}`;
    const heard = new BroadcastChannel(name);
    heard.onmessage = ({ data }: MessageEvent<Change>) => refresh(cache, data);
    const tell = (change: Change) => {
      refresh(cache, change);
      heard.postMessage(change);
    };
    // A browser has six connections for all windows of a server: one window listens and tells the others.
    navigator.locks.request(name, { signal: stop.signal }, () => listen(tell, stop.signal)).catch(() => undefined);
    return () => {
      stop.abort();
      heard.close();
    };
  }, [token, cache]);
}

async function listen(tell: (change: Change) => void, signal: AbortSignal): Promise<void> {
  let wait = SHORTEST_MS;
  while (!signal.aborted) {
    const began = Date.now();
    const line = watched(signal);
    try {
      const response = await fetch('/api/v1/live', { headers: callerHeaders(), signal: line.signal });
      if (response.status === 401) return sessionRefused();
      if (response.ok && response.body) {
        tell('unknown');
        await read(response.body, tell, line.heard);
      }
    } catch {
      // No network, or the server is not there: it is asked again.
    } finally {
      line.end();
    }
    if (Date.now() - began > STEADY_MS) wait = SHORTEST_MS;
    // All counters lose a server in the same moment; they must not come back in the same one.
    if (!signal.aborted) await pause(wait * (0.5 + Math.random()));
    wait = Math.min(wait * 2, LONGEST_MS);
  }
}

/** Gives up a connection on which nothing comes: after sleep, or when the network went, nobody says that it is gone. */
function watched(signal: AbortSignal): { signal: AbortSignal; heard: () => void; end: () => void } {
  const silent = new AbortController();
  let heardAt = Date.now();
  const timer = setInterval(() => Date.now() - heardAt > SILENT_MS && silent.abort(), LOOK_MS);
  return {
    signal: AbortSignal.any([signal, silent.signal]),
    heard: () => (heardAt = Date.now()),
    end: () => clearInterval(timer),
  };
}

/** Waits, but not when the network is back or somebody looks at the window again. */
function pause(ms: number): Promise<void> {
  return new Promise((done) => {
    const over = () => {
      clearTimeout(timer);
      window.removeEventListener('online', over);
      document.removeEventListener('visibilitychange', seen);
      done();
    };
    const seen = () => document.visibilityState === 'visible' && over();
    const timer = setTimeout(over, ms);
    window.addEventListener('online', over);
    document.addEventListener('visibilitychange', seen);
  });
}

async function read(
  body: ReadableStream<Uint8Array>,
  tell: (change: Change) => void,
  heard: () => void,
): Promise<void> {
  const parser = createParser({ onEvent: ({ event, data }) => event === 'change' && tell(JSON.parse(data) as Change) });
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    heard();
    parser.feed(decoder.decode(part.value, { stream: true }));
  }
}

/** What is read under these names shows transfers; a page of theirs begins its names with one of them. */
const OF_TRANSFERS = ['transfer', 'transfers', 'board', 'receivers', 'coverage'];

function refresh(cache: QueryClient, change: Change): void {
  if (change === 'unknown') {
    void cache.invalidateQueries({ refetchType: 'active' });
    return;
  }
  const { dossiers, transfers } = change;
  void cache.invalidateQueries({
    predicate: ({ queryKey: [kind, ref] }) => {
      if (OF_TRANSFERS.includes(String(kind))) return transfers.length > 0;
      if (kind === 'work') return dossiers.length > 0;
      if (kind !== 'dossier') return false;
      const held = cache.getQueryData<{ id: string }>(['dossier', ref]);
      return held !== undefined && dossiers.includes(held.id);
    },
  });
}

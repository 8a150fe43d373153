import { useEffect } from 'react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createParser } from 'eventsource-parser';
import { sessionRefused, useSession } from './session';

/** Ids of what changed on the server; nothing is known of the time in which nobody listened. */
type Change = { dossiers: string[]; transfers: string[] } | 'unknown';

const SHORTEST_MS = 1000;
const LONGEST_MS = 30_000;

/** Keeps what is on the screen as it is on the server, also when somebody else changes it. Stands once, in the layout. */
export function useLive(): void {
  const token = useSession()?.token;
  const cache = useQueryClient();
  useEffect(() => {
    if (!token) return;
    const stop = new AbortController();
    const heard = new BroadcastChannel('mot-cua.live');
    heard.onmessage = ({ data }: MessageEvent<Change>) => refresh(cache, data);
    const tell = (change: Change) => {
      refresh(cache, change);
      heard.postMessage(change);
    };
    // A browser has six connections for all windows of a server: one window listens and tells the others.
    navigator.locks
      .request('mot-cua.live', { signal: stop.signal }, () => listen(token, tell, stop.signal))
      .catch(() => undefined);
    return () => {
      stop.abort();
      heard.close();
    };
  }, [token, cache]);
}

async function listen(token: string, tell: (change: Change) => void, signal: AbortSignal): Promise<void> {
  for (let wait = SHORTEST_MS; !signal.aborted; wait = Math.min(wait * 2, LONGEST_MS)) {
    try {
      const response = await fetch('/api/v1/live', { headers: { authorization: `Bearer ${token}` }, signal });
      if (response.status === 401) return sessionRefused();
      if (response.ok && response.body) {
        wait = SHORTEST_MS;
        tell('unknown');
        await read(response.body, tell);
      }
    } catch {
      // No network, or the server is not there: it is asked again.
    }
    if (!signal.aborted) await new Promise((done) => setTimeout(done, wait));
  }
}

async function read(body: ReadableStream<Uint8Array>, tell: (change: Change) => void): Promise<void> {
  const parser = createParser({ onEvent: ({ event, data }) => event === 'change' && tell(JSON.parse(data) as Change) });
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (let part = await reader.read(); !part.done; part = await reader.read())
    parser.feed(decoder.decode(part.value, { stream: true }));
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

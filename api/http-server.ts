import { createServer, type RequestListener, type Server } from 'node:http';

/** In milliseconds. */
export type Patience = { headers: number; request: number; idle: number; lookEvery: number };

/**
 * Headers must be there soon; a whole request in five minutes: 20 MB over the poor line of a commune. An idle connection is
 * kept longer than clients and proxies keep it: whoever closes first may cut off a request on its way. Headers may be long
 * enough for a query that is too long for its operation to be told so in a problem document.
 */
export const PATIENCE: Patience = { headers: 20_000, request: 300_000, idle: 65_000, lookEvery: 5000 };

/** A server that lets go of whoever sends a letter a minute, so that connections cannot be used up. */
export function httpServer(app: RequestListener, { headers, request, idle, lookEvery }: Patience = PATIENCE): Server {
  const times = { headersTimeout: headers, requestTimeout: request, keepAliveTimeout: idle };
  return createServer({ ...times, connectionsCheckingInterval: lookEvery, maxHeaderSize: 65_536 }, app);
}

import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress, urlFault } from '../../config/public-address';
import type { Outcome } from './outcome';
import { signatureHeaders } from './signature';

export type Post = {
  url: string;
  secret: string;
  id: string;
  body: object;
  /** May go to this machine and to private networks. */
  allowPrivate: boolean;
};

/** The same body again will be refused again. */
const HOPELESS = new Set([400, 413, 422]);

/**
 * Posts signed JSON. Only an answer of 2xx counts. A redirect is a failure and is not followed: it could lead where the
 * address itself may not. Of the answer only its status is read.
 */
export function postSigned({ url, secret, id, body, allowPrivate }: Post, signal: AbortSignal): Promise<Outcome> {
  const fault = urlFault(url, allowPrivate);
  if (fault) return Promise.resolve({ is: 'failed', error: `address refused (${fault})` });
  const target = new URL(url);
  const text = JSON.stringify(body);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'user-agent': 'mot-cua',
    ...signatureHeaders(secret, id, Math.floor(Date.now() / 1000), text),
  };
  const { request } = target.protocol === 'https:' ? https : http;
  return new Promise((done) => {
    let connected = false;
    // Without an agent there is no connection kept from an earlier, differently checked look-up.
    const call = request(target, {
      method: 'POST',
      headers,
      signal,
      agent: false,
      ...(!allowPrivate && { lookup: publicLookup }),
    });
    call.on('socket', (socket) => socket.once('connect', () => (connected = true)));
    call.once('response', (response) => {
      response.on('error', () => undefined);
      done(outcomeOf(response.statusCode ?? 0));
      call.destroy();
    });
    call.on('error', (error: NodeJS.ErrnoException) => {
      const slow = signal.aborted ? 'no answer in time' : undefined;
      const said = error instanceof PrivateAddress ? error.message : (slow ?? error.code ?? 'connection failed');
      done({ is: 'failed', error: said, uncertain: connected });
    });
    call.end(text);
  });
}

function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300) return { is: 'sent' };
  const error = status >= 300 && status < 400 ? `redirect refused (${status})` : `answered ${status}`;
  return { is: 'failed', error, permanent: HOPELESS.has(status) };
}

class PrivateAddress extends Error {
  constructor() {
    super('address refused (private)');
  }
}

/**
 * The look-up of a connection that may only go to the open internet. It checks the very addresses that are connected to,
 * so that a name cannot mean one thing when it is checked and another when it is used.
 */
export const publicLookup: LookupFunction = (hostname, options, found) => {
  dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return found(error, '', 0);
    const [first] = addresses;
    if (!first || addresses.some(({ address }) => !isPublicAddress(address))) return found(new PrivateAddress(), '', 0);
    return options.all ? found(null, addresses) : found(null, first.address, first.family);
  });
};

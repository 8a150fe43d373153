import type { Request } from 'express';
import type { Readable } from 'node:stream';
import type { Actor } from '../domain/actor';
import type { Reach } from '../domain/permission';
import { Refusal } from '../domain/problem';
import type { Language } from '../domain/text';
import type { Instant, LocalDate } from '../domain/time';
import type { ApiContext } from './context';

/**
 * A request after all checks. `path`, `query` and `body` fit the contract, so a handler says which shape it relies on
 * with one `as`.
 */
export type PublicCall = {
  path: Record<string, string>;
  query: unknown;
  body: unknown;
  /** The Idempotency-Key, where the operation asks for one; empty elsewhere. */
  key: string;
  language: Language;
  now: Instant;
  today: LocalDate;
  actor: Actor | undefined;
  /** How far the caller has the permission that the operation names. */
  reach: Reach | undefined;
  /** Only for streaming uploads. */
  request: Request;
  /** Puts a dossier into the log line of this request. */
  about(dossier: string): void;
};

export type Call = PublicCall & { actor: Actor; reach: Reach };

export type Reply = {
  status: number;
  /** JSON, unless `type` says otherwise. */
  body?: unknown;
  type?: string;
  headers?: Record<string, string>;
  stream?: Readable;
};

export type Handler = (ctx: ApiContext, call: PublicCall) => Promise<Reply> | Reply;

/** A handler that needs to know who asks. */
export function signedIn(handle: (ctx: ApiContext, call: Call) => Promise<Reply> | Reply): Handler {
  return (ctx, call) => {
    const { actor, reach } = call;
    if (!actor || !reach) throw new Refusal('not-signed-in');
    return handle(ctx, { ...call, actor, reach });
  };
}

export function ok(body: unknown): Reply {
  return { status: 200, body };
}

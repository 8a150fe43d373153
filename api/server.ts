import { randomUUID } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { NotLoaded } from '../domain/catalogue';
import { Refusal } from '../domain/problem';
import { localDate } from '../domain/time';
import { inTheNameOf, ON_BEHALF_OF } from './acting-for';
import { authenticator, type Authenticate } from './auth';
import type { PublicCall, Reply } from './call';
import type { ApiContext } from './context';
import { readContract, type Contract, type Operation } from './contract';
import { parseCsvBody, readCsvBody } from './csv-body';
import { errorHandler, languageOf } from './error-handler';
import { HANDLERS } from './handlers';
import { issuerRoutes } from './issuer/mount';
import { MOUNT } from './issuer/provider';
import { parseBody, readBody } from './json';
import { callerLimit } from './limits';
import { checkPermissions, permit } from './permit';
import { requestLog } from './request-log';
import { securityHeaders } from './security-headers';
import { validators, type Validate } from './validate';
import { webApplication } from './web';

const SAVED_ONLY = "default-src 'none'; sandbox";

const READERS: Record<string, RequestHandler[]> = { 'application/json': [readBody], 'text/csv': [readCsvBody] };

/**
 * The API. Every route is an operation of the OpenAPI document, and every operation has its handler.
 * @throws Error when document, handlers and the table of permissions do not agree
 */
export function createServer(ctx: ApiContext): Express {
  const contract = readContract();
  checkComplete(contract);
  checkPermissions(contract, ctx.catalogue);
  const app = express();
  app.disable('x-powered-by').set('etag', false).set('query parser', false).set('case sensitive routing', true);
  app.use(identify, requestLog(ctx.logger), securityHeaders());
  const checks = validators(contract);
  const limit = callerLimit(ctx.limits);
  app.set('trust proxy', ctx.proxies);
  const authenticate = authenticator({ ...ctx.tokens, catalogue: () => ctx.catalogue, now: ctx.now });
  if (ctx.issuer) app.use(MOUNT, limit, issuerRoutes(ctx.issuer));
  for (const path of pathsOf(contract)) {
    const route = app.route(path);
    for (const operation of contract.operations.filter((one) => one.path === path)) {
      const body = READERS[operation.body?.mediaType ?? ''] ?? [];
      route[operation.method](
        signIn(ctx, operation, authenticate),
        limit,
        permit(ctx, operation),
        ...body,
        answer(ctx, operation, checks.get(operation.id)),
      );
    }
    route.all(wrongMethod(contract, path));
  }
  const elsewhere = ctx.issuer ? undefined : new URL(ctx.tokens.issuer).origin;
  if (ctx.web) app.use(webApplication(ctx.web, ctx.tokens.place, elsewhere));
  app.use(() => {
    throw new Refusal('not-found');
  });
  app.use(errorHandler(ctx.logger));
  return app;
}

function checkComplete({ operations }: Contract): void {
  const described = new Set(operations.map((operation) => operation.id));
  const handled = new Set(Object.keys(HANDLERS));
  const lonely = [...described]
    .filter((id) => !handled.has(id))
    .concat([...handled].filter((id) => !described.has(id)));
  if (lonely.length > 0) throw new Error(`the OpenAPI document and the handlers do not agree on: ${lonely.join(', ')}`);
}

/** The id is always ours: one that a client sends could be made to look like another's in the log. */
const identify: RequestHandler = (req, res, next) => {
  req.id = randomUUID();
  res.set('X-Request-Id', String(req.id));
  // Almost everything here is somebody's; the few open pages say otherwise themselves.
  res.set('Cache-Control', 'no-store');
  next();
};

function signIn(ctx: ApiContext, { open, id }: Operation, authenticate: Authenticate): RequestHandler {
  return async (req, res, next) => {
    res.locals.operation = id;
    if (!open) {
      const own = await authenticate(req.headers.authorization);
      res.locals.actor = await inTheNameOf(ctx, own, req.get(ON_BEHALF_OF));
    }
    next();
  };
}

function answer(ctx: ApiContext, operation: Operation, validate: Validate | undefined): RequestHandler {
  const handle = HANDLERS[operation.id as keyof typeof HANDLERS];
  return async (req, res) => {
    const body = bodyOf(operation, req);
    const query = new URL(req.originalUrl, 'http://localhost').searchParams;
    const checked = validate?.({ path: req.params as Record<string, string>, query, headers: req.headers, body });
    const call = callOf(ctx, req, res, { path: {}, query: {}, key: '', ...checked, body });
    await send(res, await upToDate(ctx, async () => handle(ctx, call)));
  };
}

/**
 * Answers once more when a dossier is under a version that was published elsewhere a moment ago. Reads change nothing,
 * and a command with the same key is the same command.
 */
async function upToDate(ctx: ApiContext, work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotLoaded && (await ctx.refresh())) return work();
    throw error;
  }
}

/** The body as the document describes it. What is sent in parts is left to its handler, which streams it. */
function bodyOf({ body }: Operation, req: Request): unknown {
  const type = req.headers['content-type'];
  if (body?.mediaType === 'application/json') return parseBody(type, bytesOf(req));
  if (body?.mediaType === 'text/csv') return parseCsvBody(type, bytesOf(req), body.mediaTypes);
  return undefined;
}

/** Without a body there is nothing to read, and Express leaves an empty value. */
function bytesOf(req: Request): Buffer {
  return Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
}

type Parts = Pick<PublicCall, 'path' | 'query' | 'body' | 'key'>;

function callOf(ctx: ApiContext, request: Request, res: Response, parts: Parts): PublicCall {
  const now = ctx.now();
  return {
    ...parts,
    now,
    today: localDate(now),
    language: languageOf(request),
    actor: res.locals.actor as PublicCall['actor'],
    reach: res.locals.reach as PublicCall['reach'],
    request,
    about: (dossier) => {
      res.locals.dossier = dossier;
    },
  };
}

async function send(res: Response, { status, body, type, headers = {}, stream }: Reply): Promise<void> {
  res.status(status).set(headers);
  // What people sent in is saved, never shown: should a browser show it all the same, nothing in it runs.
  if (headers['Content-Disposition']?.startsWith('attachment')) res.set('Content-Security-Policy', SAVED_ONLY);
  if (type) res.set('Content-Type', type);
  if (stream) return pipeline(stream, res).catch(unlessGone);
  if (type) res.send(body);
  else res.json(body);
}

/** What is named goes before what is any: `/handovers/x/slip` is no action of a slip, by whatever method. */
function pathsOf({ operations }: Contract): string[] {
  const rank = (path: string) => path.replace(/:\w+/g, '\uffff');
  return [...new Set(operations.map(({ path }) => path))].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** Whoever goes in the middle of an answer is no fault of ours. */
function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}

function wrongMethod({ operations }: Contract, path: string): RequestHandler {
  const methods = operations.filter((operation) => operation.path === path).map(({ method }) => method.toUpperCase());
  const allow = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
  return () => {
    throw new Refusal('method-not-allowed', { allow });
  };
}

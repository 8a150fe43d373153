import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import { storageRefusal } from '../config/dialect';
import { isError, withoutData } from '../config/error-data';
import { CalendarGap } from '../domain/calendar';
import { Refusal } from '../domain/problem';
import type { Language } from '../domain/text';
import { PROBLEM_TYPE, problemDocument, retryAfter } from './problem';

/** Turns whatever went wrong into a problem document. What it was in detail stays in the log. */
export function errorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    // Half an answer is out already: all that is left is to break the connection.
    if (res.headersSent) return next(error);
    const refusal = refusalOf(error);
    if (refusal.code === 'internal') logger.error({ requestId: req.id, err: withoutData(error) }, 'request failed');
    sendProblem(req, res, refusal);
  };
}

export function languageOf(req: Request): Language {
  return req.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi';
}

function sendProblem(req: Request, res: Response, refusal: Refusal): void {
  const document = problemDocument(refusal, languageOf(req), req.id as string);
  const wait = refusal.params.seconds ?? retryAfter(document.status);
  res.locals.problem = refusal.code;
  if (wait) res.set('Retry-After', String(wait));
  if (document.status === 401) res.set('WWW-Authenticate', 'Bearer realm="mot-cua"');
  if (refusal.code === 'method-not-allowed') res.set('Allow', String(refusal.params.allow));
  // Not `json()`, which would call it application/json; and what is left of the request must not keep the caller waiting.
  res.status(document.status).type(PROBLEM_TYPE).send(JSON.stringify(document));
  req.resume();
}

type HttpError = Error & { type?: string; status?: number };

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof CalendarGap) return new Refusal('calendar-unknown', { year: error.year });
  if (!isError(error)) return new Refusal('internal');
  return storageRefusal(error) ?? httpRefusal(error) ?? new Refusal('internal');
}

/** Errors of Express and its body parser; they carry a status of the caller's making. */
function httpRefusal({ type, status = 500 }: HttpError): Refusal | undefined {
  if (type === 'entity.too.large') return new Refusal('body-too-large');
  if (type === 'encoding.unsupported') return new Refusal('unsupported-media-type');
  return status >= 400 && status < 500 ? new Refusal('invalid-request') : undefined;
}

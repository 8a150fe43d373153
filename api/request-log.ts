import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Actor } from '../domain/actor';

type Locals = { operation?: string; dossier?: string; problem?: string; actor?: Actor };

/** One line a request: who did which operation on which dossier, and how it ended. Never a body, a query or a name. */
export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId: (req) => req.id,
    quietReqLogger: true,
    customAttributeKeys: { reqId: 'requestId', responseTime: 'ms' },
    serializers: { req: () => undefined, res: () => undefined, err: () => undefined },
    customLogLevel: (_req, res) => (res.statusCode >= 500 ? 'error' : isProbe(res as Response) ? 'debug' : 'info'),
    customSuccessObject: (req, res, timed: object) => ({ ...timed, ...lineOf(req.method, res as Response) }),
    customErrorObject: (req, res, _error, timed: object) => ({ ...timed, ...lineOf(req.method, res as Response) }),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
  }) as RequestHandler;
}

/** What a line says beside the id of the request and how long it took. */
function lineOf(method: string | undefined, res: Response) {
  const { operation, dossier, problem, actor } = res.locals as Locals;
  return {
    operation,
    method,
    status: res.statusCode,
    dossier,
    problem,
    by: actor?.id,
    for: actor?.onBehalfOf?.id,
    unit: actor?.unit,
  };
}

function isProbe(res: Response): boolean {
  return ['readLive', 'readReady'].includes((res.locals as Locals).operation ?? '');
}

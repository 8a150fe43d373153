import createClient, { type Middleware } from 'openapi-fetch';
import { languageNow } from '../language';
import { callerHeaders } from '../caller';
import { actingIsOver, sessionRefused } from '../session';
import type { paths } from './contract';
import { ProblemError, UNREACHABLE, type Problem } from './problem';

const signed: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(callerHeaders())) request.headers.set(name, value);
    request.headers.set('accept-language', languageNow());
  },
  onResponse({ response }) {
    if (response.status === 401) sessionRefused();
  },
  onError: () => new ProblemError(UNREACHABLE),
};

/** The API, typed by its own document. */
export const api = createClient<paths>({ baseUrl: '' });
api.use(signed);

type Answered<Data> = { data?: Data; error?: unknown; response: Response };

/**
 * What the API answered, as JSON: what some operations also give as a file is read elsewhere.
 * @throws ProblemError with the problem document
 */
export async function answerOf<Data>(asked: Promise<Answered<Data>>): Promise<Exclude<Data, string>> {
  const { data, error, response } = await asked;
  if (response.ok) return data as Exclude<Data, string>;
  if (isProblem(error) && error.code === 'delegation-not-in-force') actingIsOver();
  throw new ProblemError(isProblem(error) ? error : { ...UNREACHABLE, status: response.status });
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'titles' in error;
}

import type { components } from './api/contract';
import { ProblemError, UNREACHABLE, type Problem } from './api/problem';

type Me = components['schemas']['Me'];

/**
 * Who a token is of, and what he may do, from the record: an issuer elsewhere knows neither role nor unit.
 * @throws ProblemError, also where the token is good and nobody has an account for it
 */
export async function readMe(token: string): Promise<Me> {
  const answer = await ask(token);
  const body: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return body as Me;
  throw new ProblemError((body as Problem | undefined) ?? { ...UNREACHABLE, status: answer.status });
}

async function ask(token: string): Promise<Response> {
  try {
    return await fetch('/api/v1/me', { headers: { authorization: `Bearer ${token}` } });
  } catch {
    throw new ProblemError(UNREACHABLE);
  }
}

import type { components } from './api/contract';
import { ProblemError, UNREACHABLE, type Problem } from './api/problem';

export type Me = components['schemas']['Me'];

/**
 * Who a token is of, and what he may do, from the record: an issuer elsewhere knows neither role nor unit.
 * @param actingFor for whom it is asked, where not for himself
 * @throws ProblemError, also where the token is good and nobody has an account for it
 */
export async function readMe(token: string, actingFor?: string): Promise<Me> {
  const answer = await ask(token, actingFor);
  const body: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return body as Me;
  throw new ProblemError((body as Problem | undefined) ?? { ...UNREACHABLE, status: answer.status });
}

async function ask(token: string, actingFor?: string): Promise<Response> {
  const other = actingFor !== undefined && { 'on-behalf-of': actingFor };
  try {
    return await fetch('/api/v1/me', { headers: { authorization: `Bearer ${token}`, ...other } });
  } catch {
    throw new ProblemError(UNREACHABLE);
  }
}

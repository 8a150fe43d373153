import { whoActs } from '../caller';
import { ProblemError } from './problem';

const running = new Map<string, Promise<unknown>>();

/**
 * Does a thing once. The Idempotency-Key is made when somebody first wants it and kept until the API has said yes or
 * no, so that a second click, a reload and a broken network all repeat the same command.
 * @param name what is wanted, unique for whoever acts: `act:<dossier>:<seq>:<action>`
 * @param body what is sent; another body is another intention, as the API refuses an old key with new words
 */
export function once<Answer>(name: string, body: unknown, send: (key: string) => Promise<Answer>): Promise<Answer> {
  const place = `intention:${whoActs()}:${name}`;
  const known = running.get(place);
  if (known) return known as Promise<Answer>;
  const attempt = settle(place, body, send).finally(() => running.delete(place));
  running.set(place, attempt);
  return attempt;
}

async function settle<Answer>(place: string, body: unknown, send: (key: string) => Promise<Answer>): Promise<Answer> {
  try {
    const answer = await send(await keyFor(place, body));
    localStorage.removeItem(place);
    return answer;
  } catch (error) {
    if (isDecided(error)) localStorage.removeItem(place);
    throw error;
  }
}

/** Only a refusal is an end: after anything else the command may have been carried out. */
function isDecided(error: unknown): boolean {
  const status = error instanceof ProblemError ? error.problem.status : 0;
  return status >= 400 && status < 500 && status !== 401 && status !== 408 && status !== 429;
}

type Kept = { key: string; mark: string };

async function keyFor(place: string, body: unknown): Promise<string> {
  const mark = await markOf(JSON.stringify(body));
  const kept = JSON.parse(localStorage.getItem(place) ?? 'null') as Kept | null;
  if (kept?.mark === mark) return kept.key;
  const key = crypto.randomUUID();
  localStorage.setItem(place, JSON.stringify({ key, mark } satisfies Kept));
  return key;
}

/** The words themselves are somebody's data and stay out of the browser's storage. */
async function markOf(words: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(words));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

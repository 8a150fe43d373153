import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

export type Person = { sub: string; role: string; unit: string };

// Each caller names what it expects in an answer, as the tests do.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Answer = { status: number; body: any };

const BUSY_TRIES = 80;
const BROKEN = new Set(['ECONNRESET', 'EPIPE']);

/** What an answer said that must not be one: the demo cannot go on. */
export class UnexpectedAnswer extends Error {
  constructor(what: string, { status, body }: Answer) {
    super(`${what}: ${status} ${JSON.stringify(body).slice(0, 800)}`);
  }
}

/** Speaks to the API over kept connections, as whoever is needed at the moment. */
export class DemoClient {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #tokens = new Map<string, Promise<string>>();

  constructor(
    readonly url: string,
    readonly tokenOf: (person: Person) => Promise<string>,
  ) {}

  get(person: Person, path: string): Promise<Answer> {
    return this.#patiently(person, 'GET', path);
  }

  post(person: Person, path: string, body: unknown): Promise<Answer> {
    return this.#patiently(person, 'POST', path, JSON.stringify(body));
  }

  /** @throws UnexpectedAnswer unless all is well */
  async must(answer: Promise<Answer>, what: string): Promise<Answer['body']> {
    const got = await answer;
    if (got.status > 201) throw new UnexpectedAnswer(what, got);
    return got.body;
  }

  close(): void {
    this.#agent.destroy();
  }

  /**
   * A busy server is asked again with the same key, and a command that is still under way until it is done; so is one
   * whose connection was closed while it was sent, as happens to kept connections on a busy machine.
   */
  async #patiently(person: Person, method: string, path: string, body?: string): Promise<Answer> {
    const key = randomUUID();
    for (let tries = 1; ; tries++) {
      try {
        const answer = await this.#send(person, method, path, key, body);
        const again = answer.status === 202 || answer.status === 429 || answer.status === 503;
        if (!again || tries === BUSY_TRIES) return answer;
      } catch (error) {
        const closed = BROKEN.has((error as NodeJS.ErrnoException).code ?? '');
        if (!closed || tries === BUSY_TRIES) throw error;
      }
      await pause(250);
    }
  }

  async #send(person: Person, method: string, path: string, key: string, body?: string): Promise<Answer> {
    const headers = {
      authorization: `Bearer ${await this.#token(person)}`,
      ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': key }),
    };
    const sent = request(`${this.url}/api/v1${path}`, { method, headers, agent: this.#agent }).end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const answer = await text(response);
    return { status: response.statusCode ?? 500, body: answer ? JSON.parse(answer) : undefined };
  }

  #token(person: Person): Promise<string> {
    const name = `${person.sub} ${person.role} ${person.unit}`;
    const token = this.#tokens.get(name) ?? this.tokenOf(person);
    this.#tokens.set(name, token);
    return token;
  }
}

import { randomUUID } from 'node:crypto';

export type Answer = {
  status: number;
  headers: Headers;
  // The tests look into many kinds of answer; each names what it expects there.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
};

/** An HTTP client with a token, for tests. */
export class Caller {
  constructor(
    readonly url: string,
    readonly token?: string,
    /** The account for which it acts. */
    readonly onBehalfOf?: string,
  ) {}

  /** The same person, acting for another. */
  for(account: string): Caller {
    return new Caller(this.url, this.token, account);
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send('GET', path, headers);
  }

  /** Posts JSON; the key is new for every call unless given. */
  async post(path: string, body: unknown, key: string = randomUUID()): Promise<Answer> {
    return this.#send(
      'POST',
      path,
      { 'content-type': 'application/json', 'idempotency-key': key },
      JSON.stringify(body),
    );
  }

  async delete(path: string, key: string = randomUUID()): Promise<Answer> {
    return this.#send('DELETE', path, { 'idempotency-key': key });
  }

  /** Posts bytes as they are. */
  async postRaw(
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string>,
  ): Promise<Answer> {
    return this.#send('POST', path, headers, body);
  }

  async upload(name: string, content: Uint8Array<ArrayBuffer>): Promise<Answer> {
    const form = new FormData();
    form.append('file', new Blob([content]), name);
    return this.#send('POST', '/uploads', {}, form);
  }

  async #send(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string | Uint8Array<ArrayBuffer> | FormData,
  ): Promise<Answer> {
    const url = path.startsWith('//') ? `${this.url}${path.slice(1)}` : `${this.url}/api/v1${path}`;
    const authorization = {
      ...(this.token && { authorization: `Bearer ${this.token}` }),
      ...(this.onBehalfOf && { 'on-behalf-of': this.onBehalfOf }),
    };
    const response = await fetch(url, { method, headers: { ...authorization, ...headers }, body, redirect: 'manual' });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: json && text ? JSON.parse(text) : text };
  }
}

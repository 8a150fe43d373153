import { createHash, randomBytes } from 'node:crypto';

/** As much of a browser as signing in needs: cookies, redirects one at a time, forms. */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** Set-Cookie lines as they came. */
  readonly set: string[] = [];

  constructor(readonly url: string) {}

  async get(path: string): Promise<Response> {
    return this.#send(path, { method: 'GET' });
  }

  async post(path: string, form: Record<string, string>): Promise<Response> {
    return this.#send(path, { method: 'POST', body: new URLSearchParams(form) });
  }

  /** Follows redirects to the application, and not into it. */
  async follow(response: Response): Promise<Response | URL> {
    let here = response;
    for (let hops = 0; hops < 8 && here.status >= 300 && here.status < 400; hops++) {
      const to = new URL(here.headers.get('location') ?? '', this.url);
      if (to.pathname === '/signed-in' || to.pathname === '/') return to;
      here = await this.get(`${to.pathname}${to.search}`);
    }
    return here;
  }

  async #send(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.url}${path}`, { ...init, headers: { cookie }, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      this.set.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }
}

/** What the web application sends along, and keeps. (RFC 7636) */
export function pkce() {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

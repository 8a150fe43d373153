import { once } from 'node:events';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Configuration } from 'oidc-provider';
import { freePort } from './postgres';

/** A service that asks for tokens with its secret, for the product and for something else. */
export const ROBOT = { id: 'robot', secret: 'mot-bi-mat-rat-dai-cua-may' };

const key = () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'RS256', use: 'sig' };
};

/**
 * An OpenID provider that is none of ours: another process could be it. Its tokens say who somebody is and nothing else,
 * as others' do; it lets anybody in under the name that he gives.
 */
export class ForeignIssuer {
  #server: Server | undefined;
  #handle: RequestListener = (_req, res) => res.writeHead(503).end();
  #keys = [key()];

  private constructor(
    readonly port: number,
    private readonly application: string,
  ) {}

  /** @param application where the web application is, that may send people here */
  static async start(application = 'http://127.0.0.1:3000'): Promise<ForeignIssuer> {
    const issuer = new ForeignIssuer(await freePort(), application);
    await issuer.rise();
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async rise(): Promise<void> {
    await this.#renew();
    this.#server = createServer((req, res) => this.#handle(req, res)).listen(this.port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    this.#server?.close();
    await (this.#server && once(this.#server, 'close'));
  }

  /** From now on tokens bear a new key; the one before goes on being published. */
  async rotate(): Promise<void> {
    this.#keys = [key(), ...this.#keys];
    await this.#renew();
  }

  /** An access token for the robot. @param resource what it is for */
  async token(resource = 'urn:product'): Promise<string> {
    const answer = await fetch(`${this.url}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${ROBOT.id}:${ROBOT.secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource }),
    });
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  async #renew(): Promise<void> {
    const { warn, info } = console;
    // It says at length that it is for trying out, which is what we do.
    console.warn = console.info = () => undefined;
    try {
      const { Provider } = await import('oidc-provider');
      const handle = new Provider(this.url, this.#configuration()).callback();
      this.#handle = (req, res) => void handle(req, res);
    } finally {
      Object.assign(console, { warn, info });
    }
  }

  #configuration(): Configuration {
    const { application } = this;
    return {
      jwks: { keys: this.#keys },
      clients: [
        {
          client_id: 'web',
          token_endpoint_auth_method: 'none',
          redirect_uris: [`${application}/signed-in`],
          post_logout_redirect_uris: [`${application}/`],
          grant_types: ['authorization_code', 'refresh_token'],
        },
        {
          client_id: ROBOT.id,
          client_secret: ROBOT.secret,
          grant_types: ['client_credentials'],
          redirect_uris: [],
          response_types: [],
        },
      ],
      clientBasedCORS: () => true,
      issueRefreshToken: () => true,
      pkce: { required: () => true },
      cookies: { keys: ['x'] },
      features: {
        clientCredentials: { enabled: true },
        resourceIndicators: {
          enabled: true,
          defaultResource: () => 'urn:product',
          useGrantedResource: () => true,
          getResourceServerInfo: (_ctx, resource) => ({
            scope: '',
            audience: resource === 'urn:product' ? 'mot-cua' : 'something-else',
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'RS256' } },
          }),
        },
      },
      findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
      loadExistingGrant: async ({ oidc: { client, session, provider } }) => {
        const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
        grant.addOIDCScope('openid');
        await grant.save();
        return grant;
      },
      // A minute more than the application keeps in hand: it renews soon.
      ttl: {
        AccessToken: 62,
        ClientCredentials: 600,
        Interaction: 600,
        Session: 3600,
        Grant: 3600,
        IdToken: 600,
        RefreshToken: 3600,
      },
    };
  }
}

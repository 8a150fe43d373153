import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';

/** Where an OpenID provider keeps its things. (OpenID Connect Discovery 1.0, 4) */
export type Discovered = {
  issuer: string;
  authorization_endpoint: string;
  token_endpoint: string;
  jwks_uri: string;
  end_session_endpoint?: string;
};

const PATIENCE_MS = 5000;
/** A document that is there changes rarely; one that could not be had is tried again. */
const KEPT_MS = 3_600_000;

/** Whoever sends made-up key ids must not make us ask the issuer without end. */
export type Pace = { cooldownMs: number };
const PACE: Pace = { cooldownMs: 10_000 };

/** An issuer elsewhere, asked when it is needed and remembered: the product starts without it. */
export class RemoteIssuer {
  #found: { document: Discovered; until: number } | undefined;
  #keys: JWTVerifyGetKey | undefined;

  constructor(
    readonly issuer: string,
    private readonly pace: Pace = PACE,
  ) {}

  /** @throws Error when it cannot be reached, or is another than it says */
  async discover(): Promise<Discovered> {
    if (this.#found && this.#found.until > Date.now()) return this.#found.document;
    const response = await fetch(`${this.issuer}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: 'error',
    });
    if (!response.ok) throw new Error(`${this.issuer} answered ${response.status}`);
    const document = (await response.json()) as Discovered;
    if (document.issuer !== this.issuer) throw new Error(`${this.issuer} calls itself ${document.issuer}`);
    this.#found = { document, until: Date.now() + KEPT_MS };
    return document;
  }

  /** Keys of the issuer, fetched again when a token names one that is not known yet. */
  readonly keys: JWTVerifyGetKey = async (header, token) => {
    this.#keys ??= createRemoteJWKSet(new URL((await this.discover()).jwks_uri), {
      timeoutDuration: PATIENCE_MS,
      cooldownDuration: this.pace.cooldownMs,
      cacheMaxAge: KEPT_MS,
    });
    return this.#keys(header, token);
  };
}

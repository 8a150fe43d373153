import type { SignInEnv } from '../config/env-sign-in';
import { AUDIENCE } from '../config/env-sign-in';
import type { TokenKeys } from '../config/token-keys';
import { localKeys, type TokenSource } from './auth';
import { embeddedIssuer } from './issuer/local-token';
import { PASSWORD_PAGE } from './issuer/own-password';
import { MOUNT, WEB_CLIENT } from './issuer/provider';
import { RemoteIssuer, type Pace } from './issuer/remote';

/** What the web application needs to know to have somebody sign in. */
export type SignInPlace = {
  issuer: string;
  client: string;
  scope: string;
  /** Of the embedded issuer addresses without a host: it is wherever the application is. */
  endpoints: { authorization: string; token: string; endSession: string | null; password: string | null };
};

export type TokenPlace = TokenSource & { place: () => Promise<SignInPlace> };

type Accounts = TokenSource['account'];

/** The embedded issuer: its keys lie on this machine. */
export function embeddedSource(keys: TokenKeys, publicUrl: string, account: Accounts): TokenPlace {
  const issuer = embeddedIssuer(publicUrl);
  const endpoints = {
    authorization: `${MOUNT}/auth`,
    token: `${MOUNT}/token`,
    endSession: `${MOUNT}/session/end`,
    password: PASSWORD_PAGE,
  };
  return {
    issuer,
    audience: AUDIENCE,
    keys: localKeys((kid) => keys.publicKey(kid)),
    account,
    place: () => Promise.resolve({ issuer, client: WEB_CLIENT, scope: 'openid api', endpoints }),
  };
}

/** An issuer elsewhere. */
export function remoteSource(
  { audience, client }: SignInEnv,
  issuer: string,
  account: Accounts,
  pace?: Pace,
): TokenPlace {
  const remote = new RemoteIssuer(issuer, pace);
  return {
    issuer,
    audience,
    keys: remote.keys,
    // What it calls a session is its own.
    account: (subject) => account(subject),
    elsewhere: true,
    place: async () => {
      const found = await remote.discover();
      const { authorization_endpoint: authorization, token_endpoint: token, end_session_endpoint: end = null } = found;
      return { issuer, client, scope: 'openid', endpoints: { authorization, token, endSession: end, password: null } };
    },
  };
}

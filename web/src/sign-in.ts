import * as oauth from 'oauth4webapi';
import type { paths } from './api/contract';

/** The way to the issuer and back: OpenID Connect, code flow with PKCE. (RFC 9700, 2.1.1) */
export type Tokens = {
  access: string;
  id?: string;
  refresh?: string;
  /** How long the access token holds. */ seconds: number;
};

type Place = paths['/api/v1/sign-in']['get']['responses']['200']['content']['application/json'];

/** What must be known again when the issuer sends the browser back. */
type Begun = { state: string; nonce: string; verifier: string; returnTo: string };

const CALLBACK = '/signed-in';
const KEPT = 'mot-cua.sign-in';
const WINDOW = 'window.';
const TRIED = 'mot-cua.tried';
/** Where an issuer does not say how long a token holds. */
const STANDARD_S = 300;
// A counter may be reached by plain HTTP on the machine itself; anywhere else a browser gives no cryptography without TLS.
const OPTIONS = { [oauth.allowInsecureRequests]: true };

let asked: Promise<Place> | undefined;

async function place(): Promise<Place> {
  asked ??= placeInPage() ?? readPlace();
  asked.catch(() => (asked = undefined));
  return asked;
}

async function readPlace(): Promise<Place> {
  const response = await fetch('/api/v1/sign-in');
  if (!response.ok) throw new Error(`sign-in: ${response.status}`);
  return (await response.json()) as Place;
}

/** The page brings it along; not that of a development server, nor while an issuer elsewhere was away. */
function placeInPage(): Promise<Place> | undefined {
  const said = document.querySelector<HTMLMetaElement>('meta[name="sign-in"]')?.content;
  return said?.startsWith('{') ? Promise.resolve(JSON.parse(said) as Place) : undefined;
}

const absolute = (address: string) => new URL(address, location.origin).href;

function serverOf({ issuer, endpoints }: Place): oauth.AuthorizationServer {
  return {
    issuer,
    authorization_endpoint: absolute(endpoints.authorization),
    token_endpoint: absolute(endpoints.token),
    // Those that the API takes; the library takes RS256 alone unless told.
    id_token_signing_alg_values_supported: ['ES256', 'RS256', 'PS256', 'Ed25519'],
  };
}

async function begin(kind: '' | typeof WINDOW, prompt?: 'none' | 'login'): Promise<{ begun: Begun; address: URL }> {
  const { client, scope, endpoints } = await place();
  const begun: Begun = {
    state: kind + oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    returnTo: location.pathname === CALLBACK ? '/' : location.pathname + location.search,
  };
  const address = new URL(absolute(endpoints.authorization));
  address.search = new URLSearchParams({
    client_id: client,
    response_type: 'code',
    redirect_uri: location.origin + CALLBACK,
    scope,
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(begun.verifier),
    code_challenge_method: 'S256',
    ...(prompt && { prompt }),
  }).toString();
  return { begun, address };
}

async function exchange(back: URL, begun: Begun): Promise<Tokens> {
  const found = await place();
  const [server, client] = [serverOf(found), { client_id: found.client }];
  const answer = oauth.validateAuthResponse(server, client, back, begun.state);
  const redirect = location.origin + CALLBACK;
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    answer,
    redirect,
    begun.verifier,
    OPTIONS,
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: begun.nonce,
    requireIdToken: true,
  });
  return tokensOf(tokens);
}

const tokensOf = (answer: oauth.TokenEndpointResponse): Tokens => ({
  access: answer.access_token,
  id: answer.id_token,
  refresh: answer.refresh_token,
  seconds: answer.expires_in ?? STANDARD_S,
});

/** The embedded issuer is where the application is; its addresses come without a host. */
const isOurs = ({ endpoints }: Place) => endpoints.authorization.startsWith('/');

/**
 * Tokens by the issuer's cookie when the application opens. An issuer elsewhere is asked by way of its own page, once,
 * and sends the browser back whether somebody is signed in there or not.
 * @throws when nobody is signed in there
 */
async function beginQuietly(): Promise<Tokens> {
  if (isOurs(await place())) return renewByCookie();
  if (sessionStorage.getItem(TRIED)) throw new Error('nobody is signed in at the issuer');
  sessionStorage.setItem(TRIED, '1');
  await redirect('none');
  return new Promise(() => undefined);
}

/**
 * New tokens while somebody is at work, without leaving the page.
 * @throws when the session at the issuer is over
 */
export async function renewQuietly(had: Tokens | undefined): Promise<Tokens> {
  const found = await place();
  if (isOurs(found)) return renewByCookie();
  if (!had?.refresh) throw new Error('the issuer gave nothing to renew with');
  const [server, client] = [serverOf(found), { client_id: found.client }];
  const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), had.refresh, OPTIONS);
  // What it does not send anew goes on.
  return { ...had, ...defined(tokensOf(await oauth.processRefreshTokenResponse(server, client, response))) };
}

const defined = (tokens: Tokens) =>
  Object.fromEntries(Object.entries(tokens).filter(([, value]) => value !== undefined)) as Tokens;

// The issuer's answer sends the browser to our own address, and where it was sent is all that is needed of it.
async function renewByCookie(): Promise<Tokens> {
  const { begun, address } = await begin('', 'none');
  const { url } = await fetch(address, { headers: { accept: 'text/html' } });
  return exchange(new URL(url), begun);
}

/** The issuer's plain answer that nobody is signed in. */
export function isNobody(error: unknown): boolean {
  return error instanceof oauth.AuthorizationResponseError && error.error === 'login_required';
}

/** @param asOther whether the issuer has to ask who it is although somebody is signed in there */
export function redirectToSignIn(asOther: boolean): Promise<void> {
  return redirect(asOther ? 'login' : undefined);
}

async function redirect(prompt?: 'none' | 'login'): Promise<void> {
  const { begun, address } = await begin('', prompt);
  sessionStorage.setItem(KEPT, JSON.stringify(begun));
  location.assign(address);
}

/** Tokens, where the issuer has just sent the browser back; nothing on any other page. */
async function takeCallback(): Promise<Tokens | undefined> {
  if (location.pathname !== CALLBACK) return undefined;
  const back = new URL(location.href);
  if (back.searchParams.get('state')?.startsWith(WINDOW)) {
    new BroadcastChannel(KEPT).postMessage(back.href);
    window.close();
    return new Promise(() => undefined);
  }
  const begun = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as Begun | null;
  sessionStorage.removeItem(KEPT);
  // The code must not stay in the history, nor be used again by a reload.
  history.replaceState(null, '', begun?.returnTo ?? '/');
  if (!begun) return undefined;
  const tokens = await exchange(back, begun);
  sessionStorage.removeItem(TRIED);
  return tokens;
}

/**
 * The tokens of whoever opens the application: back from the issuer, or by its cookie, which outlives a reload.
 * @throws when nobody is signed in
 */
export async function openingTokens(): Promise<Tokens> {
  return (await takeCallback()) ?? beginQuietly();
}

/** Signs in beside the page. Nothing when the browser opens no window or it is closed again. */
export async function signInInWindow(): Promise<Tokens | undefined> {
  const opened = window.open('', 'mot-cua-sign-in', 'popup,width=480,height=640');
  if (!opened) return undefined;
  const { begun, address } = await begin(WINDOW);
  const channel = new BroadcastChannel(KEPT);
  const back = new Promise<string>((done) => {
    channel.onmessage = ({ data }: MessageEvent<string>) => done(data);
  });
  opened.location.assign(address.href);
  try {
    return await exchange(new URL(await back), begun);
  } finally {
    channel.close();
  }
}

/** Ends the session at the issuer too: the next person at this computer must not find it open. */
export async function leaveIssuer(idToken?: string): Promise<void> {
  // Whoever has just left is not asked for at once again.
  sessionStorage.setItem(TRIED, '1');
  const { client, endpoints } = await place();
  if (!endpoints.endSession) return location.assign('/');
  const address = new URL(absolute(endpoints.endSession));
  address.search = new URLSearchParams({
    client_id: client,
    post_logout_redirect_uri: `${location.origin}/`,
    ...(idToken && { id_token_hint: idToken }),
  }).toString();
  location.assign(address);
}

import { useSyncExternalStore } from 'react';
import {
  isNobody,
  renewSilently,
  redirectToSignIn,
  takeCallback,
  signInInWindow,
  leaveIssuer,
  type Tokens,
} from './sign-in';
import { ROLES, type Role } from './roles';

/**
 * Who is signed in. The token stands here in memory and nowhere else: what lies in the browser's storage, any script and
 * any person at the counter could take away.
 */
export type Session = { account: string; role: Role; unit: string; token: string; endsAt: number };

/** `unknown` while it is found out; `ended`: the session is over and what is on the screen stays. */
type State = { is: 'unknown' | 'out' } | { is: 'in' | 'ended'; session: Session };

const listeners = new Set<() => void>();
let state: State = { is: 'unknown' };
let idToken: string | undefined;
let renewal: ReturnType<typeof setTimeout> | undefined;

/** The session of this window, or nothing while nobody is signed in. */
export function useSession(): Session | undefined {
  const now = useSyncExternalStore(listen, () => state);
  return 'session' in now ? now.session : undefined;
}

export function useSessionState(): State['is'] {
  return useSyncExternalStore(listen, () => state.is);
}

export function currentSession(): Session | undefined {
  return 'session' in state ? state.session : undefined;
}

/** Finds out who is here: back from the issuer, or by its cookie, which outlives a reload. */
export async function beginSession(): Promise<void> {
  try {
    accept((await takeCallback()) ?? (await renewSilently()));
  } catch (error) {
    if (!isNobody(error)) console.warn('sign-in', error);
    change({ is: 'out' });
  }
}

/** To the issuer's page and back to the page that is open. */
export function signIn(): Promise<void> {
  return redirectToSignIn();
}

/** In a window of its own, so that this page and what was typed stay; without such a window by the way of `signIn`. */
export async function signInAgain(): Promise<void> {
  const tokens = await signInInWindow();
  if (tokens) accept(tokens);
  else await signIn();
}

/** The API has answered 401: the token ran out, or the account is locked. */
export function sessionRefused(): void {
  if (state.is === 'in') void renew();
}

const leaving = new Set<() => unknown>();

/** Runs before somebody signs out: what an area keeps for the account is erased there. */
export function onSignOut(erase: () => unknown): void {
  leaving.add(erase);
}

export async function signOut(): Promise<void> {
  await Promise.allSettled([...leaving].map((erase) => erase()));
  for (const key of Object.keys(localStorage)) if (key.startsWith('intention:')) localStorage.removeItem(key);
  const hint = idToken;
  clearTimeout(renewal);
  idToken = undefined;
  change({ is: 'out' });
  await leaveIssuer(hint);
}

let renewing: Promise<void> | undefined;

function renew(): Promise<void> {
  renewing ??= renewSilently()
    .then(accept, () => state.is === 'in' && change({ is: 'ended', session: state.session }))
    .then(() => (renewing = undefined));
  return renewing;
}

const EARLY_MS = 60_000;

function accept(tokens: Tokens): void {
  const session = read(tokens.access);
  const before = currentSession();
  // Another person at the same computer: nothing that is on the screen is theirs.
  if (before && session && before.account !== session.account) return location.assign('/');
  if (!session) return change({ is: 'out' });
  idToken = tokens.id;
  change({ is: 'in', session });
  clearTimeout(renewal);
  renewal = setTimeout(() => void renew(), Math.max(1000, session.endsAt - Date.now() - EARLY_MS));
}

function change(to: State): void {
  state = to;
  for (const told of listeners) told();
}

function listen(told: () => void): () => void {
  listeners.add(told);
  return () => listeners.delete(told);
}

/** Who stands in a token: for showing only, the API looks at the record. */
function read(token: string): Session | undefined {
  const [, claims = ''] = token.split('.');
  const bytes = Uint8Array.from(atob(claims.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
  const { sub, role, unit, exp } = JSON.parse(new TextDecoder().decode(bytes)) as Record<'sub' | 'unit', string> & {
    role: Role;
    exp: number;
  };
  return ROLES.includes(role) ? { account: sub, role, unit, token, endsAt: exp * 1000 } : undefined;
}

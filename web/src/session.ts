import { useSyncExternalStore } from 'react';
import type { Text } from './language';
import { actingFor, chosenActing, dropActing, forgetActing, type Acting } from './acting';
import { readMe, type Me } from './me';
import { opened, type Opened } from './opening';
import { isNobody, renewQuietly, redirectToSignIn, signInInWindow, leaveIssuer, type Tokens } from './sign-in';
import type { Role } from './roles';

/**
 * Who is signed in. The token stands here in memory and nowhere else: what lies in the browser's storage, any script and
 * any person at the counter could take away.
 */
export type Session = {
  account: string;
  /** For whom he acts in this window; role, unit and rows are the other's then. */
  acting?: Acting;
  role: Role;
  unit: string;
  unitName: Text;
  /** The rows of the table of permissions in which he is. */
  may: ReadonlySet<string>;
  /** What the record says of whoever he acts for, or of himself. */
  me: Me;
  token: string;
};

/**
 * `unknown` while it is found out; `out` with what stands in the way of somebody who has an identity and no way in;
 * `ended`: the session is over and what is on the screen stays.
 */
type State = { is: 'unknown' } | { is: 'out'; refused?: unknown } | { is: 'in' | 'ended'; session: Session };

const listeners = new Set<() => void>();
let state: State = { is: 'unknown' };
let tokens: Tokens | undefined;
let renewal: ReturnType<typeof setTimeout> | undefined;

/** The session of this window, or nothing while nobody is signed in. */
export function useSession(): Session | undefined {
  const now = useSyncExternalStore(listen, () => state);
  return 'session' in now ? now.session : undefined;
}

export function useSessionState(): State['is'] {
  return useSyncExternalStore(listen, () => state.is);
}

/** Whether there is something that he may do at all; where and for whom, the API says. */
export function useMay(permission: string): boolean {
  return useSession()?.may.has(permission) ?? false;
}

/** Why somebody whom the issuer knows is not let in. */
export function useRefused(): unknown {
  const now = useSyncExternalStore(listen, () => state);
  return now.is === 'out' ? now.refused : undefined;
}

export function currentSession(): Session | undefined {
  return 'session' in state ? state.session : undefined;
}

/** The API does not take the other's name any more: the delegation was withdrawn, or its last day is over. */
export function actingIsOver(): void {
  if (!('session' in state) || !state.session.acting || state.session.acting.over) return;
  const { session } = state;
  change({ ...state, session: { ...session, acting: { ...state.session.acting, over: true } } });
}

/** Finds out who is here: back from the issuer, or by its cookie, which outlives a reload. */
export async function beginSession(): Promise<void> {
  let found: Opened;
  try {
    found = await opened();
  } catch (error) {
    if (!isNobody(error)) console.warn('sign-in', error);
    return change({ is: 'out' });
  }
  await accept(found.tokens, found.me).catch((refused: unknown) => change({ is: 'out', refused }));
}

/** To the issuer's page and back to the page that is open. */
export function signIn(): Promise<void> {
  return redirectToSignIn(state.is === 'out' && state.refused !== undefined);
}

/** In a window of its own, so that this page and what was typed stay; without such a window by the way of `signIn`. */
export async function signInAgain(): Promise<void> {
  const found = await signInInWindow();
  if (found) await accept(found);
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
  forgetActing();
  const hint = tokens?.id;
  clearTimeout(renewal);
  tokens = undefined;
  change({ is: 'out' });
  await leaveIssuer(hint);
}

let renewing: Promise<void> | undefined;

function renew(): Promise<void> {
  renewing ??= renewQuietly(tokens)
    .then((found) => accept(found))
    .catch(() => state.is === 'in' && change({ is: 'ended', session: state.session }))
    .then(() => (renewing = undefined));
  return renewing;
}

const EARLY_MS = 60_000;

async function accept(found: Tokens, asked: Promise<Me> = readMe(found.access)): Promise<void> {
  const own = await asked;
  // Another person at the same computer: nothing that is on the screen is theirs.
  const before = currentSession();
  if (before && before.account !== own.id) return location.assign('/');
  const chosen = chosenActing(own.id);
  // Signed out in another window meanwhile: what was chosen is forgotten here as well.
  if (before && before.acting?.id !== chosen) return location.assign('/');
  const other = own.mayActFor.find(({ id }) => id === chosen);
  const me = other ? await readMe(found.access, other.id) : own;
  tokens = found;
  const acting = other ? actingFor(other) : undefined;
  if (before?.acting && !acting) {
    change({ is: 'in', session: { ...before, token: found.access, acting: { ...before.acting, over: true } } });
  } else {
    if (!acting) dropActing();
    const may = new Set(me.permissions.map(({ permission }) => permission));
    const place = { role: me.role as Role, unit: me.unit.id, unitName: me.unit.name, may, me };
    change({ is: 'in', session: { account: own.id, ...(acting && { acting }), ...place, token: found.access } });
  }
  clearTimeout(renewal);
  renewal = setTimeout(() => void renew(), Math.max(1000, found.seconds * 1000 - EARLY_MS));
}

function change(to: State): void {
  state = to;
  for (const told of listeners) told();
}

function listen(told: () => void): () => void {
  listeners.add(told);
  return () => listeners.delete(told);
}

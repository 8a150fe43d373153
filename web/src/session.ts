import { useSyncExternalStore } from 'react';
import { ROLES, type Role } from './roles';

/** Who is signed in. The token stands here in memory; no page reads it, only the client that sends it. */
export type Session = { account: string; role: Role; unit: string; token: string; endsAt: number };

type Listener = () => void;

const KEPT = 'mot-cua.token';
const listeners = new Set<Listener>();
let session: Session | undefined = read(sessionStorage.getItem(KEPT) ?? '');
let ended = false;

/** The session of this window, or nothing while nobody is signed in. */
export function useSession(): Session | undefined {
  return useSyncExternalStore(listen, () => session);
}

/** True when a session was there and the API does not take it any more: pages stay, with a door to sign in again. */
export function useSessionEnded(): boolean {
  return useSyncExternalStore(listen, () => ended);
}

export function currentSession(): Session | undefined {
  return session;
}

/** Takes a token; false when it is none. */
export function signInWith(token: string): boolean {
  const made = read(token.trim());
  if (!made) return false;
  sessionStorage.setItem(KEPT, made.token);
  change(made, false);
  return true;
}

/** The API has answered 401. What is on the screen stays there. */
export function sessionRefused(): void {
  if (session) change(session, true);
}

const leaving = new Set<() => unknown>();

/** Runs before somebody signs out: what an area keeps for the account is erased there. */
export function onSignOut(erase: () => unknown): void {
  leaving.add(erase);
}

export async function signOut(): Promise<void> {
  await Promise.allSettled([...leaving].map((erase) => erase()));
  sessionStorage.removeItem(KEPT);
  change(undefined, false);
}

function change(to: Session | undefined, hasEnded: boolean): void {
  session = to;
  ended = hasEnded;
  for (const told of listeners) told();
}

function listen(told: Listener): () => void {
  listeners.add(told);
  return () => listeners.delete(told);
}

function read(token: string): Session | undefined {
  try {
    const [, claims = ''] = token.split('.');
    const { sub, role, unit, exp } = JSON.parse(atob(claims.replace(/-/g, '+').replace(/_/g, '/'))) as {
      sub: string;
      role: Role;
      unit: string;
      exp: number;
    };
    return ROLES.includes(role) ? { account: sub, role, unit, token, endsAt: exp * 1000 } : undefined;
  } catch {
    return undefined;
  }
}

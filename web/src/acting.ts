import type { components } from './api/contract';
import type { Text } from './language';

/**
 * For whom this window acts (làm thay). It is kept for the window and not for the browser, so that two windows may
 * differ, and it holds until it is ended, its account signs out in any window, or the delegation is over.
 */
export type Acting = {
  id: string;
  name: string;
  role: Substitute['role'];
  unitName: Text;
  /** The last day of the delegation. */
  to: string;
  /** Codes of the fields for which it holds; nothing where it is for all. */
  fields: string[] | null;
  /** The API takes nothing in the other's name any more. */
  over: boolean;
};

export type Substitute = components['schemas']['Substitute'];

const KEPT = 'mot-cua.acting';

/** `mark` is of this account's time at this browser: signing out removes it, and with it what all windows chose. */
type Kept = { account: string; id: string; mark: string };

export function keepActing(account: string, id: string): void {
  const mark = localStorage.getItem(KEPT) ?? crypto.randomUUID();
  localStorage.setItem(KEPT, mark);
  sessionStorage.setItem(KEPT, JSON.stringify({ account, id, mark } satisfies Kept));
}

/** Back to one's own right, in this window. */
export function dropActing(): void {
  sessionStorage.removeItem(KEPT);
}

export function forgetActing(): void {
  localStorage.removeItem(KEPT);
  dropActing();
}

/** For whom an account has chosen to act in this window. */
export function chosenActing(account: string): string | undefined {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as Kept | null;
  return kept?.account === account && kept.mark === localStorage.getItem(KEPT) ? kept.id : undefined;
}

export function actingFor({ id, name, role, unit, to, fields }: Substitute): Acting {
  return { id, name, role, unitName: unit.name, to, fields, over: false };
}

import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { withoutData } from '../../config/error-data';
import { appendSignIns } from '../../config/sign-in-record';
import type { SignIn } from './credentials';
import { networkOf, SignInWindow, type SignInNote } from '../../domain/sign-in';
import type { Instant } from '../../domain/time';

const WINDOW_MS = 5 * 60_000;
/**
 * Different things told apart in a window. Whoever has no password gets little room, so that a flood of guesses is a few
 * lines in five minutes; whoever signs in has shown who he is.
 */
const MOST = {
  'signed-in': 5000,
  'password-changed': 5000,
  'session-ended': 5000,
  'key-rotated': 100,
  refused: 40,
  'held-off': 40,
};

export type SignInNotes = {
  /** Puts it on record. What cannot be written is logged, and keeps nobody out. */
  note(note: SignInNote, address?: string): Promise<void>;
  /**
   * The same without waiting for it: how long a refusal takes must not tell whether there is such an account, and what is
   * on record of it already.
   */
  noteLater(note: SignInNote, address?: string): void;
  /** Writes what was only counted so far. */
  flush(): Promise<void>;
  stop(): Promise<void>;
};

/** Keeps the record of signing in. */
export function signInNotes(db: Knex, now: () => Instant, logger: Logger): SignInNotes {
  const windows = new Map(Object.entries(MOST).map(([kind, most]) => [kind, new SignInWindow(most)]));
  const write = async (...parts: Parameters<typeof appendSignIns>) =>
    appendSignIns(...parts).catch((error: unknown) =>
      logger.error({ err: withoutData(error) }, 'a sign-in could not be put on record'),
    );
  const later = new Set<Promise<void>>();
  const flush = async () => {
    await Promise.all(later);
    const counted = [...windows.values()].flatMap((window) => window.end());
    await write(db, counted, now());
  };
  const note: SignInNotes['note'] = async (said, address) => {
    const network = address === undefined ? undefined : networkOf(address);
    const at = now();
    const told = windows.get(said.kind)?.add({ ...said, ...(network && { network }) }, at);
    if (told) await write(db, [told], at);
  };
  const timer = setInterval(() => void flush(), WINDOW_MS);
  timer.unref();
  return {
    note,
    noteLater: (said, address) => {
      const written = note(said, address).finally(() => later.delete(written));
      later.add(written);
    },
    flush,
    stop: async () => {
      clearInterval(timer);
      await flush();
    },
  };
}

type Tried = SignIn | { is: 'waiting'; seconds: number };

/** What of a try is told before it is known whether somebody gets in: why he was refused, and that he is held off. */
export function noteTry(notes: SignInNotes, tried: Tried, address: string | undefined): void {
  if (tried.is === 'waiting') {
    const of =
      'of' in tried ? { account: tried.of, reason: 'waiting' as const } : { reason: 'address-waiting' as const };
    notes.noteLater({ kind: 'refused', ...of }, address);
  }
  if (tried.is !== 'wrong') return;
  const { of: account, why: reason, wait } = tried;
  notes.noteLater({ kind: 'refused', ...(account !== undefined && { account }), reason }, address);
  if (account !== undefined && wait > 0) notes.noteLater({ kind: 'held-off', account, wait }, address);
}

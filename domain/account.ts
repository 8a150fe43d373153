import type { AccountRole } from './permission';

/** Somebody or some program that may sign in: one role at one unit. */
export type Account = {
  /** Its name, as it stands on every event. */
  id: string;
  /** How the issuer of tokens calls it (`sub`); with the embedded issuer its own name. */
  subject: string;
  name: string;
  kind: 'person' | 'service';
  role: AccountRole;
  /** A unit's code, or `code@date`. */
  unit: string;
  /** A closed account stays on the record for ever, and its name is never given again. */
  state: 'active' | 'locked' | 'closed';
};

const NAME = /^[a-z0-9][a-z0-9._@-]{0,63}$/;

/**
 * The one way in which an account's name is written, whatever keyboard it was typed on: NFKC, small letters. Nothing for
 * what is no name: letters of other alphabets that only look like ours are refused, and so is the clock's own name.
 */
export function accountName(written: string): string | undefined {
  const name = written.normalize('NFKC').trim().toLowerCase();
  return NAME.test(name) && name !== 'system' ? name : undefined;
}

/** Names that the eye takes for each other: 0 and o; 1, i and l; rn and m; vv and w; and whatever stands between words. */
const ALIKE: [RegExp, string][] = [
  [/0/g, 'o'],
  [/[1i]/g, 'l'],
  [/m/g, 'rn'],
  [/w/g, 'vv'],
  [/[._-]+/g, '.'],
];

/**
 * What is left of a name when all that looks alike is made the same. Two accounts never have the same (after Unicode
 * Technical Standard 39, for the letters that a name may have).
 */
export function nameSkeleton(name: string): string {
  return ALIKE.reduce((text, [alike, one]) => text.replace(alike, one), name);
}

/** Wrong passwords that cost nothing: people mistype. */
const FREE_FAILURES = 4;
const [FIRST_WAIT_S, MOST_WAIT_S] = [30, 3600];

/** How long an account has to wait after so many wrong passwords in a row, in seconds: twice as long each time. */
export function signInWait(failures: number): number {
  if (failures <= FREE_FAILURES) return 0;
  return Math.min(FIRST_WAIT_S * 2 ** Math.min(failures - FREE_FAILURES - 1, 12), MOST_WAIT_S);
}

export const PASSWORD_LENGTH = { least: 12, most: 128 };

export type PasswordFault = 'too-short' | 'too-long' | 'holds-name' | 'same';

/** What is wrong with a new password: length counts, not kinds of letters; whether it is guessed soon is no rule. (NIST SP 800-63B, 3.1.1.2; ASVS 5.0, 6.2) */
export function passwordFault(password: string, account: string, before?: string): PasswordFault | undefined {
  const letters = [...password.normalize('NFC')];
  if (letters.length < PASSWORD_LENGTH.least) return 'too-short';
  if (letters.length > PASSWORD_LENGTH.most) return 'too-long';
  if (password.toLowerCase().includes(account)) return 'holds-name';
  if (before !== undefined && password.normalize('NFC') === before.normalize('NFC')) return 'same';
  return undefined;
}

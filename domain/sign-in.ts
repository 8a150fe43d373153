import type { Instant } from './time';

/**
 * What came of a try to sign in, or was done with a password, a session or a key. `held-off` is a lock-out: from this wrong password on
 * the next try has to wait.
 */
export const SIGN_IN_KINDS = [
  'signed-in',
  'refused',
  'held-off',
  'password-changed',
  'session-ended',
  'key-rotated',
] as const;
export type SignInKind = (typeof SIGN_IN_KINDS)[number];

/** Why a try was refused: nobody of that name, a wrong password, an account that is locked or closed, or too early. */
export const REFUSED_FOR = ['unknown', 'wrong', 'not-active', 'waiting', 'address-waiting'] as const;
export type RefusedFor = (typeof REFUSED_FOR)[number];

/**
 * One thing that happened. It never holds what was typed: people type passwords where the name belongs, so a name that is
 * no account's is not kept.
 */
export type SignInNote = {
  kind: SignInKind;
  account?: string;
  /** The network that it came from: the address is shortened (see `networkOf`). */
  network?: string;
  reason?: RefusedFor;
  /** Seconds for which the account has to wait. */
  wait?: number;
  /** The id of a key. */
  key?: string;
};

/** `count` such things since `from`; without account and network those of all that were too many to be told apart. */
export type SignInCount = SignInNote & { count: number; from: Instant };

const keyOf = ({ kind, account, network, reason }: SignInNote) => JSON.stringify([kind, account, network, reason]);

/**
 * Puts together what somebody could write without end: of each kind, account, network and reason the first in a window is
 * told at once and all further ones as a number when the window ends; beyond `most` different ones only their number.
 */
export class SignInWindow {
  #seen = new Map<string, SignInCount>();
  #beyond = new Map<string, SignInCount>();

  constructor(readonly most: number) {}

  /** What to write at once; nothing where it is only counted. */
  add(note: SignInNote, at: Instant): SignInNote | undefined {
    const key = keyOf(note);
    const known = this.#seen.get(key);
    if (known) known.count += 1;
    else if (this.#seen.size < this.most) {
      this.#seen.set(key, { ...note, count: 0, from: at });
      return note;
    } else this.#addBeyond(note, at);
    return undefined;
  }

  #addBeyond({ kind, reason }: SignInNote, at: Instant): void {
    const key = keyOf({ kind, reason });
    const sum = this.#beyond.get(key) ?? { kind, ...(reason && { reason }), count: 0, from: at };
    this.#beyond.set(key, { ...sum, count: sum.count + 1 });
  }

  /** Ends the window: what was only counted in it. */
  end(): SignInCount[] {
    const counted = [...this.#seen.values()].filter(({ count }) => count > 0);
    const all = [...counted, ...this.#beyond.values()];
    this.#seen = new Map();
    this.#beyond = new Map();
    return all;
  }
}

/** The network of an address: its first 24 bits (IPv4) or 48 (IPv6); enough to see where from, too little to see who. */
export function networkOf(address: string): string | undefined {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  const four = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(plain);
  if (four) return `${four[1]}.0/24`;
  if (!/^[0-9a-f:]+$/.test(plain) || !plain.includes(':')) return undefined;
  const [head = ''] = plain.split('::');
  const groups = head === '' ? [] : head.split(':');
  const first = [0, 1, 2].map((i) => (groups[i] ?? '0').replace(/^0+(?=.)/, ''));
  return `${first.join(':')}::/48`;
}

import type { Knex } from 'knex';
import { accountBy } from '../config/account-row';
import { isOpenSession } from '../config/issuer-items';
import type { Account } from '../domain/account';

/** So long an account is not read again: whoever is locked is out at the latest after that, on every machine. */
const KEPT_MS = 2000;
const MAX_KEPT = 5000;

/** Accounts by their subject and session, read from the record and kept for a moment. */
export class AccountDirectory {
  readonly #kept = new Map<string, { account: Promise<Account | undefined>; until: number }>();

  constructor(
    readonly db: Knex,
    readonly clock: () => number = Date.now,
  ) {}

  readonly find = (subject: string, session?: string): Promise<Account | undefined> => {
    const key = JSON.stringify([subject, session]);
    const known = this.#kept.get(key);
    if (known && known.until > this.clock()) return known.account;
    const account = this.#read(subject, session);
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
    this.#kept.set(key, { account, until: this.clock() + KEPT_MS });
    // What could not be read must not be kept.
    account.catch(() => this.#kept.delete(key));
    return account;
  };

  async #read(subject: string, session: string | undefined): Promise<Account | undefined> {
    if (session !== undefined && !(await isOpenSession(this.db, session))) return undefined;
    return accountBy(this.db, { subject });
  }

  /** After a change that this process has made. */
  forget(): void {
    this.#kept.clear();
  }
}

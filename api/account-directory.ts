import type { Knex } from 'knex';
import { accountBy } from '../config/account-row';
import type { Account } from '../domain/account';

/** So long an account is not read again: whoever is locked is out at the latest after that, on every machine. */
const KEPT_MS = 2000;
const MAX_KEPT = 5000;

/** Accounts by their subject, read from the record and kept for a moment. */
export class AccountDirectory {
  readonly #kept = new Map<string, { account: Promise<Account | undefined>; until: number }>();

  constructor(
    readonly db: Knex,
    readonly clock: () => number = Date.now,
  ) {}

  readonly find = (subject: string): Promise<Account | undefined> => {
    const known = this.#kept.get(subject);
    if (known && known.until > this.clock()) return known.account;
    const account = accountBy(this.db, { subject });
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
    this.#kept.set(subject, { account, until: this.clock() + KEPT_MS });
    // What could not be read must not be kept.
    account.catch(() => this.#kept.delete(subject));
    return account;
  };

  /** After a change that this process has made. */
  forget(): void {
    this.#kept.clear();
  }
}

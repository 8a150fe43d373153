import type { Account } from '../domain/account';
import type { Actor } from '../domain/actor';

/** What becomes of an account whose owner takes another post, or is written otherwise. */
export type AccountChange = Partial<Pick<Account, 'name' | 'role' | 'unit'>>;

/** What an administrator does with an account. Passwords come as hashes; the one that was made is told by the API, once. */
export type AccountAct =
  | { do: 'create'; account: Account; hash?: string }
  | { do: 'change'; to: AccountChange; reason: string }
  | { do: 'reset'; hash: string; reason: string }
  | { do: 'lock' | 'unlock' | 'close'; reason: string };

export type AccountBody = { actor: Actor; accountId: string; act: AccountAct };

import type { Account } from '../domain/account';
import { ConfigFaults } from './load-faults';
import { readRowsIfAny } from './load-rows';

/** An account that a fresh installation begins with. */
export type FirstAccount = Pick<Account, 'id' | 'name' | 'role' | 'unit'>;

/**
 * The accounts of a fresh start; they are no part of what is published, and nothing after the first start reads them.
 * @throws ConfigFaults
 */
export function readFirstAccounts(folder: string): FirstAccount[] {
  const { rows, faults } = readRowsIfAny<FirstAccount>(folder, 'first-accounts.json', 'first-account');
  if (faults.length > 0) throw new ConfigFaults(faults);
  return rows.map(({ value }) => value);
}

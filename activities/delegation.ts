import type { Knex } from 'knex';
import { accountBy } from '../config/account-row';
import type { DelegationBody } from '../config/delegation-body';
import { concerning } from '../config/delegation-row';
import type { Catalogue } from '../domain/catalogue';
import { giveDelegation, withdrawDelegation } from '../domain/delegation';
import { Refusal } from '../domain/problem';
import { localDate, type Instant } from '../domain/time';
import { holdDelegation, writeDelegation } from './stores/delegations';

/**
 * Carries out what is done with a delegation.
 * @throws Refusal as `giveDelegation` and `withdrawDelegation`, and delegation-not-found
 */
export async function applyDelegation(
  trx: Knex,
  catalogue: Catalogue,
  { actor, delegationId: id, act }: DelegationBody,
  now: Instant,
  commandId: string,
): Promise<void> {
  const today = localDate(now);
  if (act.do === 'withdraw') {
    const held = await holdDelegation(trx, id);
    if (!held) throw new Refusal('delegation-not-found');
    const event = withdrawDelegation(held.state, act.reason, { catalogue, today }, actor, now, commandId);
    return writeDelegation(trx, held, event);
  }
  const order = { id, ...act.order };
  const both = [order.delegator, order.delegate];
  // Two that hand the same work over at once take turns: the second sees what the first has written.
  for (const one of [...both].sort()) await trx('accounts').where({ id: one }).update({ id: one });
  const facts = {
    ...{ catalogue, today },
    delegator: await accountBy(trx, { id: order.delegator }),
    delegate: await accountBy(trx, { id: order.delegate }),
    others: await concerning(trx, both, today),
  };
  await writeDelegation(trx, undefined, giveDelegation(order, facts, actor, now, commandId));
}

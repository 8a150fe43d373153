import type { Knex } from 'knex';
import { accountBy } from '../../config/account-row';
import { canonical } from '../../config/canonical';
import { CHAIN_START } from '../../config/chain';
import { delegationBy } from '../../config/delegation-row';
import { locked } from '../../config/dialect';
import type { Actor } from '../../domain/actor';
import { evolveDelegation, holdsOn, type DelegationEvent, type DelegationState } from '../../domain/delegation';
import { Refusal } from '../../domain/problem';
import { localDate, type Instant } from '../../domain/time';
import { appendLedger } from './ledger';

export type StoredDelegation = { state: DelegationState; hash: string };

/** A delegation as last written, held against other writers until the transaction ends. */
export async function holdDelegation(trx: Knex, id: string): Promise<StoredDelegation | undefined> {
  const query = trx('delegations').where({ id }).first('state', 'hash');
  const row = (await locked(trx, query)) as { state: string; hash: string } | undefined;
  return row && { state: JSON.parse(row.state) as DelegationState, hash: row.hash };
}

/** Appends an event to the delegation's chain and brings its row along. */
export async function writeDelegation(
  trx: Knex,
  held: StoredDelegation | undefined,
  event: DelegationEvent,
): Promise<void> {
  const state = evolveDelegation(held?.state, event);
  const hash = await appendLedger(trx, `delegation:${state.id}`, event, held?.hash ?? CHAIN_START);
  await projectDelegation(trx, state, hash);
}

/** The row that a state makes. */
export async function projectDelegation(trx: Knex, state: DelegationState, hash: string): Promise<void> {
  const { id, delegator, delegate, unit, from, to, givenAt, withdrawn, seq } = state;
  const row = {
    ...{ id, delegator, delegate, unit, from_on: from, to_on: to, given_at: givenAt },
    withdrawn_at: withdrawn?.at ?? null,
    seq,
    state: canonical(state),
    hash,
  };
  await trx('delegations').insert(row).onConflict('id').merge();
}

/**
 * What was ordered on behalf of another is done only while the delegation holds: between the order and the moment in which
 * it is carried out it may have been withdrawn.
 * @throws Refusal delegation-not-in-force
 */
export async function requireDelegation(trx: Knex, { id, onBehalfOf }: Actor, now: Instant): Promise<void> {
  if (!onBehalfOf) return;
  const [state, delegator] = [
    await delegationBy(trx, onBehalfOf.delegation),
    await accountBy(trx, { id: onBehalfOf.id }),
  ];
  const today = localDate(now);
  const holds = state && delegator?.state === 'active' && state.delegate === id && state.delegator === delegator.id;
  if (!holds || !holdsOn(state, today)) throw new Refusal('delegation-not-in-force');
}

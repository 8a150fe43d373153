import { answerOf, api } from '../api/client';
import type { components } from '../api/contract';
import { once } from '../api/intention';
import { finished } from '../transfers/calls';

type Schemas = components['schemas'];
export type Delegation = Schemas['Delegation'];
export type DelegationOrder = Schemas['DelegationOrder'];
export type Person = Schemas['DelegationPerson'];
export type Part = 'delegator' | 'delegate';

export const readDelegations = (state: Delegation['state'] | '', cursor: string) =>
  answerOf(
    api.GET('/api/v1/delegations', { params: { query: { ...(state && { state }), ...(cursor && { cursor }) } } }),
  );

/** Whose right may be handed over, or who may take it. */
export const readPeople = (part: Part, delegator: string, q: string) =>
  answerOf(
    api.GET('/api/v1/delegation-people', {
      params: { query: { part, ...(delegator && { delegator }), ...(q && { q }) } },
    }),
  );

const keyed = (key: string) => ({ header: { 'Idempotency-Key': key } });

export function give(body: DelegationOrder): Promise<Delegation> {
  return once(`delegation:${body.delegator ?? ''}:${body.delegate}`, body, async (key) => {
    const asked = api.POST('/api/v1/delegations', { params: keyed(key), body });
    return finished<Schemas['DelegationDone']>(await answerOf(asked)).delegation;
  });
}

export function withdraw(id: string, reason: string): Promise<Delegation> {
  return once(`delegation-withdraw:${id}`, { reason }, async (key) => {
    const asked = api.POST('/api/v1/delegations/{id}/withdraw', {
      params: { path: { id }, ...keyed(key) },
      body: { reason },
    });
    return finished<Schemas['DelegationDone']>(await answerOf(asked)).delegation;
  });
}

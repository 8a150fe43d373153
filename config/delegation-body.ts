import type { Actor } from '../domain/actor';
import type { DelegationOrder } from '../domain/delegation';

export type DelegationAct = { do: 'give'; order: Omit<DelegationOrder, 'id'> } | { do: 'withdraw'; reason: string };

export type DelegationBody = { actor: Actor; delegationId: string; act: DelegationAct };

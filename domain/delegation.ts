import type { Account } from './account';
import { byOf, type Actor, type By } from './actor';
import type { Catalogue } from './catalogue';
import { giverFault, mayStandIn, shareHouse } from './delegation-people';
import { DELEGATION_GIVE } from './permission-names';
import { Refusal, refusedAt } from './problem';
import { decide } from './reach';
import { dayNumber, type Instant, type LocalDate } from './time';
import { unitId, type UnitId } from './unit';

/**
 * Delegation (ủy quyền): for some days one account acts for another, in writing, for a time and a content that are named,
 * and not any further. (Nghị định 30/2020/NĐ-CP, Điều 13 khoản 3)
 */
export type DelegationOrder = {
  id: string;
  /** Whose right it is (người ủy quyền), and who is to act for him (người được ủy quyền). */
  delegator: string;
  delegate: string;
  /** Both days are part of it. */
  from: LocalDate;
  to: LocalDate;
  /** Only for these fields; without them for everything. */
  fields?: string[];
  /** The paper that gives it: number, day, who signed. */
  basis: string;
};

/** `unit` is the delegator's, on the day it was given: whose matter it is to know of it and to end it. */
export type DelegationState = DelegationOrder & {
  seq: number;
  unit: UnitId;
  givenBy: By;
  givenAt: Instant;
  withdrawn?: { by: By; at: Instant; reason: string };
};

export type DelegationEvent = { seq: number; at: Instant; recordedAt: Instant; by: By; commandId: string } & (
  { kind: 'given'; order: DelegationOrder; unit: UnitId } | { kind: 'withdrawn'; reason: string }
);

export function evolveDelegation(state: DelegationState | undefined, event: DelegationEvent): DelegationState {
  const { seq, at, by } = event;
  if (event.kind === 'given') return { ...event.order, seq, unit: event.unit, givenBy: by, givenAt: at };
  if (!state) throw new Error('a delegation begins by being given');
  return { ...state, seq, withdrawn: { by, at, reason: event.reason } };
}

/** Whether it holds on a day. */
export function holdsOn({ from, to, withdrawn }: DelegationState, day: LocalDate): boolean {
  return !withdrawn && from <= day && day <= to;
}

/** Everybody and everything that a new delegation has to fit. */
export type DelegationFacts = {
  catalogue: Catalogue;
  today: LocalDate;
  delegator: Account | undefined;
  delegate: Account | undefined;
  /** Those that either of them has given or got, ended ones or not. */
  others: DelegationState[];
};

type When = [at: Instant, commandId: string];

/**
 * Gives it: by whoever hands his own right over, or by who is set over him when he cannot.
 * @throws Refusal delegation- chain, self, person, role, unit, too-long, overlaps, absent; same-person, date-past, span-too-long,
 *   field-unknown, account-unknown, account-closed, not-your-role, not-your-unit
 */
export function giveDelegation(
  order: DelegationOrder,
  facts: DelegationFacts,
  actor: Actor,
  ...[at, commandId]: When
): DelegationEvent {
  const { catalogue } = facts;
  if (actor.onBehalfOf) throw new Refusal('delegation-chain');
  if (order.delegator === order.delegate) throw refusedAt('/delegate', 'delegation-self');
  const delegator = usable(facts.delegator, order.delegator, '/delegator');
  const unit = standsAt(catalogue, delegator, facts.today, '/delegator');
  const denied = giverFault(catalogue, actor, delegator, unit);
  if (denied) throw new Refusal(denied);
  // Nobody takes a right that is another's: who hands it over for somebody else hands it to a third.
  if (actor.id === order.delegate) throw refusedAt('/delegate', 'same-person', { action: 'give' });
  checkTaker(delegator, unit, usable(facts.delegate, order.delegate, '/delegate'), facts);
  checkSpan(order, facts);
  order.fields?.forEach((field, i) => {
    if (!catalogue.field(field)) throw refusedAt(`/fields/${i}`, 'field-unknown', { field });
  });
  checkOthers(order, facts.others);
  return { seq: 1, at, recordedAt: at, by: byOf(actor), commandId, kind: 'given', order, unit };
}

/**
 * Ends it at once: by whose right it is, by who is set over him, or by who gave it.
 * @throws Refusal delegation-chain, delegation-ended, not-your-role, not-your-unit
 */
export function withdrawDelegation(
  state: DelegationState,
  reason: string,
  facts: Pick<DelegationFacts, 'catalogue' | 'today'>,
  actor: Actor,
  ...[at, commandId]: When
): DelegationEvent {
  if (actor.onBehalfOf) throw new Refusal('delegation-chain');
  if (actor.id !== state.givenBy.id && actor.id !== state.delegator) {
    const { denied } = decide(facts.catalogue, actor, DELEGATION_GIVE, { units: [state.unit], owner: state.delegator });
    if (denied) throw new Refusal(denied);
  }
  if (state.withdrawn || state.to < facts.today) throw new Refusal('delegation-ended');
  return endOf(state, reason, actor, at, commandId);
}

/** Its end where one of the two takes another post: it was given for what both were (Nghị định 30/2020/NĐ-CP, Điều 13 khoản 3). */
export function endByMove(
  state: DelegationState,
  reason: string,
  by: Actor,
  ...[at, commandId]: When
): DelegationEvent {
  return endOf(state, reason, by, at, commandId);
}

function endOf({ seq }: DelegationState, reason: string, by: Actor, ...[at, commandId]: When): DelegationEvent {
  return { seq: seq + 1, at, recordedAt: at, by: byOf(by), commandId, kind: 'withdrawn', reason };
}

/**
 * The delegate as he acts for the delegator: with the other's role and place, and his own name.
 * @throws Refusal delegation-not-in-force when it does not hold (any more, or yet), or the delegator may not act himself
 */
export function actingFor(
  actor: Pick<Actor, 'id'>,
  state: DelegationState | undefined,
  delegator: Account | undefined,
  { catalogue, today }: Pick<DelegationFacts, 'catalogue' | 'today'>,
): Actor {
  const unit = delegator && catalogue.unitAt(delegator.unit, today);
  if (!state || !unit || delegator.state !== 'active' || !holdsOn(state, today) || state.delegate !== actor.id)
    throw new Refusal('delegation-not-in-force');
  const own = unitId(unit);
  const onBehalfOf = { id: delegator.id, delegation: state.id, ...(state.fields && { fields: state.fields }) };
  return { id: actor.id, role: delegator.role, unit: own, actsFor: catalogue.actsFor(own), onBehalfOf };
}

function usable(account: Account | undefined, name: string, at: string): Account {
  if (!account) throw refusedAt(at, 'account-unknown', { account: name });
  if (account.state !== 'active') throw refusedAt(at, 'account-closed', { account: account.id });
  if (account.kind !== 'person') throw refusedAt(at, 'delegation-person', { account: account.id });
  return account;
}

function standsAt(catalogue: Catalogue, { unit }: Account, today: LocalDate, at: string): UnitId {
  const found = catalogue.unitAt(unit, today);
  if (!found) throw refusedAt(at, 'unit-closed', { unit });
  return unitId(found);
}

function checkTaker(delegator: Account, unit: UnitId, delegate: Account, { catalogue, today }: DelegationFacts): void {
  if (!mayStandIn(catalogue, delegator.role, delegate.role)) throw refusedAt('/delegate', 'delegation-role');
  const other = standsAt(catalogue, delegate, today, '/delegate');
  if (!shareHouse(catalogue, unit, other)) throw refusedAt('/delegate', 'delegation-unit');
}

function checkSpan({ from, to }: DelegationOrder, { catalogue, today }: DelegationFacts): void {
  const most = catalogue.permissions.delegation?.maxDays ?? 0;
  if (from < today) throw refusedAt('/from', 'date-past', { date: from });
  if (to < from) throw refusedAt('/to', 'span-too-long');
  if (dayNumber(to) - dayNumber(from) + 1 > most) throw refusedAt('/to', 'delegation-too-long', { days: most });
}

/** For one matter one person stands in at a time, and nobody who has handed over everything of his own meanwhile. */
function checkOthers(order: DelegationOrder, others: DelegationState[]): void {
  const meanwhile = others.filter((one) => !one.withdrawn && one.from <= order.to && order.from <= one.to);
  const clash = meanwhile.find((one) => one.delegator === order.delegator && shareWork(one, order));
  if (clash)
    throw refusedAt('/from', 'delegation-overlaps', { account: clash.delegate, from: clash.from, to: clash.to });
  const away = meanwhile.find((one) => one.delegator === order.delegate && !one.fields);
  if (away) throw refusedAt('/delegate', 'delegation-absent', { from: away.from, to: away.to });
}

function shareWork(one: DelegationOrder, other: DelegationOrder): boolean {
  // Two for the same pair would leave open under which of them he acts.
  if (one.delegate === other.delegate || !one.fields || !other.fields) return true;
  return one.fields.some((field) => other.fields?.includes(field));
}

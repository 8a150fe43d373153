import type { DelegationAct, DelegationBody } from '../../config/delegation-body';
import { accountBy } from '../../config/account-row';
import { delegationBy } from '../../config/delegation-row';
import { idFrom } from '../../config/canonical';
import { accountName } from '../../domain/account';
import type { DelegationState } from '../../domain/delegation';
import { giversAmong, takersAmong } from '../../domain/delegation-people';
import type { AccountRole } from '../../domain/permission';
import { Refusal, refusedAt } from '../../domain/problem';
import { hasWords } from '../../domain/text';
import type { LocalDate } from '../../domain/time';
import { unitId } from '../../domain/unit';
import { ok, signedIn, type Call, type Handler } from '../call';
import { commandReply } from '../command-reply';
import type { ApiContext } from '../context';
import { delegationView } from '../delegation-view';
import { unitsReached } from '../permit';
import { peopleOf } from '../reads/accounts';
import { delegationPage, type DelegationFilter, type Seen } from '../reads/delegations';
import { API, unitName } from '../views';

const pathOf = (id: string) => `${API}/delegations/${id}`;

/** A list to choose from; whoever is not among them is found by his name. */
const MOST_PEOPLE = 50;

type ListQuery = DelegationFilter & { cursor?: string; limit: number };

export const listDelegations: Handler = signedIn(async (ctx, call) => {
  const { cursor, limit, account, ...rest } = call.query as ListQuery;
  const filter = { ...rest, ...(account !== undefined && { account: accountName(account) ?? account }) };
  const place = { limit, ...(cursor !== undefined && { cursor }) };
  const { items, next } = await delegationPage(ctx.read, seenBy(ctx, call), filter, call.today, place);
  return ok({ items: await Promise.all(items.map((one) => delegationView(ctx, one, call.today))), next });
});

export const readDelegation: Handler = signedIn(async (ctx, call) =>
  ok(await delegationView(ctx, await visible(ctx, call), call.today)),
);

type PeopleQuery = { part: 'delegator' | 'delegate'; delegator?: string; q?: string };

/** Whose right the caller may hand over, or who may take it; the first ones of those whose names fit. */
export const listDelegationPeople: Handler = signedIn(async ({ read, catalogue }, { query, actor, today }) => {
  const { part, delegator: written = actor.id, q } = query as PeopleQuery;
  const facts = { catalogue, today, actor };
  const roles = catalogue.permissions.delegation?.to ?? {};
  const givers = async () => giversAmong(await peopleOf(read, Object.keys(roles) as AccountRole[]), facts);
  const takers = async () => {
    const id = named(written, '/query/delegator');
    const account = await accountBy(read, { id });
    const [delegator] = giversAmong(account ? [account] : [], facts);
    if (!delegator) throw refusedAt('/query/delegator', 'account-unknown', { account: written });
    return takersAmong(await peopleOf(read, roles[delegator.role] ?? []), delegator, facts);
  };
  const people = await (part === 'delegator' ? givers() : takers());
  const fit = people.filter(({ id, name }) => hasWords(q, `${name} ${id}`));
  const items = fit.slice(0, MOST_PEOPLE).map(({ id, name, role, unit }) => {
    const now = catalogue.unitAt(unit, today);
    return { id, name, role, unit: unitName(catalogue, now ? unitId(now) : unit) };
  });
  return ok({ items, more: fit.length > MOST_PEOPLE });
});

type Order = { delegator?: string; delegate: string; from: LocalDate; to: LocalDate; fields?: string[]; basis: string };

export const giveDelegation: Handler = signedIn(async (ctx, call) => {
  const { delegator, delegate, ...order } = call.body as Order;
  const both = {
    delegator: delegator === undefined ? call.actor.id : named(delegator, '/delegator'),
    delegate: named(delegate, '/delegate'),
  };
  const id = idFrom(`delegation\n${call.actor.id}\n${call.key}`);
  return carryOut(ctx, call, { id, act: { do: 'give', order: { ...both, ...order } }, status: 201 });
});

export const withdrawDelegation: Handler = signedIn(async (ctx, call) => {
  const { reason } = call.body as { reason: string };
  const { id } = await visible(ctx, call);
  return carryOut(ctx, call, { id, act: { do: 'withdraw', reason }, status: 200 });
});

type Ordered = { id: string; act: DelegationAct; status: 200 | 201 };

async function carryOut(ctx: ApiContext, { key, actor, today }: Call, { id, act, status }: Ordered) {
  const body: DelegationBody = { actor, delegationId: id, act };
  const sent = await ctx.engine.carryOut(key, { kind: 'delegation', subject: id, body });
  return commandReply(sent, status, pathOf(id), async () => {
    const state = await delegationBy(ctx.read, id);
    if (!state) throw new Refusal('delegation-not-found');
    return { delegation: await delegationView(ctx, state, today) };
  });
}

function named(written: string, at: string): string {
  const name = accountName(written);
  if (name === undefined) throw refusedAt(at, 'account-unknown', { account: written });
  return name;
}

function seenBy({ catalogue }: ApiContext, call: Call): Seen {
  // With the reach `self` the units say nothing: it is about oneself.
  return { account: call.actor.id, units: call.reach === 'self' ? [] : unitsReached(catalogue, call) };
}

/** One that is not for the caller does not exist for him. @throws Refusal delegation-not-found */
async function visible(ctx: ApiContext, call: Call): Promise<DelegationState> {
  const state = await delegationBy(ctx.read, call.path.id ?? '');
  const { account, units } = seenBy(ctx, call);
  const isOwn = state && [state.delegator, state.delegate, state.givenBy.id].includes(account);
  if (!state || !(isOwn || units === 'all' || units.includes(state.unit))) throw new Refusal('delegation-not-found');
  return state;
}

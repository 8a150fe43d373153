import { accountBy } from '../config/account-row';
import { heldBy, holdingOn } from '../config/delegation-row';
import { accountName, type Account } from '../domain/account';
import type { Actor } from '../domain/actor';
import { actingFor, type DelegationState } from '../domain/delegation';
import { Refusal } from '../domain/problem';
import { localDate } from '../domain/time';
import type { ApiContext } from './context';
import { unitName } from './views';

/** Names the account for which its sender acts. Without it everybody acts in his own right. */
export const ON_BEHALF_OF = 'On-Behalf-Of';

type Place = Pick<ApiContext, 'read' | 'catalogue' | 'now'>;

/**
 * Who sends a request, as he wants to act in it. Nothing is done in another's name that was not asked for so: the same
 * request means the same whatever was handed over or withdrawn meanwhile.
 * @throws Refusal delegation-not-in-force
 */
export async function inTheNameOf(ctx: Place, actor: Actor, named: string | undefined): Promise<Actor> {
  if (named === undefined) return actor;
  const delegator = accountName(named);
  const today = localDate(ctx.now());
  const state = (await heldBy(ctx.read, actor.id, today)).find((one) => one.delegator === delegator);
  const account = state && (await accountBy(ctx.read, { id: state.delegator }));
  return actingFor(actor, state, account, { catalogue: ctx.catalogue, today });
}

/** Somebody for whom the caller may act today. */
export type Substitute = { actor: Actor; account: Account; delegation: DelegationState };

/** All for whom somebody may act today; none while he acts for another already. */
export async function substitutesOf(ctx: Place, actor: Actor): Promise<Substitute[]> {
  if (actor.onBehalfOf) return [];
  return acting(ctx, await heldBy(ctx.read, actor.id, localDate(ctx.now())));
}

/** Everybody who may act for another today. */
export async function inForce(ctx: Place): Promise<Substitute[]> {
  return acting(ctx, await holdingOn(ctx.read, localDate(ctx.now())));
}

async function acting({ read, catalogue, now }: Place, held: DelegationState[]): Promise<Substitute[]> {
  const today = localDate(now());
  const found = await Promise.all(
    held.map(async (delegation): Promise<Substitute[]> => {
      const account = await accountBy(read, { id: delegation.delegator });
      const delegate = { id: delegation.delegate };
      const actor = tried(() => actingFor(delegate, delegation, account, { catalogue, today }));
      return actor && account ? [{ actor, account, delegation }] : [];
    }),
  );
  return found.flat();
}

/** For whom, as people read it. */
export function substituteView(
  { catalogue }: Pick<ApiContext, 'catalogue'>,
  { actor, account, delegation }: Substitute,
) {
  const { from, to, fields = null } = delegation;
  const { id, name, role } = account;
  return { delegation: delegation.id, id, name, role, unit: unitName(catalogue, actor.unit), from, to, fields };
}

function tried(work: () => Actor): Actor | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

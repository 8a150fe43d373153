import type { Account } from './account';
import type { Actor } from './actor';
import { employerOf } from './authority';
import type { Catalogue } from './catalogue';
import { isWithin } from './jurisdiction';
import type { AccountRole } from './permission';
import { DELEGATION_GIVE } from './permission-names';
import { decide, type Denial } from './reach';
import type { LocalDate } from './time';
import { unitId, type UnitId } from './unit';

/** Between whom a right may be handed over, whatever else is handed over meanwhile. */

/** Why somebody may not hand over the right of an account at a unit; nothing when he may. */
export function giverFault(
  catalogue: Catalogue,
  actor: Actor,
  delegator: Pick<Account, 'id' | 'role'>,
  unit: UnitId,
): Denial | undefined {
  const { denied } = decide(catalogue, actor, DELEGATION_GIVE, { units: [unit], owner: delegator.id });
  if (denied) return denied;
  // A manager of the Post is set over the Post's people in a unit, and not over the authority's.
  return employerOf(actor.role) === employerOf(delegator.role) ? undefined : 'not-your-role';
}

/** Whether one role may stand in for another, which the table of permissions says. */
export function mayStandIn(catalogue: Catalogue, delegator: AccountRole, delegate: AccountRole): boolean {
  return catalogue.permissions.delegation?.to[delegator]?.includes(delegate) ?? false;
}

/** The two work in one house, one above the other or side by side. */
export function shareHouse(catalogue: Catalogue, unit: UnitId, other: UnitId): boolean {
  return isWithin(catalogue, other, unit) || isWithin(catalogue, unit, other);
}

type Facts = { catalogue: Catalogue; today: LocalDate; actor: Actor };

/** Those of some accounts whose right the actor may hand over. */
export function giversAmong(accounts: Account[], { catalogue, today, actor }: Facts): Account[] {
  return accounts.filter((account) => {
    const unit = standingAt(catalogue, account, today);
    const takers = catalogue.permissions.delegation?.to[account.role] ?? [];
    return unit && takers.length > 0 && isUsable(account) && !giverFault(catalogue, actor, account, unit);
  });
}

/** Those of some accounts to whom the actor may hand the right of another. */
export function takersAmong(accounts: Account[], delegator: Account, { catalogue, today, actor }: Facts): Account[] {
  const unit = standingAt(catalogue, delegator, today);
  return accounts.filter((account) => {
    const other = standingAt(catalogue, account, today);
    if (!unit || !other || !isUsable(account) || account.id === delegator.id || account.id === actor.id) return false;
    return mayStandIn(catalogue, delegator.role, account.role) && shareHouse(catalogue, unit, other);
  });
}

const isUsable = ({ state, kind }: Account) => state === 'active' && kind === 'person';

function standingAt(catalogue: Catalogue, { unit }: Account, today: LocalDate): UnitId | undefined {
  const found = catalogue.unitAt(unit, today);
  return found && unitId(found);
}

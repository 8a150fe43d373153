import type { Catalogue } from '../domain/catalogue';
import { isOver } from '../domain/jurisdiction';
import { Refusal } from '../domain/problem';
import type { Role } from '../domain/process';
import { unitId, type UnitId } from '../domain/unit';
import type { Actor } from '../domain/actor';

/** Who follows the transfers of the whole province. */
const EVERYWHERE: ReadonlySet<Role> = new Set<Role>(['auditor', 'leader', 'process-owner', 'administrator']);

/** The units whose transfers somebody may see: his own and those below, or all of them. */
export function unitsSeen(catalogue: Catalogue, actor: Actor): UnitId[] | 'all' {
  if (EVERYWHERE.has(actor.role)) return 'all';
  return catalogue.data.units.map(unitId).filter((unit) => isOver(catalogue, actor, unit));
}

/** @throws Refusal transfer-not-found for a transfer of a unit that is no business of the actor's */
export function requireSeen(catalogue: Catalogue, actor: Actor, unit: UnitId): void {
  if (!EVERYWHERE.has(actor.role) && !isOver(catalogue, actor, unit)) throw new Refusal('transfer-not-found');
}

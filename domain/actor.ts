import type { Actors, Role, UnitPart } from './process';
import type { UnitId } from './unit';

/** Who acts: an account, in one role at one unit. `actsFor` holds that unit and those whose work it carries on. */
export type Actor = { id: string; role: Role; unit: UnitId; actsFor: UnitId[] };

/** The clock acts when a limit passes; it belongs to no unit. */
export const SYSTEM: Actor = { id: 'system', role: 'system', unit: '', actsFor: [] };

export type DossierUnits = { [part in UnitPart]?: UnitId } & { receiving: UnitId; deciding: UnitId };

/** Why an actor is not among those who may act, or nothing. */
export function actorFault(
  actor: Actor,
  allowed: Actors,
  units: DossierUnits,
): 'not-your-role' | 'not-your-unit' | undefined {
  if (!allowed.roles.includes(actor.role)) return 'not-your-role';
  if (actor.role === 'system') return undefined;
  const unit = units[allowed.unit];
  return unit !== undefined && actor.actsFor.includes(unit) ? undefined : 'not-your-unit';
}

import { Refusal } from './problem';
import type { Actors, Role, UnitPart } from './process';
import type { UnitId } from './unit';

/** The right of another under which somebody acts: the account, and the delegation (ủy quyền) that gives it. */
export type OnBehalf = { id: string; delegation: string };

/**
 * Who acts: an account, in one role at one unit. `actsFor` holds that unit and those whose work it carries on. Whoever
 * acts on behalf of another has the other's role and unit, and keeps his own id.
 */
export type Actor = {
  id: string;
  role: Role;
  unit: UnitId;
  actsFor: UnitId[];
  /** `fields` where the right is handed over for these alone. */
  onBehalfOf?: OnBehalf & { fields?: string[] };
};

/** Who did something, as an event says it. */
export type By = { id: string; role: Role; unit: UnitId; onBehalfOf?: OnBehalf };

/** What an event keeps of an actor. Without a delegation it is what it always was, so that hashes stay the same. */
export function byOf({ id, role, unit, onBehalfOf }: By): By {
  const behalf = onBehalfOf && { id: onBehalfOf.id, delegation: onBehalfOf.delegation };
  return { id, role, unit, ...(behalf && { onBehalfOf: behalf }) };
}

type Acted = { id: string; onBehalfOf?: { id: string } };

/** Whoever stands behind an act: who did it, and for whom. None of them may do what a second person has to do. */
export function personsOf({ id, onBehalfOf }: Acted): string[] {
  return onBehalfOf ? [id, onBehalfOf.id] : [id];
}

/** Whether one of the persons behind an act is among those who did something before. */
export function isOneOf(actor: Acted, before: (string | undefined)[]): boolean {
  return personsOf(actor).some((person) => before.includes(person));
}

/** A right that was handed over for some fields holds for nothing else. @throws Refusal delegation-field */
export function requireField({ onBehalfOf }: Pick<Actor, 'onBehalfOf'>, field: string): void {
  if (onBehalfOf?.fields && !onBehalfOf.fields.includes(field)) throw new Refusal('delegation-field', { field });
}

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

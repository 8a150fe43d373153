import type { Actor } from './actor';
import type { Catalogue } from './catalogue';
import { isOver } from './jurisdiction';
import { reachOf, type Reach } from './permission';
import { unitId, type UnitId } from './unit';

/** What a permission is asked for. */
export type Subject = {
  /** The units that it belongs to; one of them must be within reach. */
  units?: UnitId[];
  /** Whether its field is with the Post at this moment, for the reach `field`. */
  withPost?: boolean;
  /** Whose it is, for the reach `self`. */
  owner?: string;
};

export type Denial = 'not-your-role' | 'not-your-unit';
export type Decision = { reach: Reach; denied?: undefined } | { reach?: undefined; denied: Denial };

/** Whether something lies within a reach. The same question in SQL is `unitsReached`. */
export function reaches(catalogue: Catalogue, actor: Actor, reach: Reach, subject: Subject): boolean {
  const { units = [], withPost = false, owner } = subject;
  switch (reach) {
    case 'all':
      return true;
    case 'self':
      return owner === actor.id && units.every((unit) => actor.actsFor.includes(unit));
    case 'own':
      return units.some((unit) => actor.actsFor.includes(unit));
    case 'field':
      return withPost && units.some((unit) => actor.actsFor.includes(unit));
    case 'subtree':
      return units.some((unit) => isOver(catalogue, actor, unit));
  }
}

/** The units within a reach, for lists. What else the reaches `self` and `field` ask is for the statement to add. */
export function unitsReached(catalogue: Catalogue, actor: Actor, reach: Reach): UnitId[] | 'all' {
  if (reach === 'all') return 'all';
  if (reach !== 'subtree') return actor.actsFor;
  return catalogue.data.units.map(unitId).filter((unit) => isOver(catalogue, actor, unit));
}

/**
 * Whether an actor may, and if not why: the one decision behind every refusal and every “why not?”.
 * @param subject left out, only the role is asked for
 */
export function decide(catalogue: Catalogue, actor: Actor, permission: string, subject?: Subject): Decision {
  const reach = reachOf(catalogue.permissions, actor.role, permission);
  if (!reach) return { denied: 'not-your-role' };
  if (subject && !reaches(catalogue, actor, reach, subject)) return { denied: 'not-your-unit' };
  return { reach };
}

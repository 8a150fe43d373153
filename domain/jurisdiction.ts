import type { Actor } from './actor';
import type { Catalogue } from './catalogue';
import { Refusal } from './problem';
import type { UnitId } from './unit';

/** Whether a unit is another one or lies below it: a commune in its district, a district in the province. */
export function isWithin(catalogue: Catalogue, unit: UnitId, above: UnitId): boolean {
  for (let here: UnitId | undefined = unit; here !== undefined; here = catalogue.unit(here)?.parent) {
    if (here === above) return true;
  }
  return false;
}

/** The units that somebody is set over: his own, those whose work it carries on, and all below them. */
export function isOver(catalogue: Catalogue, actor: Pick<Actor, 'actsFor'>, unit: UnitId): boolean {
  return actor.actsFor.some((own) => isWithin(catalogue, unit, own));
}

/** @throws Refusal not-your-unit */
export function requireOver(catalogue: Catalogue, actor: Pick<Actor, 'actsFor'>, unit: UnitId): void {
  if (!isOver(catalogue, actor, unit)) throw new Refusal('not-your-unit');
}

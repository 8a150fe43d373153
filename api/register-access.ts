import type { Actor } from '../domain/actor';
import type { Catalogue } from '../domain/catalogue';
import { isOver, requireOver } from '../domain/jurisdiction';
import { openUnit } from '../domain/opening';
import type { Group } from '../domain/plan';
import { Refusal } from '../domain/problem';
import type { Role } from '../domain/process';
import type { LocalDate } from '../domain/time';
import type { Unit, UnitId } from '../domain/unit';

/** Roles that look over the registers of the units below them; auditors look everywhere. */
const OVERSEERS: readonly Role[] = [
  'authority-officer',
  'post-manager',
  'head-of-unit',
  'leader',
  'auditor',
  'process-owner',
  'administrator',
];

const RECORDS: { [role in Role]?: Group } = {
  'post-manager': 'post',
  'authority-officer': 'government',
  'head-of-unit': 'government',
};

/** The group whose staff a role records. @throws Refusal not-your-role */
export function groupRecordedBy({ role }: Pick<Actor, 'role'>): Group {
  const group = RECORDS[role];
  if (!group) throw new Refusal('not-your-role');
  return group;
}

/**
 * The unit that a code means on a date; one that has closed is found by its full id.
 * @param pointer where the request names it
 * @throws Refusal unit-unknown, unit-closed
 */
export function registeredUnit(catalogue: Catalogue, codeOrId: string, date: LocalDate, pointer = '/path/unit'): Unit {
  return catalogue.unit(codeOrId) ?? openUnit(catalogue, codeOrId, date, pointer);
}

export function maySeeUnit(catalogue: Catalogue, actor: Actor, unit: UnitId): boolean {
  return actor.role === 'auditor' || isOver(catalogue, actor, unit);
}

/** Registers of a unit are open to its own staff and to those set over it. @throws Refusal not-your-unit */
export function requireRegister(catalogue: Catalogue, actor: Actor, unit: UnitId): void {
  if (actor.actsFor.includes(unit)) return;
  if (!OVERSEERS.includes(actor.role) || !maySeeUnit(catalogue, actor, unit)) throw new Refusal('not-your-unit');
}

/** @throws Refusal not-your-role */
export function requireOverseer({ role }: Pick<Actor, 'role'>): void {
  if (!OVERSEERS.includes(role)) throw new Refusal('not-your-role');
}

/** @throws Refusal not-your-role, not-your-unit */
export function requireOversight(catalogue: Catalogue, actor: Actor, unit: UnitId): void {
  requireOverseer(actor);
  if (actor.role !== 'auditor') requireOver(catalogue, actor, unit);
}

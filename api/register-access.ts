import type { Actor } from '../domain/actor';
import type { Catalogue } from '../domain/catalogue';
import { openUnit } from '../domain/opening';
import type { Group } from '../domain/plan';
import { Refusal } from '../domain/problem';
import type { Role } from '../domain/process';
import type { LocalDate } from '../domain/time';
import type { Unit } from '../domain/unit';

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

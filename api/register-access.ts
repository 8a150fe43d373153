import type { Catalogue } from '../domain/catalogue';
import { openUnit } from '../domain/opening';
import type { LocalDate } from '../domain/time';
import type { Unit } from '../domain/unit';

/**
 * The unit that a code means on a date; one that has closed is found by its full id.
 * @param pointer where the request names it
 * @throws Refusal unit-unknown, unit-closed
 */
export function registeredUnit(catalogue: Catalogue, codeOrId: string, date: LocalDate, pointer = '/path/unit'): Unit {
  return catalogue.unit(codeOrId) ?? openUnit(catalogue, codeOrId, date, pointer);
}

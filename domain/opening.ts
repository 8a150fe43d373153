import type { DossierUnits } from './actor';
import type { Catalogue } from './catalogue';
import { refusedAt } from './problem';
import type { Channel, Field, Procedure } from './procedure';
import type { Instant, LocalDate } from './time';
import { unitId, type Unit } from './unit';

/** Where and how a dossier begins, as its author wrote it: a procedure, units by code or full id. */
export type OpeningBody = {
  procedure: string;
  unit: string;
  channel: Channel;
  supportUnit?: string;
  /** A number from a reserved block, given on paper, with the moment it was given. */
  paper?: { code: string; receivedAt: Instant };
};

export type OpeningPlace = { procedure: Procedure; receiving: Unit; deciding: Unit; support?: Unit; field: Field };

/**
 * What the place of an opening means on a date, if the unit receives the procedure on it.
 * @param at where the request names them
 * @throws Refusal procedure-unknown, procedure-retired, unit-unknown, unit-closed, unit-does-not-serve
 */
export function checkOpeningPlace(
  catalogue: Catalogue,
  body: Pick<OpeningBody, 'procedure' | 'unit' | 'supportUnit'>,
  date: LocalDate,
  at = { procedure: '/procedure', unit: '/unit' },
): OpeningPlace {
  const procedure = procedureInForce(catalogue, body.procedure, date, at.procedure);
  const receiving = openUnit(catalogue, body.unit, date, at.unit);
  const served = servedAt(catalogue, procedure, receiving, date);
  if (!served) throw refusedAt(at.unit, 'unit-does-not-serve', { unit: body.unit, procedure: procedure.code });
  const support =
    body.supportUnit === undefined ? undefined : openUnit(catalogue, body.supportUnit, date, '/supportUnit');
  return { procedure, receiving, ...served, ...(support && { support }) };
}

/**
 * An opening with all that follows from its place and day: the dossier's units, the rules of law, the moves.
 * @throws Refusal as `checkOpeningPlace`; procedure-retired when no rule of law covers the day
 */
export function planOpening(catalogue: Catalogue, body: OpeningBody, date: LocalDate) {
  const { procedure, receiving, deciding, support } = checkOpeningPlace(catalogue, body, date);
  const rules = catalogue.rulesAt(date);
  if (!rules) throw refusedAt('/procedure', 'procedure-retired', { procedure: procedure.code });
  const units: DossierUnits = {
    receiving: unitId(receiving),
    deciding: unitId(deciding),
    ...(support && { support: unitId(support) }),
  };
  return { procedure, units, rules, lifecycle: catalogue.lifecycle(procedure.process, rules) };
}

/** Who decides a procedure that a unit receives on a date; nothing when it does not receive it. */
export function servedAt(
  catalogue: Catalogue,
  procedure: Procedure,
  receiving: Unit,
  date: LocalDate,
): { field: Field; deciding: Unit } | undefined {
  const field = catalogue.field(procedure.field);
  if (!field || receiving.kind !== 'one-stop' || !procedure.levels.includes(receiving.level)) return undefined;
  const deciding = catalogue.decidingUnit(field, receiving, date);
  return deciding && { field, deciding };
}

/** @throws Refusal procedure-unknown, procedure-retired */
export function procedureInForce(
  catalogue: Catalogue,
  code: string,
  date: LocalDate,
  pointer = '/procedure',
): Procedure {
  const procedure = catalogue.procedureAt(code, date);
  if (procedure) return procedure;
  const known = catalogue.proceduresOf(code).length > 0;
  throw refusedAt(pointer, known ? 'procedure-retired' : 'procedure-unknown', { procedure: code });
}

/**
 * The unit of a code or id, open on the date.
 * @param pointer where the request names it
 * @throws Refusal unit-unknown, unit-closed
 */
export function openUnit(catalogue: Catalogue, codeOrId: string, date: LocalDate, pointer = '/unit'): Unit {
  const unit = catalogue.unitAt(codeOrId, date);
  if (unit) return unit;
  const known = catalogue.unit(codeOrId) !== undefined || catalogue.unitsOf(codeOrId).length > 0;
  throw refusedAt(pointer, known ? 'unit-closed' : 'unit-unknown', { unit: codeOrId });
}

import type { Catalogue } from './catalogue';
import { tasksOf, type Task } from './plan';
import { fill, PROBLEMS, type FieldFault, type ProblemCode, type ProblemParams } from './problem';
import { localDate, startOfDay, type Instant } from './time';
import type { TransferOpening } from './transfer';

export type OrderFault = { code: ProblemCode; params: ProblemParams; fault: FieldFault };

/**
 * Everything that is wrong with the transfers of an order, each at its place in the request.
 * @param place.known whether the programme has the transfer already: then nothing is asked of it again
 * @param place.taken whether a task is claimed by another open transfer
 */
export function plannedFaults(
  catalogue: Catalogue,
  openings: TransferOpening[],
  now: Instant,
  place: { known: (opening: TransferOpening) => boolean; taken: (opening: TransferOpening, task: Task) => boolean },
): OrderFault[] {
  const seen = new Set<string>();
  return openings.flatMap((opening, i): OrderFault[] => {
    if (place.known(opening)) return [];
    const fault = (code: ProblemCode, member: string, params: ProblemParams): OrderFault => ({
      code,
      params,
      fault: { pointer: `/transfers/${i}/${member}`, rule: code, message: fill(PROBLEMS[code].title, params) },
    });
    const { unit: id, field, plan, effectiveOn, scope } = opening;
    const unit = catalogue.unit(id);
    if (!unit) return [fault('unit-unknown', 'unit', { unit: id })];
    if (!catalogue.field(field)) return [fault('field-unknown', 'field', { field })];
    const twice = tasksOf(scope).some((task) => {
      const key = `${id} ${field} ${task}`;
      return seen.has(key) || !seen.add(key);
    });
    return [
      ...(catalogue.unitAt(id, effectiveOn) ? [] : [fault('unit-closed', 'unit', { unit: id })]),
      ...(catalogue.servesField(unit, field, effectiveOn)
        ? []
        : [fault('field-not-served', 'field', { unit: id, field })]),
      ...(catalogue.plan(plan) ? [] : [fault('plan-unknown', 'plan', { plan: `${plan.id}@${plan.version}` })]),
      ...(twice || tasksOf(scope).some((task) => place.taken(opening, task))
        ? [fault('transfer-exists', 'field', { unit: id, field })]
        : []),
      ...(startOfDay(effectiveOn) < startOfDay(localDate(now))
        ? [fault('date-past', 'effectiveOn', { date: effectiveOn })]
        : []),
    ];
  });
}

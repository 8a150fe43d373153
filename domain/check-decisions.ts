import type { CatalogueData } from './catalogue';
import { absent, repeated, type CheckFault } from './check-fault';
import { tasksOf, type Decision, type PlannedTransfer, type StagePlan } from './plan';
import { decidedAt, type Field } from './procedure';
import { isOpen, unitId, type Unit, type UnitId } from './unit';

type Known = { units: Map<UnitId, Unit>; fields: Map<string, Field>; plans: Set<string> };
const planKey = ({ id, version }: Pick<StagePlan, 'id' | 'version'>) => `${id}@${version}`;

export function checkDecisions({ decisions = [], plans = [], units, fields }: CatalogueData): CheckFault[] {
  const known: Known = {
    units: new Map(units.map((unit) => [unitId(unit), unit])),
    fields: new Map(fields.map((field) => [field.code, field])),
    plans: new Set(plans.map(planKey)),
  };
  return [
    ...repeated(decisions, (decision) => decision.number, '/number'),
    ...decisions.flatMap((decision) => [
      ...decision.transfers.flatMap((transfer, i) => checkTransfer(decision, transfer, `/transfers/${i}`, known)),
      ...checkTwice(decision),
    ]),
  ];
}

function checkTransfer(row: Decision, transfer: PlannedTransfer, path: string, known: Known): CheckFault[] {
  const { effectiveOn, plan } = transfer;
  const early = { vi: `trước ngày ban hành ${row.date}`, en: `is before the decision's own date ${row.date}` };
  return [
    ...checkPlace(row, transfer, path, known),
    ...(known.plans.has(planKey(plan)) ? [] : [absent(row, `${path}/plan`, 'plans', planKey(plan))]),
    ...(effectiveOn < row.date ? [{ row, path: `${path}/effectiveOn`, reason: early }] : []),
  ];
}

/** The unit works on that day, and receives dossiers of the field then. */
function checkPlace(row: Decision, transfer: PlannedTransfer, path: string, known: Known): CheckFault[] {
  const { effectiveOn: date } = transfer;
  const [unit, field] = [known.units.get(transfer.unit), known.fields.get(transfer.field)];
  const missing = [
    ...(unit ? [] : [absent(row, `${path}/unit`, 'units', transfer.unit)]),
    ...(field ? [] : [absent(row, `${path}/field`, 'fields', transfer.field)]),
  ];
  if (!unit || !field) return missing;
  if (!isOpen(unit, date)) {
    const reason = {
      vi: `«${transfer.unit}» không hoạt động ngày ${date}`,
      en: `“${transfer.unit}” is not open on ${date}`,
    };
    return [{ row, path: `${path}/unit`, reason }];
  }
  if (unit.kind === 'one-stop' && decidedAt(field, unit.level, date)) return [];
  const reason = {
    vi: `«${transfer.unit}» không tiếp nhận lĩnh vực «${field.code}» ngày ${date}`,
    en: `“${transfer.unit}” does not serve the field “${field.code}” on ${date}`,
  };
  return [{ row, path: `${path}/field`, reason }];
}

function checkTwice(row: Decision): CheckFault[] {
  const seen = new Set<string>();
  return row.transfers.flatMap(({ unit, field, scope }, i) => {
    const tasks = tasksOf(scope).map((task) => `${unit} ${field} ${task}`);
    const twice = tasks.some((task) => seen.has(task));
    tasks.forEach((task) => seen.add(task));
    if (!twice) return [];
    const reason = {
      vi: `nhiệm vụ này của «${field}» tại «${unit}» đã có ở trên`,
      en: `this task of “${field}” at “${unit}” is there already`,
    };
    return [{ row, path: `/transfers/${i}`, reason }];
  });
}

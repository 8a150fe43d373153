import { absent, checkPeriod, overlap, pairsBy, repeated, type CheckFault } from './check-fault';
import { IDENTIFICATION } from './code';
import type { Field } from './procedure';
import { unitId, type Unit, type UnitId } from './unit';

export function checkUnits(units: Unit[]): CheckFault[] {
  const known = new Map(units.map((unit) => [unitId(unit), unit]));
  return [
    ...repeated(units, unitId, ''),
    ...units.flatMap((unit) => [
      ...checkPeriod(unit, unit),
      ...checkIdentification(unit),
      ...checkPostBuilding(unit),
      ...checkLink(unit, 'parent', known),
      ...checkLink(unit, 'successor', known),
    ]),
    ...checkOverlaps(units),
  ];
}

function checkOverlaps(units: Unit[]): CheckFault[] {
  const sameCode = pairsBy(units, (unit) => unit.code)
    .filter(([a, b]) => unitId(a) !== unitId(b) && overlap(a, b))
    .map(([a, b]) => ({
      row: b,
      path: '/validFrom',
      reason: {
        vi: `mã «${b.code}» còn là «${unitId(a)}» vào lúc đó`,
        en: `code “${b.code}” is still “${unitId(a)}” then`,
      },
    }));
  const sameIdentification = pairsBy(units, (unit) => unit.identification)
    .filter(([a, b]) => unitId(a) !== unitId(b) && overlap(a, b))
    .map(([a, b]) => ({
      row: b,
      path: '/identification',
      reason: {
        vi: `«${b.identification}» đang là mã định danh của «${unitId(a)}»`,
        en: `“${b.identification}” identifies “${unitId(a)}” at the same time`,
      },
    }));
  return [...sameCode, ...sameIdentification];
}

function checkIdentification(unit: Unit): CheckFault[] {
  const { identification, kind } = unit;
  if (identification === undefined && kind !== 'one-stop') return [];
  if (identification !== undefined && IDENTIFICATION.test(identification)) return [];
  const reason =
    identification === undefined
      ? { vi: 'Bộ phận Một cửa phải có mã định danh', en: 'a One-Stop unit needs an identification code' }
      : {
          vi: `«${identification}» không đúng dạng mã định danh`,
          en: `“${identification}” is not an identification code`,
        };
  return [{ row: unit, path: '/identification', reason }];
}

function checkPostBuilding(unit: Unit): CheckFault[] {
  const { from, to } = unit.postBuilding ?? {};
  if (from === undefined || to === undefined || from < to) return [];
  return [{ row: unit, path: '/postBuilding/to', reason: { vi: 'phải sau ngày bắt đầu', en: 'must be after from' } }];
}

/** The unit named must exist, and following the names must not come back to where it began. */
function checkLink(unit: Unit, link: 'parent' | 'successor', known: Map<UnitId, Unit>): CheckFault[] {
  const target = unit[link];
  if (target === undefined) return [];
  if (!known.has(target)) return [absent(unit, `/${link}`, 'units', target)];
  const seen = new Set<UnitId>();
  for (let next: UnitId | undefined = target; next !== undefined && !seen.has(next); next = known.get(next)?.[link]) {
    seen.add(next);
  }
  if (!seen.has(unitId(unit))) return [];
  return [
    { row: unit, path: `/${link}`, reason: { vi: 'dẫn vòng trở lại chính đơn vị này', en: 'leads back to this unit' } },
  ];
}

export function checkFields(fields: Field[], units: Unit[]): CheckFault[] {
  const known = new Set(units.map(unitId));
  return [
    ...repeated(fields, (field) => field.code, '/code'),
    ...fields.flatMap((field) => [
      ...field.decidedBy.flatMap((rule, i) => [
        ...checkPeriod(field, rule, `/decidedBy/${i}`),
        ...(rule.unit === 'own' || known.has(rule.unit)
          ? []
          : [absent(field, `/decidedBy/${i}/unit`, 'units', rule.unit)]),
      ]),
      ...checkDeciders(field),
    ]),
  ];
}

/** At any one time one unit decides for a level. */
function checkDeciders(field: Field): CheckFault[] {
  return pairsBy(field.decidedBy, (rule) => rule.level)
    .filter(([a, b]) => overlap(a, b))
    .map(([, b]) => ({
      row: field,
      path: `/decidedBy/${field.decidedBy.indexOf(b)}/validFrom`,
      reason: {
        vi: `cấp «${b.level}» đã có cơ quan khác giải quyết vào lúc đó`,
        en: `another unit decides for level “${b.level}” then`,
      },
    }));
}

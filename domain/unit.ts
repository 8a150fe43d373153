import type { Text } from './text';
import type { LocalDate } from './time';

export type Level = 'province' | 'district' | 'commune';

/** The tiers at which work is received and decided, and the departments that only decide. */
export type UnitKind = 'one-stop' | 'department';

/**
 * A One-Stop unit (Bộ phận Một cửa) or a deciding department, as it was from a date on.
 * Codes were reused for other places on 2025-07-01, so a unit is known by its code *and* that date.
 */
export type Unit = {
  code: string;
  validFrom: LocalDate;
  /** First day on which the unit no longer exists under this row. */
  validTo?: LocalDate;
  kind: UnitKind;
  level: Level;
  name: Text;
  /** Kind of administrative unit as Vietnamese addresses write it: tỉnh, thành phố, huyện, phường, xã, thị trấn. */
  type?: string;
  parent?: UnitId;
  /** `000.00.16.H20` (Thông tư 01/2018/TT-VPCP, Điều 19) or `H20.16` (Quyết định 20/2020/QĐ-TTg). One-Stop units only. */
  identification?: string;
  address?: string;
  /** Where the office is told of what concerns it. */
  email?: string;
  /** While it works in a building of the Post; `to` is the first day on which it no longer does. */
  postBuilding?: { from: LocalDate; to?: LocalDate };
  /** The unit that carries on this one's work after `validTo`. */
  successor?: UnitId;
  /** Names of the properties that no source confirms. */
  unverified?: string[];
  illustrative?: boolean;
};

/** `code@validFrom`, the key of a unit everywhere in the product. */
export type UnitId = string;

export function unitId(unit: Pick<Unit, 'code' | 'validFrom'>): UnitId {
  return `${unit.code}@${unit.validFrom}`;
}

/** True on every day from `validFrom` to the day before `validTo`. */
export function isOpen(row: { validFrom: LocalDate; validTo?: LocalDate }, date: LocalDate): boolean {
  return row.validFrom <= date && (row.validTo === undefined || date < row.validTo);
}

import type { Actor } from '../domain/actor';
import type { LocalDate } from '../domain/time';
import type { UnitId } from '../domain/unit';

/** A member of staff as a list or a form gives it: the whole row, so that a later list replaces an earlier one. */
export type StaffEntry = {
  id: string;
  name: string;
  group: 'government' | 'post';
  unit: UnitId;
  kind: 'official' | 'reserve';
  postedFrom: LocalDate;
  postedTo: LocalDate;
  approvedBy?: string;
  publishedOn?: LocalDate;
  phone?: string;
  accountOn?: LocalDate;
  leftOn?: LocalDate;
  certificates: { field: string; passedOn: LocalDate }[];
};

export type StaffBody = { actor: Actor; entries: StaffEntry[] };
export type EquipmentBody = { actor: Actor; unit: UnitId; items: { item: string; count: number }[] };

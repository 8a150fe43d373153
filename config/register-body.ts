import type { Actor } from '../domain/actor';
import type { Certificate, StaffMember } from '../domain/staff';
import type { UnitId } from '../domain/unit';

/** A member of staff as a list or a form gives it: the whole row, so that a later list replaces an earlier one. */
export type StaffEntry = Omit<StaffMember, 'recordedAt' | 'certificates'> & {
  certificates: Pick<Certificate, 'field' | 'passedOn'>[];
};

export type StaffBody = { actor: Actor; entries: StaffEntry[] };
export type EquipmentBody = { actor: Actor; unit: UnitId; items: { item: string; count: number }[] };

import type { Group } from './plan';
import type { Instant, LocalDate } from './time';
import type { UnitId } from './unit';

/** A passed assessment after training, for one field at one unit. */
export type Certificate = { field: string; unit: UnitId; passedOn: LocalDate; recordedAt: Instant };

/** A person of the counter's staff, as the list says. Names and phones here are published by law; nothing else is kept. */
export type StaffMember = {
  /** The account name, as it stands on every event. */
  id: string;
  name: string;
  group: Group;
  unit: UnitId;
  kind: 'official' | 'reserve';
  postedFrom: LocalDate;
  /** First day after the posting. */
  postedTo: LocalDate;
  /** The decision that approved the list. */
  approvedBy?: string;
  publishedOn?: LocalDate;
  phone?: string;
  /** Since when account and digital signature are issued. */
  accountOn?: LocalDate;
  /** First day on which he or she is gone. */
  leftOn?: LocalDate;
  /** When this row was last written: the member counts from then on. */
  recordedAt: Instant;
  certificates: Certificate[];
};

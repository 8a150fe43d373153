import type { Holder, Method } from '../domain/fee';
import type { EntryKind } from '../domain/fee-report';
import type { Group } from '../domain/plan';
import type { Instant, LocalDate } from '../domain/time';
import type { UnitId } from '../domain/unit';

/** Money that moved, or what was taken off what is due: the row of reports and cash-ups. `amount` in đồng. */
export type FeeEntryRow = {
  id: string;
  kind: EntryKind;
  dossier_id: string;
  dossier_code: string;
  payment_id: string | null;
  at: Instant;
  date: LocalDate;
  unit: UnitId;
  field: string;
  procedure_code: string;
  collector: string;
  staff_group: Group;
  method: Method | null;
  held_by: Holder | null;
  book: string | null;
  number: number | null;
  amount: number;
  cash_up_id: string | null;
  command_id: string;
};

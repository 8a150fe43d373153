import type { Text } from './text';
import type { LocalDate } from './time';
import type { UnitId } from './unit';

/** Who stands at the counter: staff of the authority, or of the public postal service. */
export type Group = 'government' | 'post';

/** The two tasks that are transferred. (Quyết định 1469/QĐ-UBND-HC: tiếp nhận hồ sơ, trả kết quả) */
export type Task = 'receive' | 'return';
export type Scope = Task | 'both';

export function tasksOf(scope: Scope): Task[] {
  return scope === 'both' ? ['receive', 'return'] : [scope];
}

/** The two sides of a transfer, each with its own officer. */
export type Party = 'authority' | 'post';

/** What postal (or, for handing back, government) staff must have to be counted. Everything that is named must hold. */
export type StaffCriterion = {
  kind: 'staff';
  group: Group;
  of: 'official' | 'reserve';
  /** At least so many; `workload` takes the larger of `least` and what the workload needs. */
  least: number;
  workload?: boolean;
  /** Passed assessment for this field at this unit, not older than so many months. */
  certifiedMonths?: number;
  /** Length of the posting in months. (Nghị định 61/2018/NĐ-CP, Điều 11 khoản 4: 6 to 24) */
  postingMonths?: { from: number; to: number };
  /** On a list approved by the chairman. (Thông tư 01/2018/TT-VPCP, Điều 7) */
  approved?: boolean;
  /** Name, field and phone published at the desk and on the web. (Nghị định 61/2018/NĐ-CP, Điều 9 khoản 7) */
  published?: boolean;
  /** A personal account and a digital signature. */
  account?: boolean;
};

export type EquipmentCriterion = { kind: 'equipment'; items: { item: string; title: Text; count: number }[] };

/** So many dossiers received by postal staff since the trial began, of which at most this share was wrongly taken in. */
export type TrialCriterion = { kind: 'trial'; dossiers: number; errorRate: number };

/** An officer of one side says so, with a note; runs out after some days where configured. */
export type ConfirmedCriterion = { kind: 'confirmed'; by: Party; validDays?: number };

export type Criterion = { name: string; title: Text; legal?: string } & (
  StaffCriterion | EquipmentCriterion | TrialCriterion | ConfirmedCriterion
);

/** A stage on the way from government to postal staff. It opens when its date has come and all its criteria hold. */
export type TransferStage = {
  name: string;
  title: Text;
  /** Who may do the transferred tasks while the transfer is in this stage. */
  groups: Group[];
  /** Opens no earlier than so many calendar days before the effective date; 0 is that date. Without it: at once. */
  daysBefore?: number;
  /** What must hold for the stage to open, and to stay open where postal staff work in it. */
  criteria: Criterion[];
};

/** The way of a transfer, as a process owner configured it. Versioned; immutable once published. */
export type StagePlan = {
  id: string;
  version: number;
  title: Text;
  /** In order; the first is where a transfer begins, the last is where it is in force. */
  stages: TransferStage[];
  /** When a criterion stops holding: working days until the transfer is suspended. */
  graceDays: number;
  /** What becomes of dossiers that are with postal staff when a transfer is suspended or handed back. */
  openDossiers: 'hand-over' | 'finish';
  /** What must hold before the task goes back to government staff on the planned date. */
  handBack: Criterion[];
  sources?: string[];
};

/** Every criterion that a plan ever asks for, on the way over and on the way back. */
export function criteriaOf({ stages, handBack }: StagePlan): Criterion[] {
  return [...stages.flatMap(({ criteria }) => criteria), ...handBack];
}

/** One field at one unit, as a decision lists it. */
export type PlannedTransfer = {
  unit: UnitId;
  field: string;
  scope: Scope;
  effectiveOn: LocalDate;
  plan: { id: string; version: number };
  /** Chosen plainly, because the source gives a count and no name. */
  illustrative?: boolean;
};

/** A decision of the authority with the transfers that it orders. */
export type Decision = {
  /** As it is cited, such as `1469/QĐ-UBND-HC`. */
  number: string;
  date: LocalDate;
  effectiveOn: LocalDate;
  title: Text;
  /** Where its text is. */
  reference: string;
  transfers: PlannedTransfer[];
  sources: string[];
  unverified?: string[];
};

import type { By } from './actor';
import type { Confirmation } from './readiness';
import type { Group, Scope, StagePlan, TransferStage } from './plan';
import type { Instant, LocalDate } from './time';
import type { UnitId } from './unit';

/** Where a transfer can be beside the stages of its plan. In all three the tasks are with government staff. */
export const SUSPENDED = 'suspended';
export const WITHDRAWN = 'withdrawn';
export const HANDED_BACK = 'handed-back';

/** What is fixed when a transfer begins, but for the date, which may be moved with a reason. */
export type TransferOpening = {
  id: string;
  programme: string;
  /** The number of the decision that orders it. */
  decision: string;
  unit: UnitId;
  field: string;
  scope: Scope;
  plan: { id: string; version: number };
  effectiveOn: LocalDate;
  illustrative?: boolean;
};

export type { By };

/** The opening of a stage: when all criteria held, when its date came, and the later of the two. */
export type Gate = { stage: string; readyAt: Instant; dateAt: Instant; openedAt: Instant };

type Happened =
  | { kind: 'begun'; opening: TransferOpening; stage: string }
  | { kind: 'opened'; gate: Gate }
  | { kind: 'flagged'; missing: string[]; graceUntil: Instant }
  | { kind: 'cleared' }
  | { kind: 'suspended'; cause: 'readiness' | 'order'; missing: string[]; reason?: string }
  | { kind: 'restored'; stage: string; reason?: string }
  | { kind: 'confirmed'; confirmation: Confirmation }
  | { kind: 'unconfirmed'; criterion: string; reason: string }
  | { kind: 'date-moved'; from: LocalDate; to: LocalDate; reason: string }
  | { kind: 'withdrawn'; reason: string }
  | { kind: 'hand-back-planned'; on: LocalDate; reason: string; decision?: string }
  | { kind: 'hand-back-cancelled'; reason: string }
  | { kind: 'handed-back'; readyAt: Instant; dateAt: Instant };

/** One thing that happened to a transfer. `at` is from when it holds; `recordedAt` when the record learnt of it. */
export type TransferEvent = {
  seq: number;
  at: Instant;
  recordedAt: Instant;
  by: By;
  commandId?: string;
} & Happened;

export type TransferState = TransferOpening & {
  seq: number;
  stage: string;
  stageSince: Instant;
  closed: boolean;
  /** The stage that a suspended transfer comes back to, and why it was suspended. */
  suspended?: { from: string; cause: 'readiness' | 'order' };
  flagged?: { at: Instant; graceUntil: Instant; missing: string[] };
  confirmations: Confirmation[];
  handBack?: { on: LocalDate; reason: string };
  gates: Gate[];
};

/** The state after an event: the one reducer of workflow, projection and rebuild. */
export function evolveTransfer(state: TransferState | undefined, event: TransferEvent): TransferState {
  if (event.kind === 'begun') {
    const { opening, stage, seq, at } = event;
    return { ...opening, seq, stage, stageSince: at, closed: false, confirmations: [], gates: [] };
  }
  if (!state) throw new Error('a transfer begins with its opening');
  const next = { ...state, seq: event.seq };
  switch (event.kind) {
    case 'opened':
      return { ...enter(next, event.gate.stage, event.at), gates: [...state.gates, event.gate] };
    case 'flagged':
      return { ...next, flagged: { at: event.at, graceUntil: event.graceUntil, missing: event.missing } };
    case 'cleared':
      return without(next, 'flagged');
    case 'suspended':
      return { ...enter(next, SUSPENDED, event.at), suspended: { from: state.stage, cause: event.cause } };
    case 'restored':
      return without(enter(next, event.stage, event.at), 'suspended');
    case 'confirmed':
      return { ...next, confirmations: [...others(state, event.confirmation.criterion), event.confirmation] };
    case 'unconfirmed':
      return { ...next, confirmations: others(state, event.criterion) };
    case 'date-moved':
      return { ...next, effectiveOn: event.to };
    case 'withdrawn':
      return { ...enter(next, WITHDRAWN, event.at), closed: true };
    case 'hand-back-planned':
      return { ...next, handBack: { on: event.on, reason: event.reason } };
    case 'hand-back-cancelled':
      return without(next, 'handBack');
    case 'handed-back':
      return { ...enter(next, HANDED_BACK, event.at), closed: true };
  }
}

/** A new stage begins with a clean slate of warnings. */
function enter(state: TransferState, stage: string, at: Instant): TransferState {
  return { ...without(state, 'flagged'), stage, stageSince: at };
}

function others({ confirmations }: TransferState, criterion: string): Confirmation[] {
  return confirmations.filter((confirmation) => confirmation.criterion !== criterion);
}

function without<K extends 'flagged' | 'suspended' | 'handBack'>(state: TransferState, key: K): TransferState {
  const { [key]: gone, ...rest } = state;
  return rest as TransferState;
}

export function stageIn(plan: StagePlan, name: string): TransferStage | undefined {
  return plan.stages.find((stage) => stage.name === name);
}

/** The stage that opens next; none from the last one, nor while suspended or at an end. */
export function nextStage(plan: StagePlan, { stage }: Pick<TransferState, 'stage'>): TransferStage | undefined {
  const here = plan.stages.findIndex(({ name }) => name === stage);
  return here < 0 ? undefined : plan.stages[here + 1];
}

/** Whether the transfer has arrived where its plan leads. */
export function inForce(plan: StagePlan, { stage }: Pick<TransferState, 'stage'>): boolean {
  return plan.stages.at(-1)?.name === stage;
}

/** Who may do the transferred tasks now: never nobody. */
export function groupsOf(plan: StagePlan, { stage }: Pick<TransferState, 'stage'>): Group[] {
  const groups = stageIn(plan, stage)?.groups ?? [];
  return groups.length > 0 ? groups : ['government'];
}

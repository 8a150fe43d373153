import { byOf, isOneOf, requireField, type Actor } from './actor';
import { employerOf } from './authority';
import { reachOf, type PermissionTable } from './permission';
import { TRANSFER_CHANGE, TRANSFER_ORDER } from './permission-names';
import type { Party, StagePlan } from './plan';
import { Refusal, refusedAt } from './problem';
import type { Role } from './process';
import { localDate, type Instant, type LocalDate } from './time';
import { inForce, nextStage, stageIn, SUSPENDED, type TransferEvent, type TransferState } from './transfer';
import { confirmable, happening, type Happening } from './transfer-review';

/** What an officer may wish of a transfer. Everything but a confirmation needs a reason, which goes on the record. */
export type TransferWish =
  | { action: 'confirm'; criterion: string; note: string; attachment?: string }
  | { action: 'unconfirm'; criterion: string; reason: string }
  | { action: 'move-date'; effectiveOn: LocalDate; reason: string }
  | { action: 'withdraw'; reason: string }
  /** `from` may lie in the past: what was so becomes known later. */
  | { action: 'suspend'; reason: string; from?: Instant }
  | { action: 'resume'; reason: string }
  | { action: 'plan-hand-back'; on: LocalDate; reason: string; decision?: string }
  | { action: 'cancel-hand-back'; reason: string };

export type TransferAction = TransferWish['action'];

/** The party for which a role speaks. */
export const partyOfRole = (role: Role): Party => (employerOf(role) === 'post' ? 'post' : 'authority');

/** The permission that each action needs; whose word a confirmation is, its criterion says. */
export const TRANSFER_PERMISSIONS: Record<TransferAction, string> = {
  confirm: TRANSFER_CHANGE,
  unconfirm: TRANSFER_CHANGE,
  'move-date': TRANSFER_ORDER,
  withdraw: TRANSFER_ORDER,
  suspend: TRANSFER_ORDER,
  resume: TRANSFER_ORDER,
  'plan-hand-back': TRANSFER_ORDER,
  'cancel-hand-back': TRANSFER_ORDER,
};

/** What a wish is decided by: the plan of the transfer, and who may what. */
export type TransferRules = { plan: StagePlan; permissions: PermissionTable };

/** @throws Refusal not-your-role */
export function requireWish(permissions: PermissionTable, { role }: Pick<Actor, 'role'>, action: TransferAction): void {
  if (!reachOf(permissions, role, TRANSFER_PERMISSIONS[action])) throw new Refusal('not-your-role', { action });
}

/**
 * The event that a wish comes to.
 * @throws Refusal not-your-role, transfer-closed, criterion-unknown, already-confirmed, not-confirmed, same-person,
 * date-past, transfer-in-force, not-suspended, not-with-post, hand-back-planned, hand-back-not-planned, delegation-field
 */
export function decideTransfer(
  { plan, permissions }: TransferRules,
  state: TransferState,
  wish: TransferWish,
  actor: Actor,
  now: Instant,
  commandId: string,
): TransferEvent {
  requireWish(permissions, actor, wish.action);
  if (state.closed) throw new Refusal('transfer-closed', { stage: state.stage });
  requireField(actor, state.field);
  const at = wish.action === 'suspend' ? suspendFrom(state, wish.from, now) : now;
  return happening(state, decide(plan, state, wish, actor, now), at, now, byOf(actor), commandId);
}

function decide(plan: StagePlan, state: TransferState, wish: TransferWish, actor: Actor, now: Instant): Happening {
  switch (wish.action) {
    case 'confirm':
      return confirm(plan, state, wish, actor, now);
    case 'unconfirm':
      return unconfirm(plan, state, wish, actor);
    case 'move-date':
      return moveDate(plan, state, wish, now);
    case 'withdraw':
      // Once postal staff do the work alone it is not withdrawn but handed back, on a date and with a readiness of its own.
      if (inForce(plan, { stage: state.suspended?.from ?? state.stage })) throw new Refusal('transfer-in-force');
      return { kind: 'withdrawn', reason: wish.reason };
    case 'suspend':
      if (!stageIn(plan, state.stage)?.groups.includes('post')) throw new Refusal('not-with-post');
      return { kind: 'suspended', cause: 'order', missing: [], reason: wish.reason };
    case 'resume':
      if (state.suspended?.cause !== 'order') throw new Refusal('not-suspended');
      return { kind: 'restored', stage: state.suspended.from, reason: wish.reason };
    case 'plan-hand-back':
      return planHandBack(plan, state, wish, now);
    case 'cancel-hand-back':
      if (!state.handBack) throw new Refusal('hand-back-not-planned');
      return { kind: 'hand-back-cancelled', reason: wish.reason };
  }
}

function confirm(
  plan: StagePlan,
  state: TransferState,
  wish: Extract<TransferWish, { action: 'confirm' }>,
  actor: Actor,
  now: Instant,
): Happening {
  const { criterion, note, attachment } = wish;
  const { party, validDays } = partyOf(plan, criterion, actor);
  const given = state.confirmations.find((confirmation) => confirmation.criterion === criterion);
  // One that has run out may be given again; one that holds may not.
  if (given && validDays === undefined) throw new Refusal('already-confirmed', { criterion });
  if (given && localDate(given.at) === localDate(now)) throw new Refusal('already-confirmed', { criterion });
  const both = state.confirmations.find(
    (other) => other.party !== party && isOneOf(actor, [other.by, other.onBehalfOf]),
  );
  if (both) throw new Refusal('same-person', { action: both.criterion });
  const behalf = actor.onBehalfOf && { onBehalfOf: actor.onBehalfOf.id };
  const confirmation = { criterion, party, by: actor.id, ...behalf, at: now, note, ...(attachment && { attachment }) };
  return { kind: 'confirmed', confirmation };
}

function unconfirm(
  plan: StagePlan,
  { confirmations }: TransferState,
  { criterion, reason }: Extract<TransferWish, { action: 'unconfirm' }>,
  actor: Actor,
): Happening {
  partyOf(plan, criterion, actor);
  const given = confirmations.some((confirmation) => confirmation.criterion === criterion);
  if (!given) throw new Refusal('not-confirmed', { criterion });
  return { kind: 'unconfirmed', criterion, reason };
}

/** Whose word a criterion is. @throws Refusal criterion-unknown, not-your-role */
function partyOf(plan: StagePlan, name: string, actor: Actor): { party: Party; validDays?: number } {
  const criterion = confirmable(plan).find((candidate) => candidate.name === name);
  if (!criterion) throw refusedAt('/criterion', 'criterion-unknown', { criterion: name });
  if (criterion.by !== partyOfRole(actor.role)) throw new Refusal('not-your-role', { action: 'confirm' });
  return { party: criterion.by, validDays: criterion.validDays };
}

function moveDate(
  plan: StagePlan,
  state: TransferState,
  { effectiveOn, reason }: Extract<TransferWish, { action: 'move-date' }>,
  now: Instant,
): Happening {
  if (!nextStage(plan, state)) throw new Refusal('transfer-in-force');
  if (effectiveOn < localDate(now)) throw refusedAt('/effectiveOn', 'date-past', { date: effectiveOn });
  return { kind: 'date-moved', from: state.effectiveOn, to: effectiveOn, reason };
}

function planHandBack(
  plan: StagePlan,
  state: TransferState,
  { on, reason, decision }: Extract<TransferWish, { action: 'plan-hand-back' }>,
  now: Instant,
): Happening {
  if (state.handBack) throw new Refusal('hand-back-planned', { date: state.handBack.on });
  const withPost = stageIn(plan, state.stage)?.groups.includes('post') ?? state.stage === SUSPENDED;
  if (!withPost) throw new Refusal('not-with-post');
  if (on < localDate(now)) throw refusedAt('/on', 'date-past', { date: on });
  return { kind: 'hand-back-planned', on, reason, ...(decision && { decision }) };
}

/** A suspension may become known later than it began, but not before the stage it ends, and never in the future. */
function suspendFrom({ stageSince }: TransferState, from: Instant | undefined, now: Instant): Instant {
  if (from === undefined) return now;
  if (from > now || from < stageSince) throw refusedAt('/from', 'date-past', { date: localDate(from) });
  return from;
}

import type { Knex } from 'knex';
import type { TransferBody } from '../config/transfer-body';
import type { StagePlan } from '../domain/plan';
import { Refusal } from '../domain/problem';
import { toMillis, type Instant } from '../domain/time';
import { evolveTransfer, groupsOf, inForce, SUSPENDED, type TransferEvent } from '../domain/transfer';
import { decideTransfer } from '../domain/transfer-command';
import { reviewTransfer } from '../domain/transfer-review';
import type { ActivityContext } from './context';
import { claimCommand } from './stores/commands';
import { evidenceOf } from './stores/evidence';
import { appendLedger, ledgerSince } from './stores/ledger';
import { putOut } from './stores/outbox';
import { writeResponsibility } from './stores/responsibility';
import { holdTransfer, transferSubject, writeFindings, writeTransfer, type StoredTransfer } from './stores/transfers';
import { inTransaction } from './transaction';

/** `sinceSeq` is what the workflow knows; it gets every later event. */
export type ReviewOrder = { transferId: string; sinceSeq: number };
export type ChangeOrder = ReviewOrder & { commandId: string };

export type TransferResult = {
  events: TransferEvent[];
  /** Milliseconds until time alone may change something; nothing when only people can. */
  wakeInMs?: number;
};

export type TransferActivities = {
  reviewTransfer(order: ReviewOrder): Promise<TransferResult>;
  changeTransfer(order: ChangeOrder): Promise<TransferResult>;
};

/** The writers of transfers. Each call is one transaction; the same call again changes nothing more. */
export function transferActivities(context: ActivityContext): TransferActivities {
  return {
    reviewTransfer: ({ transferId, sinceSeq }) =>
      inTransaction(context.db, async (trx) => {
        const held = await holdTransfer(trx, transferId);
        if (!held) throw new Refusal('transfer-not-found');
        return resultOf(trx, transferId, sinceSeq, await review(context, trx, held));
      }),

    changeTransfer: ({ transferId, commandId, sinceSeq }) =>
      inTransaction(context.db, async (trx) => {
        const now = context.now();
        const claimed = await claimCommand<TransferBody>(trx, commandId, now);
        const held = await holdTransfer(trx, transferId);
        if (!held) throw new Refusal('transfer-not-found');
        const changed = claimed ? await change(context, trx, held, claimed.body, now, commandId) : held;
        // What an officer does may be the last thing that was missing: the gate opens in the same moment.
        return resultOf(trx, transferId, sinceSeq, await review(context, trx, changed));
      }),
  };
}

async function resultOf(
  trx: Knex,
  transferId: string,
  sinceSeq: number,
  wakeInMs: number | undefined,
): Promise<TransferResult> {
  const events = await ledgerSince<TransferEvent>(trx, transferSubject(transferId), sinceSeq);
  return { events: events.map(bare), ...(wakeInMs !== undefined && { wakeInMs }) };
}

/** What officers wrote stays in the record: the engine carries what decides, and nothing that could speak of people. */
export function bare(event: TransferEvent): TransferEvent {
  if (event.kind === 'confirmed') return { ...event, confirmation: { ...event.confirmation, note: '' } };
  return 'reason' in event && event.reason ? { ...event, reason: '' } : event;
}

async function change(
  context: ActivityContext,
  trx: Knex,
  held: StoredTransfer,
  { wish, actor }: TransferBody,
  now: Instant,
  commandId: string,
): Promise<StoredTransfer> {
  const rules = { plan: planOf(context, held), permissions: context.catalogue.permissions };
  const event = decideTransfer(rules, held.state, wish, actor, now, commandId);
  return record(context, trx, held, event);
}

/** Lets everything happen that is due, and notes what is missing. Returns when to look again. */
async function review(context: ActivityContext, trx: Knex, first: StoredTransfer): Promise<number | undefined> {
  const plan = planOf(context, first);
  const calendar = context.catalogue.calendarAt(first.state.unit);
  for (let held = first; ;) {
    const now = context.now();
    const evidence = await evidenceOf(trx, context.catalogue, plan, held.state, now);
    const { event, ahead, standing, nextAt } = reviewTransfer(held.state, { plan, calendar, evidence, now });
    if (event) {
      held = await record(context, trx, held, event);
      continue;
    }
    const findings = [...(standing?.ready === false ? standing.findings : []), ...(ahead?.findings ?? [])];
    await writeFindings(trx, held.state.id, findings, nextAt);
    return nextAt === undefined ? undefined : Math.max(1, toMillis(nextAt) - toMillis(now));
  }
}

/** Appends an event and brings along the projection, and who is responsible: the one place where a transfer's rows change. */
export async function record(
  context: ActivityContext,
  trx: Knex,
  held: StoredTransfer,
  event: TransferEvent,
): Promise<StoredTransfer> {
  const subject = transferSubject(held.state.id);
  const hash = await appendLedger(trx, subject, event, held.hash);
  await putOut(trx, { subject, seq: event.seq, kind: event.kind, at: event.recordedAt });
  return projectTransfer(trx, planOf(context, held), held, event, hash);
}

/** What an event makes of the rows of a transfer, and of who is responsible. */
export async function projectTransfer(
  trx: Knex,
  plan: StagePlan,
  held: StoredTransfer,
  event: TransferEvent,
  hash: string,
): Promise<StoredTransfer> {
  const state = evolveTransfer(held.state, event);
  const stored = { state, hash };
  await writeTransfer(trx, stored, inForce(plan, state));
  const [before, groups] = [groupsOf(plan, held.state), groupsOf(plan, state)];
  // While only government staff work on either side of a move, nothing about responsibility has changed.
  const touched = [...before, ...groups].includes('post') || held.state.stage === SUSPENDED;
  if (state.stage !== held.state.stage && touched) {
    await writeResponsibility(trx, state, {
      groups,
      finish: plan.openDossiers === 'finish',
      final: inForce(plan, state),
      from: event.at,
      knownFrom: event.recordedAt,
    });
  }
  return stored;
}

function planOf({ catalogue }: ActivityContext, { state }: StoredTransfer) {
  const plan = catalogue.plan(state.plan);
  if (!plan) throw new Error(`the stage plan ${state.plan.id}@${state.plan.version} of a transfer is not loaded`);
  return plan;
}

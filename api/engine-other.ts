import { WithStartWorkflowOperation } from '@temporalio/client';
import type { CommandRow, OtherKind, RegisterKind } from '../config/command-row';
import type { applyCommand, programme, recount, replayRun, transfer } from '../workflows';
import { order } from '../workflows/programme-messages';
import { beginReplay, cancelReplay } from '../workflows/replay-messages';
import type { TransferInput } from '../workflows/transfer';
import { change } from '../workflows/transfer-messages';
import { Refusal } from '../domain/problem';
import type { OtherSent } from './engine';
import { meaningOf, type Meaning } from './engine-errors';
import { deliver, updateId, type Outcome } from './engine-send';
import { sendVerification, sendVerificationCancel } from './engine-verifications';
import type { EngineParts } from './engine-temporal';

/** Sends a command on a programme, a transfer or a register. What it did is read from the record by whoever asks. */
export async function sendOther(parts: EngineParts, row: CommandRow, patienceMs: number): Promise<OtherSent> {
  return deliver<true, true>(row, {
    intake: parts.intake,
    now: parts.clock.now,
    attempt: (command) => attempt(parts, command, patienceMs),
    answerIn: () => true,
    answerOf: async ({ id }) => ((await isDone(parts, id)) ? true : undefined),
  });
}

async function isDone({ intake }: EngineParts, id: string): Promise<boolean> {
  const [row] = await intake<CommandRow>('commands').where({ id }).select('status');
  return row?.status === 'done';
}

async function attempt(parts: EngineParts, row: CommandRow, patienceMs: number): Promise<Outcome<true>> {
  const meaning = await tried(parts, row, patienceMs);
  if (meaning.is === 'answered' || meaning.is === 'refused' || meaning.is === 'unknown') return meaning;
  if (await isDone(parts, row.id)) return { is: 'answered', view: true };
  // A transfer whose workflow has ended is closed; one that was lost or is not started yet is brought back.
  const again = await tried(parts, row, patienceMs, true);
  return again.is === 'no-workflow' || again.is === 'overtaken' ? { is: 'unknown' } : again;
}

async function tried(
  parts: EngineParts,
  row: CommandRow,
  patienceMs: number,
  revive = false,
): Promise<Meaning | { is: 'answered'; view: true }> {
  try {
    await parts.client.withDeadline(Date.now() + patienceMs, () =>
      CARRY_OUT[row.kind as OtherKind](parts, row, revive),
    );
    return { is: 'answered', view: true };
  } catch (error) {
    return error instanceof Refusal ? { is: 'refused', refusal: error } : meaningOf(error);
  }
}

type Send = (parts: EngineParts, row: CommandRow, revive: boolean) => Promise<unknown>;

const CARRY_OUT: Record<OtherKind, Send> = {
  order: sendOrder,
  change: sendChange,
  account: sendApply,
  delegation: sendApply,
  staff: sendApply,
  equipment: sendApply,
  handover: sendApply,
  recount: sendRecount,
  replay: sendReplay,
  'replay-cancel': sendReplayCancel,
  verify: sendVerification,
  'verify-cancel': sendVerificationCancel,
  fees: sendApply,
  'cash-up': sendApply,
  draft: sendApply,
  resend: sendApply,
  webhook: sendApply,
  print: sendApply,
  privacy: sendApply,
};

/** Begins the programme with its first order; later ones go to the same workflow, or to a new one when it had ended. */
async function sendOrder({ client, taskQueue }: EngineParts, row: CommandRow): Promise<unknown> {
  const startWorkflowOperation = new WithStartWorkflowOperation<typeof programme>('programme', {
    workflowId: `programme-${row.dossier_id}`,
    taskQueue,
    args: [{ v: 1, programmeId: row.dossier_id }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
  return client.workflow.executeUpdateWithStart(order, {
    startWorkflowOperation,
    updateId: updateId(row),
    args: [{ commandId: row.id }],
  });
}

async function sendChange(
  { client, taskQueue, read }: EngineParts,
  row: CommandRow,
  revive: boolean,
): Promise<unknown> {
  const args: [{ commandId: string }] = [{ commandId: row.id }];
  const workflowId = `transfer-${row.dossier_id}`;
  if (!revive) {
    return client.workflow
      .getHandle<typeof transfer>(workflowId)
      .executeUpdate(change, { updateId: updateId(row), args });
  }
  const found: { programme_id: string; closed: number; stage: string } | undefined = await read('transfers')
    .where({ id: row.dossier_id })
    .first('programme_id', 'closed', 'stage');
  if (!found) throw new Refusal('transfer-not-found');
  if (found.closed) throw new Refusal('transfer-closed', { stage: found.stage });
  const input: TransferInput = { v: 1, transferId: row.dossier_id, programmeId: found.programme_id };
  const startWorkflowOperation = new WithStartWorkflowOperation<typeof transfer>('transfer', {
    workflowId,
    taskQueue,
    args: [input],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
  return client.workflow.executeUpdateWithStart(change, { startWorkflowOperation, updateId: updateId(row), args });
}

async function sendApply({ client, taskQueue }: EngineParts, row: CommandRow): Promise<unknown> {
  const handle = await client.workflow.start<typeof applyCommand>('applyCommand', {
    workflowId: `apply-${updateId(row)}`,
    taskQueue,
    args: [{ commandId: row.id, kind: row.kind as RegisterKind }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
  return handle.result();
}

/** Its own workflow goes on after the answer is given: whoever waits is told as soon as the order is on record. */
async function sendRecount({ client, taskQueue }: EngineParts, row: CommandRow): Promise<unknown> {
  const handle = await client.workflow.start<typeof recount>('recount', {
    workflowId: `recount-${updateId(row)}`,
    taskQueue,
    args: [{ v: 1, recountId: row.id }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
  });
  return handle.result();
}

async function sendReplay(parts: EngineParts, row: CommandRow): Promise<unknown> {
  return parts.client.workflow.executeUpdateWithStart(beginReplay, {
    startWorkflowOperation: replayStart(parts, row.id),
    updateId: updateId(row),
    args: [{ commandId: row.id }],
  });
}

/** A replay whose workflow was lost is ended by a new one. */
async function sendReplayCancel(parts: EngineParts, row: CommandRow, revive: boolean): Promise<unknown> {
  const args: [{ commandId: string }] = [{ commandId: row.id }];
  if (revive) {
    const startWorkflowOperation = replayStart(parts, row.dossier_id);
    return parts.client.workflow.executeUpdateWithStart(cancelReplay, {
      startWorkflowOperation,
      updateId: updateId(row),
      args,
    });
  }
  return parts.client.workflow
    .getHandle<typeof replayRun>(`replay-${row.dossier_id}`)
    .executeUpdate(cancelReplay, { updateId: updateId(row), args });
}

function replayStart({ taskQueue }: EngineParts, replayId: string) {
  return new WithStartWorkflowOperation<typeof replayRun>('replayRun', {
    workflowId: `replay-${replayId}`,
    taskQueue,
    args: [{ v: 1, replayId }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
}

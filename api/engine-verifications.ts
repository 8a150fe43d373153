import { WithStartWorkflowOperation } from '@temporalio/client';
import type { CommandRow } from '../config/command-row';
import type { verificationRun } from '../workflows';
import { beginVerification, cancelVerification } from '../workflows/verification-messages';
import { updateId } from './engine-send';
import type { EngineParts } from './engine-temporal';

export async function sendVerification(parts: EngineParts, row: CommandRow): Promise<unknown> {
  return parts.client.workflow.executeUpdateWithStart(beginVerification, {
    startWorkflowOperation: verificationStart(parts, row.id),
    updateId: updateId(row),
    args: [{ commandId: row.id }],
  });
}

/** A verification whose workflow was lost is ended by a new one. */
export async function sendVerificationCancel(parts: EngineParts, row: CommandRow, revive: boolean): Promise<unknown> {
  const order = { updateId: updateId(row), args: [{ commandId: row.id }] as [{ commandId: string }] };
  if (revive) {
    const startWorkflowOperation = verificationStart(parts, row.dossier_id);
    return parts.client.workflow.executeUpdateWithStart(cancelVerification, { startWorkflowOperation, ...order });
  }
  return parts.client.workflow
    .getHandle<typeof verificationRun>(`verification-${row.dossier_id}`)
    .executeUpdate(cancelVerification, order);
}

function verificationStart({ taskQueue }: EngineParts, verificationId: string) {
  return new WithStartWorkflowOperation<typeof verificationRun>('verificationRun', {
    workflowId: `verification-${verificationId}`,
    taskQueue,
    args: [{ v: 1, verificationId }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
}

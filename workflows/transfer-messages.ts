import * as wf from '@temporalio/workflow';
import type { TransferState } from '../domain/transfer';

/** A wish of an officer. Ids only: what was written waits in the database under the command's id. */
export type TransferCommand = { commandId: string };

export type TransferView = { transferId: string; seq: number; stage: string; closed: boolean };

export const change = wf.defineUpdate<TransferView, [TransferCommand]>('change');
/** Something outside changed that readiness looks at: staff, certificates, equipment, trial dossiers, or the clock. */
export const recheck = wf.defineSignal('recheck');
export const transferState = wf.defineQuery<TransferState | undefined>('state');

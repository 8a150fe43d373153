import { defineUpdate } from '@temporalio/workflow';

/** Puts a verification on record, whose scope waits under the command's id. */
export const beginVerification = defineUpdate<void, [{ commandId: string }]>('beginVerification');
export const cancelVerification = defineUpdate<void, [{ commandId: string }]>('cancelVerification');

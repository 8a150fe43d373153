import { defineUpdate } from '@temporalio/workflow';

/** Puts a replay on record, whose scope waits under the command's id. */
export const beginReplay = defineUpdate<void, [{ commandId: string }]>('beginReplay');
export const cancelReplay = defineUpdate<void, [{ commandId: string }]>('cancelReplay');

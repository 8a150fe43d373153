import type { ActivityContext } from './context';
import { inTransaction } from './transaction';
import { claimCommand } from './stores/commands';
import { reserveBlock } from './stores/numbers';

export type ReserveNumbers = { identification: string; date: string; count: number; commandId: string };

export type NumberActivities = { reserveNumbers(order: ReserveNumbers): Promise<number[]> };

/** Sequence numbers for paper, taken from the unit's counter; the same command gets the same numbers again. */
export function numberActivities(context: ActivityContext): NumberActivities {
  return {
    reserveNumbers: ({ identification, date, count, commandId }) =>
      inTransaction(context.db, async (trx) => {
        await claimCommand(trx, commandId, context.now());
        return reserveBlock(trx, { identification, date }, count, commandId);
      }),
  };
}

import type { PlannedTransfer } from '../domain/plan';
import type { TransferOpening } from '../domain/transfer';
import { idFrom } from './canonical';

/** A programme is known by the number of its decision: starting it twice means the same one. */
export function programmeIdOf(number: string): string {
  return idFrom(`programme\n${number}`);
}

function transferIdOf(programmeId: string, { unit, field, scope, effectiveOn }: PlannedTransfer): string {
  return idFrom(`transfer\n${programmeId}\n${unit}\n${field}\n${scope}\n${effectiveOn}`);
}

/** A planned transfer as the transfer of a programme that it becomes. */
export function openingOf(programmeId: string, decision: string, planned: PlannedTransfer): TransferOpening {
  const { unit, field, scope, plan, effectiveOn, illustrative } = planned;
  return {
    id: transferIdOf(programmeId, planned),
    programme: programmeId,
    decision,
    unit,
    field,
    scope,
    plan,
    effectiveOn,
    ...(illustrative && { illustrative }),
  };
}

import type { PlannedTransfer } from '../domain/plan';
import { idFrom } from './canonical';

/** A programme is known by the number of its decision: starting it twice means the same one. */
export function programmeIdOf(number: string): string {
  return idFrom(`programme\n${number}`);
}

export function transferIdOf(programmeId: string, { unit, field, scope, effectiveOn }: PlannedTransfer): string {
  return idFrom(`transfer\n${programmeId}\n${unit}\n${field}\n${scope}\n${effectiveOn}`);
}

import type { Actor } from '../../domain/actor';
import { addDays, startOfDay } from '../../domain/time';
import type { VerificationScope } from '../../domain/verification';
import type { RecordPart } from './part';

/** The order of a verification, and of its end, as they wait in the database. */
export type VerifyBody = { actor: Actor; scope: VerificationScope; reason?: string };
export type VerifyCancelBody = { actor: Actor; verification: string };

/** The part of the record that a scope names; nothing for all of it. */
export function partOf(scope: VerificationScope): RecordPart | undefined {
  if ('all' in scope) return undefined;
  return 'subject' in scope ? scope : { from: startOfDay(scope.from), until: startOfDay(addDays(scope.to, 1)) };
}

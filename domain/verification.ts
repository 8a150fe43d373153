import type { By } from './actor';
import type { Instant, LocalDate } from './time';

/**
 * What of the record is verified: all of it; the chains in which something was recorded within a period, by the days in
 * Viet Nam, each from its beginning; or one dossier or transfer with what belongs to it.
 */
export type VerificationScope = { all: true } | { from: LocalDate; to: LocalDate } | { subject: string };

/** What is wrong with a row of the record. `subject` names a chain, a seal (`seal:2026-11-25`) or a number (`number:…`). */
export type FoundFault = { subject: string; seq: number; what: string };

/** `seals` are the days whose seal holds. Faults beyond the first thousand are counted only, in `more`. */
export type VerificationVerdict = { chains: number; events: number; seals: number; faults: FoundFault[]; more: number };

export type VerificationEvent = { seq: number; at: Instant; recordedAt: Instant; by: By; commandId?: string } & (
  | { kind: 'ordered'; id: string; scope: VerificationScope; total: number; reason?: string }
  | ({ kind: 'finished' } & VerificationVerdict)
  | { kind: 'cancelled'; checked: number }
  /** It could not be done, as when a key is missing: that says nothing about the record. */
  | { kind: 'failed'; checked: number }
);

export type VerificationState = {
  id: string;
  seq: number;
  scope: VerificationScope;
  /** How many events there were when it was ordered. */
  total: number;
  orderedAt: Instant;
  by: By;
  reason?: string;
  stage: 'running' | 'finished' | 'cancelled' | 'failed';
  ended?: { at: Instant; by: By; checked: number; verdict?: VerificationVerdict };
};

export function evolveVerification(state: VerificationState | undefined, event: VerificationEvent): VerificationState {
  if (event.kind === 'ordered') {
    const { id, scope, total, at, by, seq, reason } = event;
    return { id, seq, scope, total, orderedAt: at, by, ...(reason !== undefined && { reason }), stage: 'running' };
  }
  if (!state) throw new Error('a verification begins with its order');
  const { kind, seq, at, by } = event;
  if (event.kind !== 'finished') return { ...state, seq, stage: kind, ended: { at, by, checked: event.checked } };
  const { chains, events, seals, faults, more } = event;
  const verdict = { chains, events, seals, faults, more };
  return { ...state, seq, stage: kind, ended: { at, by, checked: events, verdict } };
}

import { evolveCashUp, type CashUpEvent, type CashUpState } from '../../domain/cash-up';
import { evolveDelegation, type DelegationEvent, type DelegationState } from '../../domain/delegation';
import { evolve, type DossierEvent, type DossierState } from '../../domain/dossier';
import type { FeeAccount } from '../../domain/fee';
import { evolveFees, type FeeEvent } from '../../domain/fee-account';
import { evolveDraft, type DraftEvent, type DraftState } from '../../domain/draft';
import { evolveHandover, type HandoverEvent, type HandoverState } from '../../domain/handover';
import { evolveReplay, type ReplayEvent, type ReplayState } from '../../domain/replay';
import { evolveVerification, type VerificationEvent, type VerificationState } from '../../domain/verification';
import { evolveTransfer, type TransferEvent, type TransferState } from '../../domain/transfer';

/** The state after an event, where a subject has one. */
export function fold(subject: string, state: object | undefined, event: object): object | undefined {
  if (subject.startsWith('dossier:')) return evolve(state as DossierState | undefined, event as DossierEvent);
  if (subject.startsWith('transfer:'))
    return evolveTransfer(state as TransferState | undefined, event as TransferEvent);
  if (subject.startsWith('handover:'))
    return evolveHandover(state as HandoverState | undefined, event as HandoverEvent);
  if (subject.startsWith('fees:')) return evolveFees(state as FeeAccount | undefined, event as FeeEvent);
  if (subject.startsWith('cash-up:')) return evolveCashUp(state as CashUpState | undefined, event as CashUpEvent);
  if (subject.startsWith('draft:')) return evolveDraft(state as DraftState | undefined, event as DraftEvent);
  if (subject.startsWith('delegation:'))
    return evolveDelegation(state as DelegationState | undefined, event as DelegationEvent);
  if (subject.startsWith('replay:')) return evolveReplay(state as ReplayState | undefined, event as ReplayEvent);
  if (subject.startsWith('verification:'))
    return evolveVerification(state as VerificationState | undefined, event as VerificationEvent);
  // A print has one event, which holds the hashes of its file and its document.
  if (subject.startsWith('print:')) return event;
  return undefined;
}

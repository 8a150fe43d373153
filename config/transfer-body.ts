import type { Actor } from '../domain/actor';
import type { PlannedTransfer } from '../domain/plan';
import type { LocalDate } from '../domain/time';
import type { TransferWish } from '../domain/transfer-command';

/** A wish to change a transfer, as it waits in the database for the step that carries it out. */
export type TransferBody = { actor: Actor; wish: TransferWish };

/** A decision to carry out, or transfers to add to one that is being carried out. */
export type ProgrammeBody = {
  actor: Actor;
  decision: { number: string; date: LocalDate; effectiveOn: LocalDate; title: string; reference: string };
  transfers: PlannedTransfer[];
  /** Why transfers are added to a programme that runs. */
  reason?: string;
};

/** The permissions behind the actions that a process definition describes; its own rules narrow them to a stage and a unit. */
export const PROCESS_OPEN = 'dossier.open';
export const PROCESS_ACT = 'dossier.act';

/** Writing in a draft of a process, and judging what another wrote. */
export const DRAFT_EDIT = 'draft.edit';
export const DRAFT_REVIEW = 'draft.review';

/** Whoever does not have it learns of no dossier, not even that it exists. */
export const DOSSIER_READ = 'dossier.read';
/** Handing one's own right over for some days, or that of somebody whom one is set over. */
export const DELEGATION_GIVE = 'delegation.give';
/** Confirming what one's own party vouches for; everything else that is ordered of a transfer. */
export const TRANSFER_CHANGE = 'transfer.change';
export const TRANSFER_ORDER = 'transfer.order';

/** Signing for a till that somebody else has closed. */
export const CASH_UP_CONFIRM = 'cash-up.confirm';
export const DOSSIER_CORRECT = 'dossier.correct';

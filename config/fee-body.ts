import type { Actor } from '../domain/actor';
import type { Counted } from '../domain/cash-up';
import type { LineAmount, Method, Receipt } from '../domain/fee';
import type { LineTerms } from '../domain/fee-account';
import type { LocalDate } from '../domain/time';
import type { UnitId } from '../domain/unit';

/** What somebody does with the fees of a dossier, as it waits in the database for the step that carries it out. */
export type FeeAct =
  | { do: 'assess'; terms: LineTerms[]; reason?: string }
  | { do: 'pay'; method: Method; receipt: Receipt; lines: LineAmount[] }
  | { do: 'refund'; paymentId: string; method: Method; lines: LineAmount[]; reason: string }
  | { do: 'void'; paymentId: string; reason: string };

export type FeeBody = { actor: Actor; dossierId: string; act: FeeAct };

export type CashUpAct =
  | { do: 'close'; unit: UnitId; date: LocalDate; counted: Counted[]; note?: string }
  | { do: 'correct'; counted: Counted[]; note: string }
  | { do: 'confirm' };

export type CashUpBody = { actor: Actor; cashUpId: string; act: CashUpAct };

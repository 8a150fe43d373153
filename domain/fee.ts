import type { By } from './actor';
import type { Group } from './plan';
import { fill, PROBLEMS, Refusal, type ProblemCode, type ProblemParams } from './problem';
import type { Channel, Procedure } from './procedure';
import type { Instant } from './time';

/** The most that one amount may be, in đồng. */
export const MOST_MONEY = 1_000_000_000_000;

/** Whole đồng: no fractions, nothing below zero, at most `MOST_MONEY`. */
export function isMoney(amount: number): boolean {
  return Number.isSafeInteger(amount) && amount >= 0 && amount <= MOST_MONEY;
}

export const METHODS = ['cash', 'transfer', 'online'] as const;
export type Method = (typeof METHODS)[number];

/** Who has the money until it is passed on. */
export type Holder = 'agency' | 'post';

/** What is taken off a line, and by which rule of law. The reason is kept apart, since it speaks of people. */
export type Off = { kind: 'exempt' | 'reduced'; amount: number; legal: string };

/** One line of the procedure's fees, in its order there; `quantity` only where the price is per unit. */
export type FeeLine = { line: number; price: number; perUnit: boolean; quantity?: number; off?: Off };

export type LineAmount = { line: number; amount: number };
/** A receipt: the sign (ký hiệu) of its book, and its number there. */
export type Receipt = { book: string; number: number };
export type FeeBy = By;

/** `heldBy`: out of whose money it was paid. */
export type Refund = {
  id: string;
  at: Instant;
  by: FeeBy;
  group: Group;
  method: Method;
  heldBy: Holder;
  lines: LineAmount[];
};
export type Payment = {
  id: string;
  at: Instant;
  by: FeeBy;
  group: Group;
  method: Method;
  heldBy: Holder;
  receipt: Receipt;
  lines: LineAmount[];
  refunds: Refund[];
  voided?: { at: Instant; by: FeeBy };
};

/** What is fixed when something about a dossier's fees is recorded for the first time. */
export type FeeOpening = { id: string; code: string; channel: Channel; lines: FeeLine[] };
export type FeeAccount = FeeOpening & { seq: number; payments: Payment[] };

/** The lines that the pinned version of a procedure asks for. */
export function feeLines({ fee }: Pick<Procedure, 'fee'>): FeeLine[] {
  return fee.map(({ amount, perUnit }, i) => ({ line: i + 1, price: amount, perUnit: perUnit !== undefined }));
}

/**
 * Where the money is. What the Post's staff take, and what is paid from afar for a dossier by post or online, stands on
 * the postal enterprise's account until it is passed on. (Nghị định 61/2018/NĐ-CP, Điều 22)
 */
export function holderOf(group: Group, channel: Channel, method: Method): Holder {
  return group === 'post' || (channel !== 'direct' && method !== 'cash') ? 'post' : 'agency';
}

/** One writing of a book's sign for all clerks. */
export function bookSign(written: string): string {
  return written.normalize('NFC').replace(/\s+/g, ' ').trim().toUpperCase();
}

/** The number as it is printed on the receipt: seven digits at least. */
export function receiptNumber(number: number): string {
  return String(number).padStart(7, '0');
}

/** Before anything is taken off; nothing known while the quantity is not. */
export function wholeOf({ price, perUnit, quantity }: FeeLine): number | undefined {
  if (!perUnit) return price;
  return quantity === undefined ? undefined : price * quantity;
}

export function dueOf(line: FeeLine): number | undefined {
  const whole = wholeOf(line);
  return whole === undefined ? undefined : whole - offOf(line);
}

export function offOf(line: FeeLine): number {
  return line.off?.amount ?? 0;
}

export const sumOf = (lines: LineAmount[], line?: number): number =>
  lines.reduce((sum, one) => sum + (line === undefined || one.line === line ? one.amount : 0), 0);

/** What is still there of a payment, on one line or in all. */
export function leftOfPayment({ lines, refunds, voided }: Payment, line?: number): number {
  if (voided) return 0;
  return sumOf(lines, line) - refunds.reduce((sum, refund) => sum + sumOf(refund.lines, line), 0);
}

/** What is held for one line, or for all. */
export function heldOn({ payments }: Pick<FeeAccount, 'payments'>, line?: number): number {
  return payments.reduce((sum, payment) => sum + leftOfPayment(payment, line), 0);
}

export type FeeStatus = 'nothing-due' | 'due' | 'partly-paid' | 'paid' | 'exempt' | 'refunded';
/** All in đồng. `open` are lines whose quantity is not known, so that more may be due than `due` says. */
export type FeeBalance = {
  whole: number;
  off: number;
  due: number;
  paid: number;
  refunded: number;
  held: number;
  left: number;
  open: number[];
};

export function balanceOf(account: Pick<FeeAccount, 'lines' | 'payments'>): FeeBalance {
  const { lines, payments } = account;
  const sum = (of: (line: FeeLine) => number) => lines.reduce((total, line) => total + of(line), 0);
  const paid = payments.reduce((total, payment) => total + (payment.voided ? 0 : sumOf(payment.lines)), 0);
  const [due, held] = [sum((line) => dueOf(line) ?? 0), heldOn(account)];
  return {
    ...{ whole: sum((line) => wholeOf(line) ?? 0), off: sum(offOf), due },
    ...{ paid, refunded: paid - held, held, left: due - held },
    open: lines.filter((line) => dueOf(line) === undefined).map(({ line }) => line),
  };
}

export function statusOf({ whole, due, refunded, held, left, open }: FeeBalance): FeeStatus {
  if (held === 0 && refunded > 0) return 'refunded';
  if (open.length > 0 || left > 0) return held > 0 ? 'partly-paid' : 'due';
  if (due > 0) return 'paid';
  return whole > 0 ? 'exempt' : 'nothing-due';
}

/** A refusal that points to the place which caused it. */
export function refusedAt(pointer: string, code: ProblemCode, params: ProblemParams = {}): Refusal {
  return new Refusal(code, params, [{ pointer, rule: code, message: fill(PROBLEMS[code].title, params) }]);
}

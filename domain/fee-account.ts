import { byOf, type Actor } from './actor';
import {
  balanceOf,
  dueOf,
  heldOn,
  isMoney,
  leftOfPayment,
  refusedAt,
  wholeOf,
  type FeeAccount,
  type FeeBy,
  type FeeLine,
  type FeeOpening,
  type Off,
  type Payment,
  type Refund,
} from './fee';
import { Refusal } from './problem';
import { localDate, type Instant } from './time';

type When = [at: Instant, commandId: string];

/** What is said of one line: all of it, so that a line without `off` is one from which nothing is taken any more. */
export type LineTerms = { line: number; quantity?: number; off?: Off };
export type NewPayment = Omit<Payment, 'at' | 'by' | 'refunds' | 'voided'>;
export type NewRefund = Omit<Refund, 'at' | 'by'>;

/** Holds nothing personal; `contentHash` stands for a reason, which is kept apart and can be erased. */
export type FeeEvent = {
  seq: number;
  at: Instant;
  by: FeeBy;
  commandId: string;
  opening?: FeeOpening;
  contentHash?: string;
} & (
  | { kind: 'assessed'; terms: LineTerms[] }
  | { kind: 'paid'; payment: NewPayment }
  | { kind: 'refunded'; paymentId: string; refund: NewRefund }
  | { kind: 'voided'; paymentId: string }
);

/** The account of a dossier about whose fees nothing is recorded yet. */
export const newAccount = (opening: FeeOpening): FeeAccount => ({ ...opening, seq: 0, payments: [] });

/**
 * Fixes quantities, exemptions and reductions. A line never becomes less than what is held for it.
 * @throws Refusal fee- line-unknown, line-twice, quantity-missing, quantity-not-taken, reduction-invalid, below-held, and
 * money-invalid, each at its line; fee-reason-missing
 */
export function assess(
  account: FeeAccount,
  terms: LineTerms[],
  reason: string | undefined,
  actor: Actor,
  ...when: When
): FeeEvent {
  checkTwice(terms);
  const settled = terms.map((one, i) => settle(account, one, `/lines/${i}`));
  if (terms.some(({ off }) => off) && !reason?.trim()) throw refusedAt('/reason', 'fee-reason-missing');
  return { ...sign(account, actor, when), kind: 'assessed', terms: settled };
}

function settle(account: FeeAccount, { line: number, quantity, off }: LineTerms, at: string): LineTerms {
  const known = lineOf(account, number, at);
  if (quantity !== undefined && !known.perUnit)
    throw refusedAt(`${at}/quantity`, 'fee-quantity-not-taken', { line: number });
  const { off: _old, ...bare } = known;
  const line: FeeLine = { ...bare, ...(quantity !== undefined && { quantity }) };
  const whole = wholeOf(line);
  if (whole === undefined) throw refusedAt(`${at}/quantity`, 'fee-quantity-missing', { line: number });
  if (!isMoney(whole) || (quantity !== undefined && !isMoney(quantity)))
    throw refusedAt(`${at}/quantity`, 'money-invalid');
  const taken = off && takenOff(off, whole, number, at);
  const due = dueOf({ ...line, ...(taken && { off: taken }) }) ?? 0;
  const held = heldOn(account, number);
  if (due < held) throw refusedAt(at, 'fee-below-held', { line: number, held });
  return { line: number, ...(line.perUnit && { quantity: line.quantity }), ...(taken && { off: taken }) };
}

function takenOff({ kind, amount, legal }: Off, whole: number, line: number, at: string): Off {
  if (kind === 'exempt') return { kind, amount: whole, legal };
  if (!isMoney(amount)) throw refusedAt(`${at}/reduction/amount`, 'money-invalid');
  if (amount < 1 || amount >= whole)
    throw refusedAt(`${at}/reduction/amount`, 'fee-reduction-invalid', { line, whole });
  return { kind, amount, legal };
}

/**
 * Takes money. Never more than what is left on a line.
 * @throws Refusal fee- line-unknown, line-twice, quantity-missing, overpaid, and money-invalid, each at its line
 */
export function pay(account: FeeAccount, payment: NewPayment, actor: Actor, ...when: When): FeeEvent {
  checkTwice(payment.lines);
  payment.lines.forEach(({ line, amount }, i) => {
    const at = `/lines/${i}`;
    const due = dueOf(lineOf(account, line, at));
    checkAmount(amount, at);
    if (due === undefined) throw refusedAt(`${at}/line`, 'fee-quantity-missing', { line });
    const left = due - heldOn(account, line);
    if (amount > left) throw refusedAt(`${at}/amount`, 'fee-overpaid', { line, left });
  });
  return { ...sign(account, actor, when), kind: 'paid', payment };
}

/**
 * Gives money of a payment back, on whatever day. Never more than what is left of it on a line.
 * @throws Refusal payment-not-found, payment-voided; fee-line-twice, money-invalid, refund-too-much at its line
 */
export function refund(
  account: FeeAccount,
  paymentId: string,
  given: NewRefund,
  actor: Actor,
  ...when: When
): FeeEvent {
  const payment = livePayment(account, paymentId);
  checkTwice(given.lines);
  given.lines.forEach(({ line, amount }, i) => {
    checkAmount(amount, `/lines/${i}`);
    const left = leftOfPayment(payment, line);
    if (amount > left) throw refusedAt(`/lines/${i}/amount`, 'refund-too-much', { line, left });
  });
  return { ...sign(account, actor, when), kind: 'refunded', paymentId, refund: given };
}

/**
 * Takes back what was entered wrongly: by whoever entered it, on the same day, and before it is cashed up.
 * @param closed whether the payment is in a cash-up
 * @throws Refusal payment-not-found, payment-voided, not-collector, payment-closed, payment-refunded, too-late
 */
export function voidPayment(
  account: FeeAccount,
  paymentId: string,
  closed: boolean,
  actor: Actor,
  ...[at, commandId]: When
): FeeEvent {
  const payment = livePayment(account, paymentId);
  if (payment.by.id !== actor.id) throw new Refusal('not-collector');
  if (closed) throw new Refusal('payment-closed');
  if (payment.refunds.length > 0) throw new Refusal('payment-refunded');
  const until = localDate(payment.at);
  if (localDate(at) !== until) throw new Refusal('too-late', { until });
  return { ...sign(account, actor, [at, commandId]), kind: 'voided', paymentId };
}

export function evolveFees(state: FeeAccount | undefined, event: FeeEvent): FeeAccount {
  const { seq, at, by, opening } = event;
  const account = state ?? (opening && newAccount(opening));
  if (!account) throw new Error('an account of fees begins with its opening');
  const payments = (change: (payment: Payment) => Payment, id: string) =>
    account.payments.map((payment) => (payment.id === id ? change(payment) : payment));
  switch (event.kind) {
    case 'assessed':
      return { ...account, seq, lines: account.lines.map((line) => termed(line, event.terms)) };
    case 'paid':
      return { ...account, seq, payments: [...account.payments, { ...event.payment, at, by, refunds: [] }] };
    case 'refunded': {
      const given = { ...event.refund, at, by };
      const changed = payments((one) => ({ ...one, refunds: [...one.refunds, given] }), event.paymentId);
      return { ...account, seq, payments: changed };
    }
    case 'voided':
      return { ...account, seq, payments: payments((one) => ({ ...one, voided: { at, by } }), event.paymentId) };
  }
}

function termed({ off: _old, ...line }: FeeLine, terms: LineTerms[]): FeeLine {
  const own = terms.find((one) => one.line === line.line);
  return own ? { ...line, ...own } : { ...line, ...(_old && { off: _old }) };
}

function sign({ id, code, channel, lines, seq }: FeeAccount, actor: Actor, [at, commandId]: When) {
  return { seq: seq + 1, at, by: byOf(actor), commandId, ...(seq === 0 && { opening: { id, code, channel, lines } }) };
}

function livePayment({ payments }: FeeAccount, id: string): Payment {
  const payment = payments.find((one) => one.id === id);
  if (!payment) throw new Refusal('payment-not-found');
  if (payment.voided) throw new Refusal('payment-voided');
  return payment;
}

function lineOf({ lines }: FeeAccount, line: number, at: string): FeeLine {
  const found = lines.find((one) => one.line === line);
  if (!found) throw refusedAt(`${at}/line`, 'fee-line-unknown', { line });
  return found;
}

function checkAmount(amount: number, at: string): void {
  if (!isMoney(amount) || amount < 1) throw refusedAt(`${at}/amount`, 'money-invalid');
}

function checkTwice(lines: { line: number }[]): void {
  const i = lines.findIndex(({ line }, place) => lines.findIndex((other) => other.line === line) < place);
  const line = lines[i]?.line;
  if (line !== undefined) throw refusedAt(`/lines/${i}/line`, 'fee-line-twice', { line });
}

/** What is off beyond what was off before; negative where an exemption ends. */
export function offChanged(before: FeeAccount | undefined, after: FeeAccount): number {
  return balanceOf(after).off - (before ? balanceOf(before).off : 0);
}

import { byOf, isOneOf, type Actor } from './actor';
import { isMoney, METHODS, refusedAt, type FeeBy, type Method } from './fee';
import { employerOf } from './authority';
import type { Catalogue } from './catalogue';
import { CASH_UP_CONFIRM } from './permission-names';
import type { Group } from './plan';
import { Refusal, type FieldFault } from './problem';
import { decide } from './reach';
import type { Instant, LocalDate } from './time';
import type { UnitId } from './unit';

type When = [at: Instant, commandId: string];

/** Money that went through a collector's hands; a `void` takes back a payment of the same till. */
export type TillEntry = { id: string; kind: 'payment' | 'refund' | 'void'; method: Method; amount: number };

/** What was there of one method, and how much of it was there before anything was collected (quỹ đầu ca). */
export type Counted = { method: Method; amount: number; float: number };
export type Expected = { method: Method; received: number; refunded: number; expected: number };
export type CashUpLine = Expected & { counted: number; float: number; difference: number };
/** Numbers of a receipt book of which nothing is recorded. */
export type ReceiptGap = { book: string; from: number; to: number };

export type CashUpOpening = {
  id: string;
  unit: UnitId;
  collector: string;
  group: Group;
  date: LocalDate;
  entries: TillEntry[];
  gaps: ReceiptGap[];
};
type Counting = { lines: CashUpLine[]; note?: string };

export type CashUpEvent = { seq: number; at: Instant; by: FeeBy; commandId: string } & (
  ({ kind: 'closed'; opening: CashUpOpening } & Counting) | ({ kind: 'corrected' } & Counting) | { kind: 'confirmed' }
);

/** What was closed stays; a correction is written after it, and then asks for a new confirmation. */
export type CashUpState = CashUpOpening &
  Counting & {
    seq: number;
    closedAt: Instant;
    /** For whom the collector closed it. */
    collectorFor?: string;
    corrections: (Counting & { at: Instant; by: FeeBy })[];
    confirmedBy?: FeeBy & { at: Instant };
  };

/** What must be there, by method: what was received less what was refunded. Only methods through which money went. */
export function expectedOf(entries: TillEntry[]): Expected[] {
  const sum = (method: Method, kind: TillEntry['kind']) =>
    entries.reduce((total, one) => total + (one.method === method && one.kind === kind ? one.amount : 0), 0);
  return METHODS.filter((method) => entries.some((one) => one.method === method)).map((method) => {
    const received = sum(method, 'payment') - sum(method, 'void');
    const refunded = sum(method, 'refund');
    return { method, received, refunded, expected: received - refunded };
  });
}

/**
 * Closes a set of payments and refunds against what was counted. (Nghị định 61/2018/NĐ-CP, Điều 22)
 * @throws Refusal cash-up- nothing, not-counted, counted-twice, note-missing (with the difference of each method),
 * money-invalid
 */
export function closeCashUp(
  opening: CashUpOpening,
  counted: Counted[],
  note: string | undefined,
  actor: Actor,
  ...when: When
): CashUpEvent {
  if (opening.entries.length === 0) throw new Refusal('cash-up-nothing', { date: opening.date });
  const counting = count(opening.entries, counted, note);
  return { ...sign(0, actor, when), kind: 'closed', opening, ...counting };
}

/** Counts again what is closed. @throws Refusal not-collector, and as `closeCashUp` */
export function correct(
  state: CashUpState,
  counted: Counted[],
  note: string,
  actor: Actor,
  ...when: When
): CashUpEvent {
  if (actor.id !== state.collector) throw new Refusal('not-collector');
  if (!note.trim()) throw refusedAt('/note', 'cash-up-note-missing');
  return { ...sign(state.seq, actor, when), kind: 'corrected', ...count(state.entries, counted, note) };
}

/**
 * Who manages the same people at the same unit signs.
 * @throws Refusal not-your-unit, not-your-role, same-person, cash-up-confirmed
 */
export function confirm(catalogue: Catalogue, state: CashUpState, actor: Actor, ...when: When): CashUpEvent {
  const { denied } = decide(catalogue, actor, CASH_UP_CONFIRM, { units: [state.unit] });
  if (denied) throw new Refusal(denied);
  if (employerOf(actor.role) !== state.group) throw new Refusal('not-your-role');
  if (isOneOf(actor, [state.collector, state.collectorFor])) throw new Refusal('same-person', { action: 'cash-up' });
  if (state.confirmedBy) throw new Refusal('cash-up-confirmed');
  return { ...sign(state.seq, actor, when), kind: 'confirmed' };
}

export function evolveCashUp(state: CashUpState | undefined, event: CashUpEvent): CashUpState {
  const { seq, at, by } = event;
  if (event.kind === 'closed') {
    const { opening, lines, note } = event;
    const more = { ...(note !== undefined && { note }), ...(by.onBehalfOf && { collectorFor: by.onBehalfOf.id }) };
    return { ...opening, lines, ...more, seq, closedAt: at, corrections: [] };
  }
  if (!state) throw new Error('a cash-up begins by being closed');
  const { confirmedBy: _before, ...open } = state;
  if (event.kind === 'confirmed') return { ...open, seq, confirmedBy: { ...by, at } };
  const { lines, note } = event;
  const correction = { at, by, lines, ...(note !== undefined && { note }) };
  return { ...open, seq, corrections: [...state.corrections, correction] };
}

/** The lines as they were counted last. */
export const linesNow = ({ lines, corrections }: CashUpState): CashUpLine[] => corrections.at(-1)?.lines ?? lines;

/**
 * The numbers of one book that are missing among those that are used.
 * @param used all that is used of the book, up to the highest of the set
 * @param own those of the set; what lies below the number before the first of them is not its matter
 */
export function gapsOf(book: string, used: number[], own: number[]): ReceiptGap[] {
  const numbers = [...new Set(used)].sort((a, b) => a - b);
  const first = own.reduce((least, number) => Math.min(least, number), Infinity);
  return numbers.flatMap((number, i) => {
    const before = numbers[i - 1];
    if (before === undefined || number < first || number === before + 1) return [];
    return [{ book, from: before + 1, to: number - 1 }];
  });
}

function count(entries: TillEntry[], counted: Counted[], note: string | undefined): Counting {
  counted.forEach(({ method, amount, float }, i) => {
    if (counted.findIndex((other) => other.method === method) < i)
      throw refusedAt(`/counted/${i}/method`, 'cash-up-counted-twice', { method });
    if (!isMoney(amount)) throw refusedAt(`/counted/${i}/amount`, 'money-invalid');
    if (!isMoney(float)) throw refusedAt(`/counted/${i}/float`, 'money-invalid');
  });
  const expected = expectedOf(entries);
  const left = expected.filter(({ method }) => !counted.some((one) => one.method === method));
  if (left.length > 0)
    throw refusedAt('/counted', 'cash-up-not-counted', { methods: left.map(({ method }) => method).join(', ') });
  const lines = counted.map(({ method, amount, float }): CashUpLine => {
    const line = expected.find((one) => one.method === method) ?? { method, received: 0, refunded: 0, expected: 0 };
    return { ...line, counted: amount, float, difference: amount - float - line.expected };
  });
  const faults = lines.flatMap((line, i) => (line.difference === 0 ? [] : [differs(line, i)]));
  if (faults.length > 0 && !note?.trim()) throw new Refusal('cash-up-note-missing', {}, faults);
  return { lines, ...(note !== undefined && { note }) };
}

function differs({ difference }: CashUpLine, i: number): FieldFault {
  const grouped = (mark: string) => String(Math.abs(difference)).replace(/\B(?=(\d{3})+$)/g, mark);
  const [vi, en] = difference > 0 ? ['thừa', 'more'] : ['thiếu', 'less'];
  const message = {
    vi: `${vi} ${grouped('.')} đồng so với sổ thu`,
    en: `is ${grouped(',')} đồng ${en} than was collected`,
  };
  return { pointer: `/counted/${i}/amount`, rule: 'difference', message };
}

function sign(seq: number, actor: Actor, [at, commandId]: When) {
  return { seq: seq + 1, at, by: byOf(actor), commandId };
}

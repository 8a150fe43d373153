import type { FeeEntryRow } from '../config/fee-row';
import { expectedOf, linesNow, type CashUpState, type ReceiptGap } from '../domain/cash-up';
import type { Catalogue } from '../domain/catalogue';
import { receiptNumber } from '../domain/fee';
import { counted } from '../domain/fee-report';
import { API, dossierPath, unitName, personView } from './views';

export const cashUpsPath = (unit: string, date: string) => `${API}/cash-ups/${encodeURIComponent(unit)}?date=${date}`;

/** A payment, refund or void in a till; what goes out is negative. */
export function entryView(row: FeeEntryRow) {
  const { id, kind, at, dossier_code: code, payment_id: payment, method, held_by: heldBy, book, number, amount } = row;
  const receipt = book !== null && number !== null ? { book, number: receiptNumber(number) } : null;
  const dossier = dossierPath({ code, id: code });
  return {
    ...{ id, kind, at, dossier: code, payment, method, heldBy, receipt },
    amount: counted('held', kind, amount),
    links: { dossier, payments: `${dossier}/payments` },
  };
}

export const gapView = ({ book, from, to }: ReceiptGap) => ({
  book,
  from: receiptNumber(from),
  to: receiptNumber(to),
  missing: to - from + 1,
});

/** What a collector has that is not cashed up: what must be there, and where it comes from. */
export function openTillView(rows: FeeEntryRow[], gaps: ReceiptGap[]) {
  const entries = rows.flatMap(({ id, kind, method, amount }) =>
    kind === 'reduction' || method === null ? [] : [{ id, kind, method, amount }],
  );
  return { expected: expectedOf(entries), entries: rows.map(entryView), gaps: gaps.map(gapView) };
}

export function cashUpView(catalogue: Catalogue, state: CashUpState, rows: FeeEntryRow[]) {
  const { id, unit, collector, group, date, seq, closedAt, lines, note, gaps, corrections, confirmedBy } = state;
  const now = linesNow(state);
  const self = `${API}/cash-ups/${id}`;
  return {
    ...{ id, unit: unitName(catalogue, unit), collector, group, date, seq, closedAt },
    lines,
    note: note ?? null,
    // As it was counted last.
    difference: now.reduce((sum, line) => sum + line.difference, 0),
    balanced: now.every((line) => line.difference === 0),
    entries: rows.map(entryView),
    gaps: gaps.map(gapView),
    corrections: corrections.map((one) => ({
      ...{ at: one.at, by: personView(catalogue, one.by), lines: one.lines },
      note: one.note ?? null,
    })),
    confirmedBy: confirmedBy ? { ...personView(catalogue, confirmedBy), at: confirmedBy.at } : null,
    links: { self: cashUpsPath(unit, date), confirm: `${self}/confirm`, correct: `${self}/correct` },
  };
}

import type { Catalogue } from '../domain/catalogue';
import type { DossierState } from '../domain/dossier';
import {
  balanceOf,
  dueOf,
  feeLines,
  heldOn,
  leftOfPayment,
  receiptNumber,
  statusOf,
  sumOf,
  type FeeAccount,
  type FeeLine,
  type Payment,
} from '../domain/fee';
import { newAccount } from '../domain/fee-account';
import type { Fee } from '../domain/procedure';
import { cashUpsOf, feeHistory, findAccount, type FeeHistory } from './reads/fees';
import { stateOf, type DossierRow } from './reads/dossiers';
import { eventsOf, type RecordedEvent } from './reads/timeline';
import type { ApiContext } from './context';
import { dossierPath, personView } from './views';

/** All about the fees of a dossier: what is due, what was paid and given back, by whom, and what is left. */
export async function feeView({ read, catalogue }: Pick<ApiContext, 'read' | 'catalogue'>, row: DossierRow) {
  const state = stateOf(row);
  const [known, history, cashUps, events] = await Promise.all([
    findAccount(read, row.id),
    feeHistory(read, row.id),
    cashUpsOf(read, row.id),
    eventsOf(read, row.id),
  ]);
  const procedure = catalogue.procedureOf(state);
  const account = known ?? newAccount({ ...opening(row), lines: feeLines(procedure) });
  const unverified = procedure.unverified?.includes('fee') ?? false;
  const balance = balanceOf(account);
  const self = `${dossierPath(row)}/payments`;
  return {
    dossier: { id: row.id, code: row.code },
    procedure: { ...state.procedure, name: procedure.name },
    channel: row.channel,
    status: statusOf(balance),
    unverified: unverified || procedure.fee.some((fee) => fee.unverified),
    balance,
    lines: account.lines.map((line) => lineView(account, line, procedure.fee[line.line - 1], unverified)),
    payments: account.payments.map((payment) => paymentView(catalogue, payment, cashUps, self)),
    history: history.map((entry) => historyView(catalogue, entry)),
    steps: stepsView(catalogue, state, events),
    links: { self, dossier: dossierPath(row), assess: `${dossierPath(row)}/fees` },
  };
}

function opening({ id, code, channel }: DossierRow) {
  return { id, code: code ?? '', channel };
}

function lineView(account: FeeAccount, line: FeeLine, fee: Fee | undefined, unverified: boolean) {
  const [due, held] = [dueOf(line), heldOn(account, line.line)];
  return {
    line: line.line,
    kind: fee?.kind ?? null,
    price: line.price,
    perUnit: fee?.perUnit ?? null,
    note: fee?.note ?? null,
    // No source confirms the amount: whoever collects it must know.
    unverified: unverified || (fee?.unverified ?? false),
    quantity: line.quantity ?? null,
    reduction: line.off ?? null,
    due: due ?? null,
    held,
    left: due === undefined ? null : due - held,
  };
}

export type PaymentView = ReturnType<typeof paymentView>;

function paymentView(catalogue: Catalogue, payment: Payment, cashUps: Map<string, string>, payments: string) {
  const { id, at, by, group, method, heldBy, receipt, lines, refunds, voided } = payment;
  const { book, number } = receipt;
  const self = `${payments}/${id}`;
  return {
    ...{ id, at, by: personView(catalogue, by), group, method, heldBy },
    receipt: { book, number: receiptNumber(number) },
    lines,
    amount: sumOf(lines),
    left: leftOfPayment(payment),
    refunds: refunds.map((refund) => ({
      ...{ id: refund.id, at: refund.at, by: personView(catalogue, refund.by), group: refund.group },
      ...{ method: refund.method, heldBy: refund.heldBy, lines: refund.lines, amount: sumOf(refund.lines) },
    })),
    voided: voided ? { at: voided.at, by: personView(catalogue, voided.by) } : null,
    cashUp: cashUps.get(id) ?? null,
    links: { refund: `${self}/refund`, void: `${self}/void` },
  };
}

function historyView(catalogue: Catalogue, { event, hash, reason }: FeeHistory[number]) {
  const { seq, at, kind, by } = event;
  const payment = kind === 'assessed' ? null : kind === 'paid' ? event.payment.id : event.paymentId;
  return { seq, at, kind, by: personView(catalogue, by), payment, reason, hash };
}

/** What the dossier's own steps say about money: told at the receipt, required by the agency, shown as paid elsewhere. */
function stepsView(catalogue: Catalogue, { process }: DossierState, events: RecordedEvent[]) {
  return events.flatMap(({ event, content }) => {
    const { seq, at, action, from } = event;
    const [form] = catalogue.actionOf(process, from, action)?.form?.split('@') ?? [];
    const amount = form === 'financial-duty' ? content?.amount : content?.feePaid;
    const receipt = form === 'payment' ? content?.receiptNumber : undefined;
    if (typeof amount !== 'number' && typeof receipt !== 'string') return [];
    return [
      {
        ...{ seq, at, action },
        amount: typeof amount === 'number' ? amount : null,
        receipt: typeof receipt === 'string' ? receipt : null,
      },
    ];
  });
}

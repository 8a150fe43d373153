import { idFrom } from '../../config/canonical';
import type { FeeAct, FeeBody } from '../../config/fee-body';
import type { LineAmount, Method, Off } from '../../domain/fee';
import { Refusal } from '../../domain/problem';
import type { Text } from '../../domain/text';
import { ok, signedIn, type Call, type Handler, type Reply } from '../call';
import { commandReply } from '../command-reply';
import type { ApiContext } from '../context';
import { feeView } from '../fee-view';
import { visibleDossier, type DossierRow } from '../reads/dossiers';
import { dossierPath, present } from '../views';

export const readPayments: Handler = signedIn(async (ctx, call) => ok(await feeView(ctx, await dossierOf(ctx, call))));

type AssessOrder = {
  lines: { line: number; quantity?: number; reduction?: Partial<Off> & Pick<Off, 'kind' | 'legal'> }[];
  reason?: string;
};

export const assessFees: Handler = signedIn(async (ctx, call) => {
  const { lines, reason } = call.body as AssessOrder;
  checkReductions(lines);
  const terms = lines.map(({ line, quantity, reduction }) => ({
    line,
    ...present({ quantity, off: reduction && { amount: 0, ...reduction } }),
  }));
  return carryOut(ctx, call, { act: { do: 'assess', terms, ...present({ reason }) }, status: 200 });
});

const NEEDED: Text = { vi: 'phải ghi số tiền được giảm', en: 'states the amount that is taken off' };
const NOT_TAKEN: Text = { vi: 'miễn thì không ghi số tiền', en: 'takes no amount when the line is exempt' };

/** @throws Refusal invalid-request */
function checkReductions(lines: AssessOrder['lines']): void {
  const faults = lines.flatMap(({ reduction }, i) => {
    if (!reduction || (reduction.kind === 'reduced') === (reduction.amount !== undefined)) return [];
    const pointer = `/lines/${i}/reduction/amount`;
    if (reduction.kind === 'reduced') return [{ pointer, rule: 'required', message: NEEDED }];
    return [{ pointer, rule: 'additionalProperties', message: NOT_TAKEN }];
  });
  if (faults.length > 0) throw new Refusal('invalid-request', {}, faults);
}

type PaymentOrder = { method: Method; receipt: { book: string; number: string }; lines: LineAmount[] };

export const recordPayment: Handler = signedIn(async (ctx, call) => {
  const { method, receipt, lines } = call.body as PaymentOrder;
  const act: FeeAct = { do: 'pay', method, receipt: { book: receipt.book, number: Number(receipt.number) }, lines };
  return carryOut(ctx, call, { act, status: 201 });
});

export const refundPayment: Handler = signedIn(async (ctx, call) => {
  const order = call.body as { method: Method; lines: LineAmount[]; reason: string };
  return carryOut(ctx, call, { act: { do: 'refund', paymentId: paymentId(call), ...order }, status: 200 });
});

export const voidPayment: Handler = signedIn(async (ctx, call) => {
  const { reason } = call.body as { reason: string };
  return carryOut(ctx, call, { act: { do: 'void', paymentId: paymentId(call), reason }, status: 200 });
});

const paymentId = ({ path }: Call) => (path.id ?? '').toLowerCase();

async function dossierOf(ctx: ApiContext, call: Call): Promise<DossierRow> {
  const row = await visibleDossier(ctx, call, call.path.ref ?? '');
  call.about(row.code ?? row.id);
  return row;
}

/**
 * Whether it is possible now is for the step to say, so that a key that is sent again gets the answer of the first time.
 * @throws Refusal not-your-role, dossier-not-found, and those of the step
 */
async function carryOut(
  ctx: ApiContext,
  call: Call,
  { act, status }: { act: FeeAct; status: 200 | 201 },
): Promise<Reply> {
  const row = await dossierOf(ctx, call);
  const body: FeeBody = { actor: call.actor, dossierId: row.id, act };
  const sent = await ctx.engine.carryOut(call.key, { kind: 'fees', subject: row.id, body });
  return commandReply(sent, status, `${dossierPath(row)}/payments`, async () => {
    const fees = await feeView(ctx, row);
    const id = act.do === 'pay' ? idFrom(`payment\n${sent.commandId}`) : 'paymentId' in act ? act.paymentId : undefined;
    return { payment: fees.payments.find((payment) => payment.id === id) ?? null, fees };
  });
}

import { newTransfers } from '../../config/transfer-order';
import type { ProgrammeBody } from '../../config/transfer-body';
import { programmeIdOf } from '../../config/transfer-ids';
import type { Catalogue } from '../../domain/catalogue';
import type { PlannedTransfer, Scope } from '../../domain/plan';
import { Refusal, refusedAt, type FieldFault } from '../../domain/problem';
import type { LocalDate } from '../../domain/time';
import { unitId } from '../../domain/unit';
import { ok, signedIn, type Call, type Handler } from '../call';
import { commandReply } from '../command-reply';
import type { ApiContext } from '../context';
import { requireReach } from '../permit';
import { findProgramme, programmes, stageCounts, type ProgrammeRow, type StageCount } from '../reads/transfers';
import { API } from '../views';

type TransferOrder = {
  unit: string;
  field: string;
  scope?: Scope;
  effectiveOn?: LocalDate;
  plan?: { id: string; version: number };
  illustrative?: boolean;
};
type ProgrammeOrder = {
  decision: string;
  date?: LocalDate;
  effectiveOn?: LocalDate;
  title?: string;
  reference?: string;
  transfers?: TransferOrder[];
  reason?: string;
};

const DEFAULT_PLAN = { id: 'standard', version: 1 };

/** Begins a decision's programme, or adds transfers to it; what it has already stays as it is. */
export const orderProgramme: Handler = signedIn(async (ctx, call) => {
  const { dryRun } = call.query as { dryRun?: boolean };
  const body = bodyOf(ctx.catalogue, call);
  for (const { unit } of body.transfers) if (ctx.catalogue.unit(unit)) requireReach(ctx.catalogue, call, unit);
  const id = programmeIdOf(body.decision.number);
  await checkOrder(ctx, call, id, body);
  if (dryRun) return ok({ state: 'checked', programme: id, transfers: body.transfers });
  const sent = await ctx.engine.carryOut(call.key, { kind: 'order', subject: id, body });
  return commandReply(sent, 201, programmePath(id), async () => ({ programme: await programmeView(ctx, id) }));
});

/** @throws Refusal decision-differs, invalid-request without a reason, or all that is wrong with the transfers */
async function checkOrder(ctx: ApiContext, call: Call, id: string, { decision, transfers, reason }: ProgrammeBody) {
  const known = await findProgramme(ctx.read, id);
  if (known && known.date !== decision.date)
    throw refusedAt('/date', 'decision-differs', { decision: decision.number, date: known.date });
  const order = { programmeId: id, decision: decision.number, planned: transfers };
  const fresh = await newTransfers(ctx.read, ctx.catalogue, order, call.now);
  if (known && fresh.length > 0 && !reason) throw new Refusal('invalid-request', {}, [NO_REASON]);
}

const NO_REASON: FieldFault = {
  pointer: '/reason',
  rule: 'required',
  message: { vi: 'cần lý do khi thêm vào chương trình đang chạy', en: 'is needed to add to a programme that runs' },
};

function bodyOf(catalogue: Catalogue, { actor, body, today }: Call): ProgrammeBody {
  const order = body as ProgrammeOrder;
  const known = catalogue.decision(order.decision);
  if (known && order.date !== undefined && order.date !== known.date)
    throw refusedAt('/date', 'decision-differs', { decision: order.decision, date: known.date });
  const { date = known?.date, effectiveOn = known?.effectiveOn, title = known?.title.vi } = order;
  const { reference = known?.reference } = order;
  if (!date || !effectiveOn || !title || !reference || !(order.transfers ?? known))
    throw refusedAt('/decision', 'decision-unknown', { decision: order.decision });
  const planned =
    order.transfers?.map((transfer) => planOf(catalogue, transfer, effectiveOn)) ?? known?.transfers ?? [];
  return {
    actor,
    decision: { number: order.decision, date, effectiveOn, title, reference },
    // What a decision of the past ordered for a day that is over takes effect as soon as it may.
    transfers: order.transfers ? planned : planned.filter((transfer) => transfer.effectiveOn >= today),
    ...(order.reason && { reason: order.reason }),
  };
}

function planOf(catalogue: Catalogue, order: TransferOrder, standard: LocalDate): PlannedTransfer {
  const { unit, field, scope = 'both', effectiveOn = standard, plan = DEFAULT_PLAN, illustrative } = order;
  const found = catalogue.unitAt(unit, effectiveOn);
  return {
    unit: found ? unitId(found) : unit,
    field,
    scope,
    effectiveOn,
    plan,
    ...(illustrative && { illustrative }),
  };
}

export const listProgrammes: Handler = signedIn(async ({ read }) => {
  const rows = await programmes(read);
  const counts = await stageCounts(read);
  return ok({ items: rows.map((row) => viewOf(row, counts)) });
});

export const readProgramme: Handler = signedIn(async (ctx, call) => ok(await programmeView(ctx, call.path.id ?? '')));

export const listDecisions: Handler = signedIn(({ catalogue }) =>
  ok({
    items: catalogue.decisions.map(({ number, date, effectiveOn, title, reference, transfers }) => ({
      number,
      date,
      effectiveOn,
      title,
      reference,
      transfers: transfers.length,
    })),
  }),
);

export const listPlans: Handler = signedIn(({ catalogue }) => ok({ items: catalogue.plans }));

async function programmeView({ read }: ApiContext, id: string) {
  const row = await findProgramme(read, id);
  if (!row) throw new Refusal('programme-not-found');
  return viewOf(row, await stageCounts(read, id));
}

function viewOf(row: ProgrammeRow, counts: StageCount[]) {
  const { id, number, date, effective_on: effectiveOn, title, reference, begun_at: begunAt } = row;
  const stages = counts.filter(({ programme }) => programme === id).map(({ stage, count }) => ({ stage, count }));
  const transfers = stages.reduce((sum, { count }) => sum + count, 0);
  const links = { self: programmePath(id), transfers: `${API}/transfers?programme=${id}` };
  return { id, decision: number, date, effectiveOn, title, reference, begunAt, transfers, stages, links };
}

function programmePath(id: string): string {
  return `${API}/programmes/${id}`;
}

import { claimsAt } from '../../config/transfer-claims';
import type { ProgrammeBody } from '../../config/transfer-body';
import { programmeIdOf, transferIdOf } from '../../config/transfer-ids';
import type { Catalogue } from '../../domain/catalogue';
import { requireOver } from '../../domain/jurisdiction';
import type { PlannedTransfer, Scope } from '../../domain/plan';
import { Refusal, type FieldFault } from '../../domain/problem';
import type { LocalDate } from '../../domain/time';
import { plannedFaults } from '../../domain/transfer-order';
import { unitId } from '../../domain/unit';
import { ok, signedIn, type Call, type Handler } from '../call';
import { commandReply } from '../command-reply';
import type { ApiContext } from '../context';
import { findProgramme, programmes, stageCounts, type ProgrammeRow } from '../reads/transfers';
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
  if (call.actor.role !== 'authority-officer') throw new Refusal('not-your-role');
  const { dryRun } = call.query as { dryRun?: boolean };
  const body = bodyOf(ctx.catalogue, call);
  for (const { unit } of body.transfers) if (ctx.catalogue.unit(unit)) requireOver(ctx.catalogue, call.actor, unit);
  const id = programmeIdOf(body.decision.number);
  await checkOrder(ctx, call, id, body);
  if (dryRun) return ok({ state: 'checked', programme: id, transfers: body.transfers });
  const sent = await ctx.engine.carryOut(call.key, { kind: 'order', subject: id, body });
  return commandReply(sent, 201, programmePath(id), async () => ({ programme: await programmeView(ctx, id) }));
});

/** @throws Refusal decision-differs, or all that is wrong with the transfers */
async function checkOrder(ctx: ApiContext, call: Call, id: string, { decision, transfers, reason }: ProgrammeBody) {
  const known = await findProgramme(ctx.read, id);
  if (known && known.date !== decision.date)
    throw new Refusal('decision-differs', { decision: decision.number, date: known.date });
  const openings = transfers.map((transfer) => ({
    ...transfer,
    id: transferIdOf(id, transfer),
    programme: id,
    decision: decision.number,
  }));
  const own: { id: string }[] = await ctx.read('transfers').where({ programme_id: id }).select('id');
  const old = new Set(own.map((row) => row.id));
  const fresh = openings.filter((opening) => !old.has(opening.id));
  const taken = await claimsAt(
    ctx.read,
    fresh.map(({ unit }) => unit),
  );
  const faults = plannedFaults(ctx.catalogue, openings, call.now, {
    known: (opening) => old.has(opening.id),
    taken: ({ unit, field }, task) => taken.has(`${unit} ${field} ${task}`),
  });
  const [first] = faults;
  if (first) throw new Refusal(first.code, first.params, faults.map(({ fault }) => fault).slice(0, 200));
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
    throw new Refusal('decision-differs', { decision: order.decision, date: known.date });
  const { date = known?.date, effectiveOn = known?.effectiveOn, title = known?.title.vi } = order;
  const { reference = known?.reference } = order;
  if (!date || !effectiveOn || !title || !reference || !(order.transfers ?? known))
    throw new Refusal('decision-unknown', { decision: order.decision });
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

export const listProgrammes: Handler = signedIn(async (ctx) => {
  const rows = await programmes(ctx.read);
  return ok({ items: await Promise.all(rows.map((row) => viewOf(ctx, row))) });
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

async function programmeView(ctx: ApiContext, id: string) {
  const row = await findProgramme(ctx.read, id);
  if (!row) throw new Refusal('programme-not-found');
  return viewOf(ctx, row);
}

async function viewOf({ read }: ApiContext, row: ProgrammeRow) {
  const { id, number, date, effective_on: effectiveOn, title, reference, begun_at: begunAt } = row;
  const stages = await stageCounts(read, id);
  const transfers = stages.reduce((sum, { count }) => sum + count, 0);
  const links = { self: programmePath(id), transfers: `${API}/transfers?programme=${id}` };
  return { id, decision: number, date, effectiveOn, title, reference, begunAt, transfers, stages, links };
}

function programmePath(id: string): string {
  return `${API}/programmes/${id}`;
}

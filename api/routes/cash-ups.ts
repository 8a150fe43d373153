import type { FeeEntryRow } from '../../config/fee-row';
import { idFrom } from '../../config/canonical';
import type { CashUpAct, CashUpBody } from '../../config/fee-body';
import { receiptGaps } from '../../config/receipt-gaps';
import type { CashUpState, Counted } from '../../domain/cash-up';
import type { Catalogue } from '../../domain/catalogue';
import { Refusal } from '../../domain/problem';
import type { LocalDate } from '../../domain/time';
import { unitId, type UnitId } from '../../domain/unit';
import { ok, signedIn, type Call, type Handler, type Reply } from '../call';
import { cashUpsPath, cashUpView, openTillView } from '../cash-up-view';
import { commandReply } from '../command-reply';
import type { ApiContext } from '../context';
import { checkMembers } from '../members';
import { isReached, requireReach } from '../permit';
import { isPostal } from '../reads/authority';
import { cashUpsOn, closedEntries, findCashUp, openTills, type TillFilter } from '../reads/cash-ups';
import { registeredUnit } from '../register-access';
import { present, unitName } from '../views';

export const readCashUps: Handler = signedIn(async (ctx, call) => {
  const { read, catalogue } = ctx;
  const { date = call.today } = call.query as { date?: LocalDate };
  const tills = tillsFor(catalogue, call, unitId(registeredUnit(catalogue, call.path.unit ?? '', date)));
  const [closed, rows] = await Promise.all([cashUpsOn(read, tills, date), openTills(read, tills, date)]);
  const collectors = [...new Set([...rows.map((row) => row.collector), ...closed.map((one) => one.collector)])].sort();
  const open = async (collector: string) => {
    const own = rows.filter((row) => row.collector === collector);
    const group = own[0]?.staff_group ?? closed.find((one) => one.collector === collector)?.group;
    return { collector, group, ...openTillView(own, await receiptGaps(read, own)) };
  };
  return ok({
    unit: unitName(catalogue, tills.unit),
    date,
    open: await Promise.all(collectors.map(open)),
    cashUps: await viewsOf(ctx, closed),
  });
});

/** A clerk sees his own till, the Post's manager those of the Post, whoever else is set over the unit all. */
function tillsFor(catalogue: Catalogue, call: Call, unit: UnitId): TillFilter {
  requireReach(catalogue, call, unit);
  if (call.reach === 'self') return { unit, collector: call.actor.id };
  return { unit, ...(isPostal(call.actor.role) && { group: 'post' as const }) };
}

async function viewsOf({ read, catalogue }: ApiContext, states: CashUpState[]) {
  const entries = await closedEntries(
    read,
    states.map(({ id }) => id),
  );
  return states.map((state) => cashUpView(catalogue, state, entries.get(state.id) ?? ([] as FeeEntryRow[])));
}

type CloseOrder = { unit: string; date: LocalDate; counted: CountedOrder[]; note?: string };
type CountedOrder = Omit<Counted, 'float'> & { float?: number };
const withFloat = (counted: CountedOrder[]): Counted[] => counted.map((one) => ({ ...one, float: one.float ?? 0 }));

export const closeCashUp: Handler = signedIn(async (ctx, call) => {
  const { unit: named, date, counted, note } = call.body as CloseOrder;
  const unit = unitId(registeredUnit(ctx.catalogue, named, call.today, '/unit'));
  requireReach(ctx.catalogue, call, unit);
  const id = idFrom(`cash-up\n${call.actor.id}\n${call.key}`);
  const act: CashUpAct = { do: 'close', unit, date, counted: withFloat(counted), ...present({ note }) };
  return carryOut(ctx, call, { id, act, self: cashUpsPath(unit, date), status: 201 });
});

type ActOrder = { counted?: CountedOrder[]; note?: string };

export const actOnCashUp: Handler = signedIn(async (ctx, call) => {
  const { counted = [], note = '' } = call.body as ActOrder;
  const name = call.path.act as 'confirm' | 'correct';
  checkMembers(call.body as ActOrder, name === 'correct' ? ['counted', 'note'] : []);
  const { id, unit, date } = await visibleCashUp(ctx, call);
  const act: CashUpAct = name === 'confirm' ? { do: name } : { do: name, counted: withFloat(counted), note };
  return carryOut(ctx, call, { id, act, self: cashUpsPath(unit, date), status: 200 });
});

/** One of somebody's own units; another does not exist for him. @throws Refusal cash-up-not-found */
async function visibleCashUp({ read, catalogue }: ApiContext, call: Call): Promise<CashUpState> {
  const state = await findCashUp(read, (call.path.id ?? '').toLowerCase());
  if (!state || !isReached(catalogue, call, { units: [state.unit] })) throw new Refusal('cash-up-not-found');
  return state;
}

type Order = { id: string; act: CashUpAct; self: string; status: 200 | 201 };

async function carryOut(ctx: ApiContext, { key, actor }: Call, { id, act, self, status }: Order): Promise<Reply> {
  const body: CashUpBody = { actor, cashUpId: id, act };
  const sent = await ctx.engine.carryOut(key, { kind: 'cash-up', subject: id, body });
  return commandReply(sent, status, self, async () => {
    const state = await findCashUp(ctx.read, id);
    if (!state) throw new Refusal('cash-up-not-found');
    const [cashUp] = await viewsOf(ctx, [state]);
    return { cashUp };
  });
}

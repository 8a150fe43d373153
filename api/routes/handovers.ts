import { idFrom } from '../../config/canonical';
import type { HandoverAct, HandoverBody } from '../../config/handover-body';
import type { HandoverOpening } from '../../domain/handover';
import { openUnit } from '../../domain/opening';
import { Refusal } from '../../domain/problem';
import { unitId } from '../../domain/unit';
import { ok, signedIn, type Call, type Handler } from '../call';
import { commandReply } from '../command-reply';
import type { ApiContext } from '../context';
import { placeOf } from '../cursor';
import { actOf, itemsAgain, itemsOf, type ActBody, type ActName } from '../handover-order';
import { handoverDocument } from '../handover-print';
import { handoverPage as slipPage, SLIP_POLICY } from '../handover-page';
import { handoverPath, handoverSummary, handoverView } from '../handover-view';
import { requireReach, unitsReached } from '../permit';
import { documentReply, formatOf } from '../print-format';
import {
  findHandover,
  handoverEvents,
  handoverPage,
  proceduresOf,
  statesOf,
  visibleHandover,
  type HandoverFilter,
  type StoredHandover,
} from '../reads/handovers';

type OpenBody = { from?: string; to: string; kind: HandoverOpening['kind']; dossiers: string[] };

export const openHandover: Handler = signedIn(async (ctx, call) => {
  const { dossiers, ...wish } = call.body as OpenBody;
  const sides = sidesOf(ctx, call, wish);
  const id = idFrom(`handover\n${call.actor.id}\n${call.key}`);
  // A key that is sent again after its slip was written must get that slip, not be told that the dossiers are on one.
  const written = await findHandover(ctx.read, id);
  const items = itemsAgain(written?.state, dossiers) ?? (await itemsOf(ctx, call, sides, dossiers));
  return carryOut(ctx, call, { id, act: { do: 'list', ...sides, items }, status: 201 });
});

/** @throws Refusal unit-unknown, unit-closed, not-your-unit, invalid-request */
function sidesOf({ catalogue }: ApiContext, call: Call, { from, to, kind }: Omit<OpenBody, 'dossiers'>) {
  const giver = unitId(openUnit(catalogue, from ?? call.actor.unit, call.today, '/from'));
  const taker = unitId(openUnit(catalogue, to, call.today, '/to'));
  requireReach(catalogue, call, giver);
  if (giver !== taker) return { from: giver, to: taker, kind };
  const message = { vi: 'phải là đơn vị khác với đơn vị giao', en: 'must be another unit than the one that gives' };
  throw new Refusal('invalid-request', {}, [{ pointer: '/to', rule: 'same-unit', message }]);
}

type Order = { id: string; act: HandoverAct; status: 200 | 201 };

async function carryOut(ctx: ApiContext, call: Call, { id, act, status }: Order) {
  const body: HandoverBody = { actor: call.actor, handoverId: id, act };
  const sent = await ctx.engine.carryOut(call.key, { kind: 'handover', subject: id, body });
  return commandReply(sent, status, handoverPath(id), async () => ({
    handover: await fullView(ctx, await visibleHandover(ctx, call, id)),
  }));
}

async function fullView({ read, catalogue }: ApiContext, found: StoredHandover) {
  const [procedures, events] = await Promise.all([
    proceduresOf(read, dossiersOn(found)),
    handoverEvents(read, found.state.id),
  ]);
  return handoverView(catalogue, found, { procedures, events });
}

const dossiersOn = ({ state }: StoredHandover) => state.items.map(({ dossierId }) => dossierId);

type ListQuery = Pick<HandoverFilter, 'direction' | 'stage'> & { cursor?: string; limit: number };

export const listHandovers: Handler = signedIn(async ({ read, catalogue }, call) => {
  const { direction, stage, cursor, limit } = call.query as ListQuery;
  const units = unitsReached(catalogue, call);
  const place = placeOf(cursor);
  const { items, next } = await handoverPage(read, { units, direction, stage }, limit, place);
  return ok({ items: items.map((found) => handoverSummary(catalogue, found)), next });
});

export const readHandover: Handler = signedIn(async (ctx, call) =>
  ok(await fullView(ctx, await visibleHandover(ctx, call, call.path.id ?? ''))),
);

export const actOnHandover: Handler = signedIn(async (ctx, call) => {
  const { state } = await visibleHandover(ctx, call, call.path.id ?? '');
  // Whether it is possible now is for the step to say: a key that is sent again gets the answer of the first time.
  const act = actOf(state, call.path.act as ActName, call.body as ActBody);
  return carryOut(ctx, call, { id: state.id, act, status: 200 });
});

/** The slip on paper, to be signed by both sides. */
export const printHandover: Handler = signedIn(async ({ read, catalogue }, call) => {
  const found = await visibleHandover({ read, catalogue }, call, call.path.id ?? '');
  if (formatOf(call, 'html') === 'pdf') {
    const document = handoverDocument(catalogue, found, await statesOf(read, dossiersOn(found)), call.now);
    return documentReply(document, 'pdf', `phieu-giao-nhan-${found.state.id}`);
  }
  return {
    status: 200,
    body: slipPage(catalogue, found, await proceduresOf(read, dossiersOn(found))),
    type: 'text/html; charset=utf-8',
    headers: { 'Content-Security-Policy': SLIP_POLICY },
  };
});

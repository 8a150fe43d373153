import { openUnit } from '../../domain/opening';
import type { LocalDate } from '../../domain/time';
import { unitId } from '../../domain/unit';
import { ok, signedIn, type Call, type Handler } from '../call';
import type { ApiContext } from '../context';
import { requireReach } from '../permit';
import { registerOf } from '../reads/numbers';
import { API } from '../views';

export const reserveNumbers: Handler = signedIn(async (ctx, call) => {
  const { date, count } = call.body as { date: LocalDate; count: number };
  const unit = ownUnit(ctx, call, date);
  const id = unitId(unit);
  const block = await ctx.engine.reserveNumbers(call.key, call.actor.id, { unit: id, date, count });
  const register = `${API}/units/${encodeURIComponent(id)}/numbers?date=${date}`;
  return { status: 201, body: { ...block, links: { register } }, headers: { Location: register } };
});

export const readNumbers: Handler = signedIn(async (ctx, call) => {
  const { date = call.today } = call.query as { date?: LocalDate };
  const unit = ownUnit(ctx, call, date);
  const { identification = null } = unit;
  const empty = { last: 0, numbers: [], counts: {}, gaps: [] };
  const register = identification === null ? empty : await registerOf(ctx, identification, date, call);
  return ok({ unit: unitId(unit), identification, date, ...register });
});

/** A unit's book is its own; auditors read every book. @throws Refusal unit-unknown, unit-closed, not-your-unit */
function ownUnit({ catalogue }: ApiContext, call: Call, date: LocalDate) {
  const unit = openUnit(catalogue, call.path.unit ?? '', date, '/path/unit');
  requireReach(catalogue, call, unitId(unit));
  return unit;
}

import { openUnit } from '../../domain/opening';
import { Refusal } from '../../domain/problem';
import type { LocalDate } from '../../domain/time';
import { unitId } from '../../domain/unit';
import { ok, signedIn, type Call, type Handler } from '../call';
import type { ApiContext } from '../context';
import { registerOf } from '../reads/numbers';
import { API } from '../views';

const MAY_RESERVE = ['government-clerk', 'head-of-unit'];

export const reserveNumbers: Handler = signedIn(async (ctx, call) => {
  const { date, count } = call.body as { date: LocalDate; count: number };
  if (!MAY_RESERVE.includes(call.actor.role)) throw new Refusal('not-your-role');
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
  const register = identification === null ? empty : await registerOf(ctx.read, identification, date, call.actor);
  return ok({ unit: unitId(unit), identification, date, ...register });
});

/** A unit's book is its own; auditors read every book. @throws Refusal unit-unknown, unit-closed, not-your-unit */
function ownUnit({ catalogue }: ApiContext, { actor, path }: Call, date: LocalDate) {
  const unit = openUnit(catalogue, path.unit ?? '', date, '/path/unit');
  const mayRead = actor.role === 'auditor' || actor.actsFor.includes(unitId(unit));
  if (!mayRead) throw new Refusal('not-your-unit');
  return unit;
}

import type { EquipmentBody } from '../../config/register-body';
import { Refusal, type FieldFault } from '../../domain/problem';
import { unitId, type UnitId } from '../../domain/unit';
import { ok, signedIn, type Call, type Handler } from '../call';
import { commandReply } from '../command-reply';
import type { ApiContext } from '../context';
import { requireReach } from '../permit';
import { equipmentAt } from '../reads/staff';
import { registeredUnit } from '../register-access';
import { API, unitName } from '../views';

export const readEquipment: Handler = signedIn(async (ctx, call) => {
  const unit = unitOf(ctx, call);
  requireReach(ctx.catalogue, call, unit);
  return ok(await equipmentOf(ctx, unit));
});

export const recordEquipment: Handler = signedIn(async (ctx, call) => {
  const { items } = call.body as Pick<EquipmentBody, 'items'>;
  const unit = unitOf(ctx, call);
  requireReach(ctx.catalogue, call, unit);
  const faults = repeated(items);
  if (faults.length > 0) throw new Refusal('form-invalid', {}, faults);
  const body: EquipmentBody = { actor: call.actor, unit, items };
  const sent = await ctx.engine.carryOut(call.key, { kind: 'equipment', subject: unit, body });
  const self = `${API}/units/${encodeURIComponent(unit)}/equipment`;
  return commandReply(sent, 200, self, async () => ({ equipment: await equipmentOf(ctx, unit) }));
});

function unitOf({ catalogue }: ApiContext, { path, today }: Call): UnitId {
  return unitId(registeredUnit(catalogue, path.unit ?? '', today));
}

async function equipmentOf({ read, catalogue }: ApiContext, unit: UnitId) {
  return { unit: unitName(catalogue, unit), items: await equipmentAt(read, catalogue, unit) };
}

function repeated(items: EquipmentBody['items']): FieldFault[] {
  const message = { vi: 'đã có trong danh sách', en: 'is in the list already' };
  return items.flatMap(({ item }, i) =>
    items.findIndex((other) => other.item === item) < i
      ? [{ pointer: `/items/${i}/item`, rule: 'duplicate', message }]
      : [],
  );
}

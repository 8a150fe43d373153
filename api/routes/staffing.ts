import { workloadOf } from '../../config/workload';
import type { Catalogue } from '../../domain/catalogue';
import { Refusal, refusedAt } from '../../domain/problem';
import { staffingOf, whatIf, type Workload } from '../../domain/staffing';
import { addDays, startOfDay, type LocalDate } from '../../domain/time';
import { isOpen, unitId, type Level, type UnitId } from '../../domain/unit';
import { ok, signedIn, type Call, type Handler } from '../call';
import type { ApiContext } from '../context';
import { isReached, requireReach } from '../permit';
import { NOBODY, postFieldsAt, presentOn, workloads } from '../reads/staffing';
import { registeredUnit } from '../register-access';
import { unitName } from '../views';

type Asked = { date?: LocalDate; fields?: string; added?: string };

/** The counters that a unit needs by what came to it, who is there, and the figures behind it. */
export const readStaffing: Handler = signedIn(async (ctx, call) => {
  const { read, catalogue } = ctx;
  const { date = call.today, fields: list, added } = call.query as Asked;
  const unit = unitId(registeredUnit(catalogue, call.path.unit ?? '', date));
  requireReach(catalogue, call, unit);
  const fields = list === undefined ? undefined : fieldsOf(catalogue, list);
  const until = untilOf(call, date);
  const workload = await workloadOf(read, catalogue, { unit, fields }, until);
  const { needed, offeredPeak, slots } = staffingOf(workload, catalogue.staffing);
  const there = (await presentOn(read, date, unit)).get(unit) ?? NOBODY;
  return ok({
    unit: unitName(catalogue, unit),
    date,
    fields: fields ?? null,
    needed,
    present: there,
    difference: there.total - needed,
    whatIf: added === undefined ? null : await comparison(ctx, call, { unit, date, fields, added }),
    rule: catalogue.staffing,
    data: { ...spanOf(catalogue, until), arrivals: total(workload), offeredPeak, slots },
  });
});

/** @throws Refusal field-unknown */
function fieldsOf(catalogue: Catalogue, list: string): string[] {
  const fields = [...new Set(list.split(',').map((field) => field.trim()))];
  const field = fields.find((each) => !catalogue.field(each));
  if (field !== undefined) throw refusedAt('/query/field', 'field-unknown', { field });
  return fields;
}

/** The day after the last one that is looked at: what has not come yet is no sign of quiet. @throws Refusal date-past */
function untilOf({ today }: Call, date: LocalDate): LocalDate {
  if (date < '2000-01-01') throw refusedAt('/query/date', 'date-past', { date });
  return addDays(date < today ? date : today, 1);
}

function spanOf({ staffing: { weeks } }: Catalogue, until: LocalDate): { from: LocalDate; to: LocalDate } {
  return { from: addDays(until, -7 * weeks), to: addDays(until, -1) };
}

function total({ arrivals }: Workload): number {
  return arrivals.reduce((sum, { count }) => sum + count, 0);
}

type Added = { unit: UnitId; date: LocalDate; fields: string[] | undefined; added: string };

/** The need before and after more fields come: to the fields that were named, or to those that are with the Post. */
async function comparison({ read, catalogue }: ApiContext, call: Call, { unit, date, fields, added: list }: Added) {
  const at = date < call.today ? startOfDay(addDays(date, 1)) : call.now;
  const base = fields ?? (await postFieldsAt(read, unit, at));
  const added = fieldsOf(catalogue, list);
  const twice = added.find((field) => base.includes(field));
  if (twice !== undefined) throw counted(twice);
  const until = untilOf(call, date);
  const present = await workloadOf(read, catalogue, { unit, fields: base }, until);
  const more = await workloadOf(read, catalogue, { unit, fields: added }, until);
  return { fields: base, added, ...whatIf(present, more, catalogue.staffing) };
}

function counted(field: string): Refusal {
  const message = { vi: `lĩnh vực «${field}» đã được tính`, en: `the field “${field}” is counted already` };
  return new Refusal('invalid-request', {}, [{ pointer: '/query/added', rule: 'counted', message }]);
}

/** The same in brief for every open one-stop unit that the caller is set over. */
export const listStaffing: Handler = signedIn(async ({ read, catalogue }, call) => {
  const { date = call.today, level } = call.query as { date?: LocalDate; level?: Level };
  const until = untilOf(call, date);
  const units = catalogue.data.units
    .filter((unit) => unit.kind === 'one-stop' && isOpen(unit, date))
    .filter((unit) => level === undefined || unit.level === level)
    .filter((unit) => isReached(catalogue, call, { units: [unitId(unit)] }));
  const [came, there] = [await workloads(read, catalogue, until), await presentOn(read, date)];
  const items = units.map((unit) => {
    const id = unitId(unit);
    const workload = came.get(id);
    const needed = workload ? staffingOf(workload, catalogue.staffing).needed : 0;
    const present = there.get(id) ?? NOBODY;
    return { unit: unitName(catalogue, id), level: unit.level, needed, present, difference: present.total - needed };
  });
  return ok({ date, rule: catalogue.staffing, data: spanOf(catalogue, until), items });
});

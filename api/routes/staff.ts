import { readStaffCsv, type RowFault } from '../../config/staff-csv';
import type { StaffBody, StaffEntry } from '../../config/register-body';
import { staffAt, staffNamed } from '../../config/staff-rows';
import type { Group } from '../../domain/plan';
import { Refusal, type FieldFault, type ProblemCode } from '../../domain/problem';
import type { StaffMember } from '../../domain/staff';
import { addMonths } from '../../domain/time';
import { unitId } from '../../domain/unit';
import { ok, signedIn, type Call, type Handler, type Reply } from '../call';
import { commandReply } from '../command-reply';
import type { ApiContext } from '../context';
import { requireReach } from '../permit';
import { certifiedMonths } from '../reads/staff';
import { registeredUnit } from '../register-access';
import { changeOf, changesOf, checkStaff, type EntryFault } from '../staff-check';
import { API, present, unitName } from '../views';

const [MAX_FAULTS, MAX_TOLD] = [200, 1000];

export const listStaff: Handler = signedIn(async ({ read, catalogue }, call) => {
  const { actor, query, today } = call;
  const { unit: asked = actor.unit, group, field } = query as { unit?: string; group?: Group; field?: string };
  const unit = unitId(registeredUnit(catalogue, asked, today, '/query/unit'));
  requireReach(catalogue, call, unit);
  const months = await certifiedMonths(read, catalogue, unit);
  const staff = await staffAt(read, unit);
  const items = staff
    .filter((member) => group === undefined || member.group === group)
    .filter(({ certificates }) => field === undefined || certificates.some((each) => each.field === field))
    .map((member) => memberView(member, months));
  return ok({ unit: unitName(catalogue, unit), items });
});

function memberView(member: StaffMember, months: (field: string) => number | undefined) {
  const certificates = member.certificates.map((each) => {
    const count = months(each.field);
    return { ...each, validUntil: count === undefined ? null : addMonths(each.passedOn, count) };
  });
  return { ...member, certificates };
}

export const recordStaff: Handler = signedIn(async (ctx, call) => {
  const { entries: given } = call.body as { entries: StaffEntry[] };
  const { entries, faults } = await check(ctx, call, given);
  if (faults.length > 0) throw refusedEntries(faults);
  return record(ctx, call, entries);
});

async function check({ read, catalogue }: ApiContext, { actor, reach, today }: Call, given: StaffEntry[]) {
  const known = await staffNamed(
    read,
    given.map(({ id }) => id),
  );
  return { known, ...checkStaff({ catalogue, actor, reach, today, known }, given) };
}

function refusedEntries(faults: EntryFault[]): Refusal {
  const all = (code: ProblemCode) => faults.every(({ rule }) => rule === code);
  const code = (['not-your-unit', 'not-your-role'] as const).find(all) ?? 'form-invalid';
  const told = faults.slice(0, MAX_FAULTS).map(({ index, place, rule, message }): FieldFault => {
    return { pointer: `/entries/${index}/${place}`, rule, message };
  });
  return new Refusal(code, {}, told);
}

async function record({ engine }: ApiContext, { key, actor }: Call, entries: StaffEntry[]): Promise<Reply> {
  const body: StaffBody = { actor, entries };
  const sent = await engine.carryOut(key, { kind: 'staff', subject: '', body });
  const units = [...new Set(entries.map(({ unit }) => unit))];
  const [unit = ''] = units;
  const self = units.length === 1 ? `${API}/staff?unit=${encodeURIComponent(unit)}` : undefined;
  return commandReply(sent, 200, self, () => Promise.resolve({ recorded: entries.length, units }));
}

/** A whole list at once: all of its rows, or none. */
export const importStaff: Handler = signedIn(async (ctx, call) => {
  const { dryRun } = call.query as { dryRun: boolean };
  const { rows, faults: unreadable } = readStaffCsv(call.body as Buffer);
  const { entries, faults: wrong, known } = await check(ctx, call, rows.map(entryOf));
  const faults = [
    ...unreadable,
    ...wrong.map(({ index, place, rule, message }): RowFault => {
      return { line: rows[index]?.line ?? 0, column: place.split('/')[0] ?? '', rule, message };
    }),
    ...(rows.length === 0 && unreadable.length === 0 ? [NO_ROWS] : []),
  ].sort((a, b) => a.line - b.line);
  if (dryRun) {
    const faulty = new Set(wrong.map(({ index }) => index));
    const sound = entries.filter((_entry, index) => !faulty.has(index));
    const told = faults.slice(0, MAX_TOLD);
    const preview = rows.slice(0, MAX_TOLD).map((row, index) => {
      const entry = entries[index];
      const change = entry && !faulty.has(index) ? changeOf(entry, known) : 'faulty';
      return { line: row.line, entry: entryOf(row), change };
    });
    return ok({ state: 'checked', rows: rows.length, faults: told, changes: changesOf(sound, known), preview });
  }
  if (faults.length > 0)
    throw new Refusal('import-faulty', { count: faults.length }, faults.slice(0, MAX_FAULTS).map(fieldFault));
  return record(ctx, call, entries);
});

const NO_ROWS: RowFault = {
  line: 0,
  column: '',
  rule: 'empty',
  message: { vi: 'tệp không có nhân viên nào', en: 'the file lists nobody' },
};

function entryOf({ line: _line, ...row }: ReturnType<typeof readStaffCsv>['rows'][number]): StaffEntry {
  const { id, name, group, unit, kind, postedFrom, postedTo, certificates, ...optional } = row;
  return { id, name, group, unit, kind, postedFrom, postedTo, ...present(optional), certificates };
}

function fieldFault({ line, column, rule, message }: RowFault): FieldFault {
  const name = column.replace(/~/g, '~0').replace(/\//g, '~1');
  return { pointer: `/lines/${line}${name && `/${name}`}`, rule, message };
}

import type { StaffEntry } from '../config/register-body';
import type { Actor } from '../domain/actor';
import { employerOf } from '../domain/authority';
import type { Catalogue } from '../domain/catalogue';
import type { Reach } from '../domain/permission';
import { reaches } from '../domain/reach';
import type { Group } from '../domain/plan';
import { fill, type ProblemParams } from '../domain/problem';
import type { StaffMember } from '../domain/staff';
import type { Text } from '../domain/text';
import type { LocalDate } from '../domain/time';
import { unitId } from '../domain/unit';

/** What is wrong with one entry of a list; `place` is a path inside the entry, such as `certificates/0/field`. */
export type EntryFault = { index: number; place: string; rule: string; message: Text };

export type StaffCheck = {
  catalogue: Catalogue;
  actor: Actor;
  /** How far the actor may record. */
  reach: Reach;
  today: LocalDate;
  /** Whoever of the list is on record already. */
  known: Map<string, StaffMember>;
};

const MESSAGES = {
  'unit-unknown': {
    vi: 'không có đơn vị «{unit}» đang hoạt động',
    en: 'there is no open unit “{unit}”',
  },
  'field-unknown': { vi: 'không có lĩnh vực «{field}»', en: 'there is no field “{field}”' },
  'not-your-unit': { vi: 'đơn vị này ngoài phạm vi của bạn', en: 'you are not set over this unit' },
  'not-your-role': {
    vi: 'vai trò của bạn không ghi nhân viên nhóm này',
    en: 'your role does not record staff of this group',
  },
  'date-order': { vi: 'phải sau «từ ngày»', en: 'must be after “postedFrom”' },
  'date-range': { vi: 'năm phải từ 1900 đến 2999', en: 'the year must be from 1900 to 2999' },
  length: { vi: 'dài quá 200 ký tự', en: 'is longer than 200 characters' },
  duplicate: { vi: 'tài khoản đã có trong danh sách này', en: 'the account is in this list already' },
  taken: {
    vi: 'tài khoản thuộc nhân viên của đơn vị hoặc nhóm ngoài phạm vi của bạn',
    en: 'the account belongs to staff of a unit or group that is not yours to record',
  },
} satisfies Record<string, Text>;
type Fail = (place: string, rule: keyof typeof MESSAGES, params?: ProblemParams) => void;

/** The entries with their units as ids, and everything for which they must not be recorded */
export function checkStaff(check: StaffCheck, given: StaffEntry[]): { entries: StaffEntry[]; faults: EntryFault[] } {
  // Everybody records the staff of his own employer.
  const group = employerOf(check.actor.role);
  const faults: EntryFault[] = [];
  const seen = new Set<string>();
  const entries = given.map((entry, index) => {
    const fail: Fail = (place, rule, params = {}) =>
      faults.push({ index, place, rule, message: fill(MESSAGES[rule], params) });
    const account = entry.id.toLowerCase();
    if (seen.has(account)) fail('id', 'duplicate');
    seen.add(account);
    checkDates(entry, fail);
    if (entry.group !== group) fail('group', 'not-your-role');
    checkKnown(check, group, entry, fail);
    if ([...(entry.approvedBy ?? '')].length > 200) fail('approvedBy', 'length');
    entry.certificates.forEach(({ field }, i) => {
      if (!check.catalogue.field(field)) fail(`certificates/${i}/field`, 'field-unknown', { field });
    });
    return { ...entry, name: entry.name.replace(/\s+/g, ' ').trim(), unit: checkUnit(check, entry, fail) };
  });
  return { entries, faults };
}

function checkUnit({ catalogue, actor, reach, today }: StaffCheck, { unit: given }: StaffEntry, fail: Fail): string {
  // A full id may be of a unit that has closed: what was recorded there is still corrected.
  const unit = catalogue.unitAt(given, today) ?? catalogue.unit(given);
  if (!unit) {
    fail('unit', 'unit-unknown', { unit: given });
    return given;
  }
  const id = unitId(unit);
  if (!reaches(catalogue, actor, reach, { units: [id] })) fail('unit', 'not-your-unit');
  return id;
}

/** Nobody takes over the row of another's staff by naming its account. */
function checkKnown(
  { catalogue, actor, reach, known }: StaffCheck,
  group: Group,
  { id }: StaffEntry,
  fail: Fail,
): void {
  const member = known.get(id);
  if (member && (member.group !== group || !reaches(catalogue, actor, reach, { units: [member.unit] })))
    fail('id', 'taken');
}

const DATES = ['postedFrom', 'postedTo', 'publishedOn', 'accountOn', 'leftOn'] as const;

function checkDates(entry: StaffEntry, fail: Fail): void {
  const { postedFrom, postedTo, leftOn, certificates } = entry;
  // Terms are reckoned from these dates, and must not run out of the calendar.
  const isFar = (date: LocalDate) => date < '1900-01-01' || date > '2999-12-31';
  for (const name of DATES) if (isFar(entry[name] ?? postedFrom)) fail(name, 'date-range');
  certificates.forEach(({ passedOn }, i) => {
    if (isFar(passedOn)) fail(`certificates/${i}/passedOn`, 'date-range');
  });
  if (postedTo <= postedFrom) fail('postedTo', 'date-order');
  if (leftOn !== undefined && leftOn < postedFrom) fail('leftOn', 'date-order');
}

export type Changes = { new: number; changed: number; same: number };

/** What recording the entries would do. */
export function changesOf(entries: StaffEntry[], known: Map<string, StaffMember>): Changes {
  const changes: Changes = { new: 0, changed: 0, same: 0 };
  for (const entry of entries) changes[changeOf(entry, known)] += 1;
  return changes;
}

/** What recording one entry would do. */
export function changeOf(entry: StaffEntry, known: Map<string, StaffMember>): keyof Changes {
  const member = known.get(entry.id);
  if (!member) return 'new';
  return signature(member) === signature(entry) ? 'same' : 'changed';
}

function signature(member: StaffEntry | StaffMember): string {
  const { name, group, unit, kind, postedFrom, postedTo, approvedBy, publishedOn, phone, accountOn, leftOn } = member;
  const certificates = member.certificates.map((each) =>
    [each.field, 'unit' in each ? each.unit : unit, each.passedOn].join(' '),
  );
  const rest = [approvedBy, publishedOn, phone, accountOn, leftOn].map((value) => value ?? null);
  return JSON.stringify([name, group, unit, kind, postedFrom, postedTo, rest, [...new Set(certificates)].sort()]);
}

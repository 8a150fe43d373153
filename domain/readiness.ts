import type { Criterion, Party, StaffCriterion } from './plan';
import type { StaffMember } from './staff';
import { staffSpan, type Span } from './staff-span';
import type { Text } from './text';
import { addDays, localDate, startOfDay, type Instant } from './time';
import type { UnitId } from './unit';

/** An officer's word that a criterion holds. */
export type Confirmation = {
  criterion: string;
  party: Party;
  by: string;
  /** For whom, where a delegation gave the right. */
  onBehalfOf?: string;
  at: Instant;
  note: string;
  attachment?: string;
};

/** All that is known about a field at a unit, as far as readiness goes. */
export type Evidence = {
  staff: StaffMember[];
  equipment: { item: string; count: number; recordedAt: Instant }[];
  /** Dossiers that postal staff received in the trial, those wrongly taken in, and when the last of them came. */
  trial?: { received: number; wrong: number; lastAt?: Instant };
  confirmations: Confirmation[];
  /** Counters that the workload needs, and with it postal staff. */
  needed: number;
};

/** What was found for one criterion. */
export type Finding = {
  name: string;
  kind: Criterion['kind'];
  holds: boolean;
  have: number;
  need: number;
  /** Since when it holds. */
  since?: Instant;
  /** When it stops holding by the passing of time alone. */
  until?: Instant;
  /** Why it does not hold, or who is not counted. */
  missing: Text[];
};

export type Assessment = {
  ready: boolean;
  /** Since when all criteria hold; only when they do. */
  readyAt?: Instant;
  findings: Finding[];
  /** The next moment at which time alone may change a finding. */
  nextChange?: Instant;
};

type Found = Finding & { changes: Instant[] };
type Place = { unit: UnitId; field: string };

/**
 * Whether criteria hold at an instant.
 * @param standing for a stage that is open already: a trial that was passed stays passed, and a confirmation that ran
 * out after it opened the gate has done its work; one that was withdrawn has not
 */
export function assess(
  criteria: Criterion[],
  place: Place,
  evidence: Evidence,
  at: Instant,
  standing = false,
): Assessment {
  const asked = standing ? criteria.filter(({ kind }) => kind !== 'trial') : criteria;
  const found = asked.map((criterion) => find(criterion, place, evidence, at, standing));
  const ready = found.every((finding) => finding.holds);
  const sinces = found.flatMap(({ since }) => (since === undefined ? [] : [since]));
  const later = found.flatMap(({ changes }) => changes).filter((change) => change > at);
  return {
    ready,
    ...(ready && sinces.length > 0 && { readyAt: latest(sinces) }),
    findings: found.map(({ changes, ...finding }) => finding),
    ...(later.length > 0 && { nextChange: earliest(later) }),
  };
}

function find(criterion: Criterion, place: Place, evidence: Evidence, at: Instant, standing: boolean): Found {
  switch (criterion.kind) {
    case 'staff':
      return staffFinding(criterion, place, evidence, at);
    case 'equipment':
      return equipmentFinding(criterion, evidence);
    case 'trial':
      return trialFinding(criterion, evidence);
    case 'confirmed':
      return confirmedFinding(criterion, evidence, at, standing);
  }
}

function staffFinding(
  criterion: { name: string } & StaffCriterion,
  place: Place,
  { staff, needed }: Evidence,
  at: Instant,
): Found {
  const need = Math.max(criterion.least, criterion.workload ? needed : 0);
  const spans = staff
    .filter(({ group, kind }) => group === criterion.group && kind === criterion.of)
    .map((member) => ({ member, ...staffSpan(criterion, place, member) }));
  const counted = spans.flatMap(({ span }) => (span && span.from <= at && at < span.until ? [span] : []));
  const holds = counted.length >= need;
  const lacking = spans.flatMap(({ member, span, lacks }) =>
    span && span.from <= at && at < span.until ? [] : [lackText(member, lacks, span, at)],
  );
  return {
    name: criterion.name,
    kind: 'staff',
    holds,
    have: counted.length,
    need,
    ...(holds && need > 0 && reachedBetween(counted, need)),
    missing: holds ? [] : [tooFew(criterion, counted.length, need), ...lacking],
    changes: spans.flatMap(({ span }) => (span ? [span.from, span.until] : [])),
  };
}

/** Since when there are as many as needed, and when the first of those that are needed falls away. */
function reachedBetween(counted: Span[], need: number): { since: Instant; until: Instant } {
  const since = counted.map(({ from }) => from).sort()[need - 1] ?? '';
  const until =
    counted
      .map((span) => span.until)
      .sort()
      .reverse()[need - 1] ?? '';
  return { since, until };
}

const KINDS: Record<StaffCriterion['of'], Text> = {
  official: { vi: 'chính thức', en: 'official' },
  reserve: { vi: 'dự phòng', en: 'reserve' },
};
const GROUP_NAMES: Record<StaffCriterion['group'], Text> = {
  post: { vi: 'nhân viên bưu điện', en: 'postal staff' },
  government: { vi: 'công chức', en: 'government staff' },
};

function tooFew({ group, of }: StaffCriterion, have: number, need: number): Text {
  return {
    vi: `cần ${need} ${GROUP_NAMES[group].vi} ${KINDS[of].vi}, đủ điều kiện ${have}`,
    en: `${need} ${KINDS[of].en} ${GROUP_NAMES[group].en} needed, ${have} qualified`,
  };
}

function lackText({ name }: StaffMember, lacks: Text[], span: Span | undefined, at: Instant): Text {
  const reasons = span ? [at < span.from ? from(span.from) : UNTIL_PAST(span.until)] : lacks;
  const join = (language: keyof Text) => reasons.map((reason) => reason[language]).join(', ');
  return { vi: `${name}: ${join('vi')}`, en: `${name}: ${join('en')}` };
}

const from = (at: Instant): Text => ({ vi: `chỉ tính từ ${localDate(at)}`, en: `counts only from ${localDate(at)}` });
const UNTIL_PAST = (at: Instant): Text => ({
  vi: `hết hạn từ ${localDate(at)}`,
  en: `has not counted since ${localDate(at)}`,
});

function equipmentFinding(
  { name, items }: { name: string } & Extract<Criterion, { kind: 'equipment' }>,
  { equipment }: Evidence,
): Found {
  const have = (item: string) => equipment.find((row) => row.item === item);
  const short = items.filter(({ item, count }) => (have(item)?.count ?? 0) < count);
  const sinces = items.flatMap(({ item }) => have(item)?.recordedAt ?? []);
  return {
    name,
    kind: 'equipment',
    holds: short.length === 0,
    have: items.length - short.length,
    need: items.length,
    ...(short.length === 0 && sinces.length > 0 && { since: latest(sinces) }),
    missing: short.map(({ item, title, count }) => ({
      vi: `${title.vi}: cần ${count}, có ${have(item)?.count ?? 0}`,
      en: `${title.en}: ${count} needed, ${have(item)?.count ?? 0} there`,
    })),
    changes: [],
  };
}

function trialFinding(
  { name, dossiers, errorRate }: { name: string } & Extract<Criterion, { kind: 'trial' }>,
  { trial }: Evidence,
): Found {
  const { received = 0, wrong = 0, lastAt } = trial ?? {};
  const enough = received >= dossiers;
  const rate = received === 0 ? 0 : wrong / received;
  const missing: Text[] = [];
  if (!enough) {
    missing.push({
      vi: `mới tiếp nhận ${received}/${dossiers} hồ sơ thử nghiệm`,
      en: `${received} of ${dossiers} trial dossiers received`,
    });
  }
  if (rate > errorRate) {
    missing.push({
      vi: `tỷ lệ tiếp nhận sai ${percent(rate)} vượt ${percent(errorRate)}`,
      en: `wrong intake ${percent(rate)}, at most ${percent(errorRate)} allowed`,
    });
  }
  const holds = missing.length === 0;
  return {
    name,
    kind: 'trial',
    holds,
    have: received,
    need: dossiers,
    ...(holds && lastAt && { since: lastAt }),
    missing,
    changes: [],
  };
}

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;

function confirmedFinding(
  { name, by, validDays }: { name: string } & Extract<Criterion, { kind: 'confirmed' }>,
  { confirmations }: Evidence,
  at: Instant,
  standing: boolean,
): Found {
  const given = confirmations.find(({ criterion, party }) => criterion === name && party === by);
  const until = given && validDays !== undefined ? startOfDay(addDays(localDate(given.at), validDays)) : undefined;
  const holds = given !== undefined && (standing || until === undefined || at < until);
  return {
    name,
    kind: 'confirmed',
    holds,
    have: holds ? 1 : 0,
    need: 1,
    ...(holds && { since: given.at, ...(until && !standing && { until }) }),
    missing: holds ? [] : [given ? RAN_OUT : NOT_CONFIRMED[by]],
    changes: until && !standing ? [until] : [],
  };
}

const RAN_OUT: Text = { vi: 'xác nhận đã hết hạn', en: 'the confirmation has run out' };
const NOT_CONFIRMED: Record<Party, Text> = {
  authority: { vi: 'cơ quan chưa xác nhận', en: 'not confirmed by the authority' },
  post: { vi: 'bưu điện chưa xác nhận', en: 'not confirmed by the Post' },
};

export function latest(instants: Instant[]): Instant {
  return instants.reduce((a, b) => (a > b ? a : b));
}

export function earliest(instants: Instant[]): Instant {
  return instants.reduce((a, b) => (a < b ? a : b));
}

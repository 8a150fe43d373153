import { at, entriesOf, figure, unitEntry, type CoverageRow, type Entry, type Figure } from './coverage-figure';
import { totalsOf } from './coverage-totals';
import type { Text } from './text';
import { localInstant, toInstant, toMillis, type Instant, type LocalDate } from './time';
import { isOpen, type Unit } from './unit';

export type CoverageQuestion = {
  units: Unit[];
  date: LocalDate;
  /** Open transfers as they stood at the end of the date. */
  rows: CoverageRow[];
  /** The fields of which a unit receives dossiers on the date. */
  servedFields: (unit: Unit) => string[];
};

export type Coverage = { date: LocalDate; figures: Figure[]; totals: Figure[] };

/** The moment that the report of a date is of: the last millisecond of that day in Viet Nam. */
export function endOfDate(date: LocalDate): Instant {
  return toInstant(toMillis(localInstant(date, 24 * 60)) - 1);
}

/** How far the transfer to postal staff has come on a date. A unit runs the scheme where any field is in force. */
export function coverageOf(question: CoverageQuestion): Coverage {
  const { units, date, rows } = question;
  const open = units.filter((unit) => unit.kind === 'one-stop' && isOpen(unit, date));
  const entries = entriesOf(open, rows);
  const inForce = entries.filter(({ transfer }) => transfer?.phase === 'in-force');
  const decisions = decisionsOf(entries);
  const figures = [
    ...centre(at('province', inForce), decisions),
    ...districts(open, at('district', inForce), decisions, question),
    ...communes(at('commune', inForce), decisions),
  ];
  return { date, figures, totals: totalsOf(entries) };
}

export function figureOf({ figures, totals }: Coverage, key: string): Figure | undefined {
  return [...figures, ...totals].find((candidate) => candidate.key === key);
}

/** Every decision of which something is on the record that day, the oldest first. */
function decisionsOf(entries: Entry[]): string[] {
  const dates = new Map(entries.flatMap(({ transfer: t }) => (t ? [[t.decision, t.decisionDate] as const] : [])));
  const order = ([number, date]: [string, LocalDate]) => `${date} ${number}`;
  return [...dates].sort((a, b) => (order(a) < order(b) ? -1 : 1)).map(([number]) => number);
}

type Counted = Figure['counts'];

function byDecision(key: string, title: Text, counts: Counted, entries: Entry[], decisions: string[]): Figure[] {
  return decisions.map((number) =>
    figure(
      { key: `${key}.byDecision.${number}`, title, counts, by: 'decision', of: number },
      entries.filter(({ transfer }) => transfer?.decision === number),
    ),
  );
}

function centre(inForce: Entry[], decisions: string[]): Figure[] {
  const title = {
    vi: 'Lĩnh vực đã chuyển giao tại Trung tâm cấp tỉnh',
    en: 'Fields in force at the provincial centre',
  };
  const byIt = { vi: 'Lĩnh vực tại Trung tâm theo quyết định', en: 'Fields at the centre by the decision' };
  return [
    figure({ key: 'centre.fields', title, counts: 'fields' }, inForce),
    ...byDecision('centre.fields', byIt, 'fields', inForce, decisions),
  ];
}

function districts(
  open: Unit[],
  inForce: Entry[],
  decisions: string[],
  { date, servedFields }: CoverageQuestion,
): Figure[] {
  const all = open.filter(({ level }) => level === 'district');
  const housed = all.filter((unit) => inPostBuilding(unit, date));
  const whole = new Set(all.filter((unit) => hasAll(servedFields(unit), unit, inForce)));
  const count = (name: string, title: Text, entries: Entry[]) =>
    figure({ key: `districts.${name}`, title, counts: 'districts' }, entries);
  const byIt = { vi: 'Huyện có lĩnh vực chuyển giao theo quyết định', en: 'Districts with a field by the decision' };
  return [
    count(
      'total',
      { vi: 'Huyện, thị xã, thành phố', en: 'Districts' },
      all.map((unit) => unitEntry(unit)),
    ),
    count('running', { vi: 'Huyện đang thực hiện', en: 'Districts that run the scheme' }, inForce),
    count(
      'inPostBuilding',
      { vi: 'Huyện có Bộ phận Một cửa tại Bưu điện', en: 'Districts with the One-Stop unit in a Post building' },
      housed.map((unit) => unitEntry(unit, unit.illustrative && (unit.unverified?.includes('postBuilding') ?? true))),
    ),
    count(
      'allFields',
      { vi: 'Huyện đã chuyển giao tất cả lĩnh vực', en: 'Districts with every field in force' },
      inForce.filter(({ unit }) => whole.has(unit)),
    ),
    ...byDecision('districts', byIt, 'districts', inForce, decisions),
  ];
}

function inPostBuilding({ postBuilding }: Unit, date: LocalDate): boolean {
  return postBuilding !== undefined && isOpen({ validFrom: postBuilding.from, validTo: postBuilding.to }, date);
}

function hasAll(served: string[], unit: Unit, inForce: Entry[]): boolean {
  const there = new Set(inForce.flatMap((entry) => (entry.unit === unit ? (entry.transfer?.field ?? []) : [])));
  return served.length > 0 && served.every((field) => there.has(field));
}

function communes(inForce: Entry[], decisions: string[]): Figure[] {
  const running = { vi: 'Xã, phường, thị trấn đang thực hiện', en: 'Communes that run the scheme' };
  const spread = { vi: 'Huyện có xã đang thực hiện', en: 'Districts of the communes that run the scheme' };
  const byIt = { vi: 'Xã thực hiện theo quyết định', en: 'Communes by the decision' };
  const spreadByIt = { vi: 'Huyện có xã thực hiện theo quyết định', en: 'Districts of the communes by the decision' };
  return [
    figure({ key: 'communes.running', title: running, counts: 'units' }, inForce),
    figure({ key: 'communes.districts', title: spread, counts: 'districts' }, inForce),
    ...byDecision('communes', byIt, 'units', inForce, decisions),
    ...byDecision('communes.districts', spreadByIt, 'districts', inForce, decisions),
  ];
}

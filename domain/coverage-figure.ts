import type { Task } from './plan';
import type { Text } from './text';
import type { Instant, LocalDate } from './time';
import { SUSPENDED } from './transfer';
import { unitId, type Level, type Unit, type UnitId } from './unit';

/** How far a transfer has come; `coming` is every stage in which postal staff do nothing yet. */
export const PHASES = ['in-force', 'trial', 'coming', 'suspended'] as const;
export type Phase = (typeof PHASES)[number];

/** One task of an open transfer, as it stood at an instant. */
export type CoverageRow = {
  transferId: string;
  unit: UnitId;
  field: string;
  task: Task;
  /** 1 where the transfer has arrived at the last stage of its plan. */
  final: number;
  /** 1 where postal staff may do the task. */
  post: number;
  stage: string;
  since: Instant;
  decision: string;
  decisionDate: LocalDate;
  illustrative: boolean;
};

/** A row that a figure counts: a task of a transfer at its unit, or the unit alone where the figure is of units. */
export type Entry = {
  id: string;
  unit: Unit;
  district?: Unit;
  illustrative: boolean;
  transfer?: CoverageRow & { phase: Phase };
};

export type Figure = {
  key: string;
  title: Text;
  counts: 'units' | 'districts' | 'fields';
  /** As many as `ids`, and as `entries` has distinct ones. */
  value: number;
  /** The units or fields that are counted. */
  ids: string[];
  entries: Entry[];
  illustrative: boolean;
  /** What the figure is limited to. */
  by?: 'level' | 'unit' | 'field' | 'decision';
  of?: string;
  phase?: Phase;
};

type Kind = Pick<Figure, 'key' | 'title' | 'counts' | 'by' | 'of' | 'phase'>;

/** A figure over those entries that have what it counts. */
export function figure(kind: Kind, entries: Entry[]): Figure {
  const counted = entries.filter((entry) => countedIn(kind.counts, entry) !== undefined);
  const ids = [...new Set(counted.flatMap((entry) => countedIn(kind.counts, entry) ?? []))];
  return {
    ...kind,
    value: ids.length,
    ids,
    entries: counted,
    illustrative: counted.some(({ illustrative }) => illustrative),
  };
}

/** The one thing that an entry adds to a count, if any. */
export function countedIn(counts: Figure['counts'], { unit, district, transfer }: Entry): string | undefined {
  if (counts === 'fields') return transfer?.field;
  if (counts === 'units') return unitId(unit);
  return district && unitId(district);
}

/** The rows at units that are open, each with its place. What is recorded for a unit that is gone counts no more. */
export function entriesOf(open: Unit[], rows: CoverageRow[]): Entry[] {
  const units = new Map(open.map((unit) => [unitId(unit), unit]));
  return rows.flatMap((row) => {
    const unit = units.get(row.unit);
    if (!unit) return [];
    const transfer = { ...row, phase: phaseOf(row) };
    const { transferId, task, illustrative } = row;
    return [{ id: `${transferId}:${task}`, unit, ...districtOf(units, unit), illustrative, transfer }];
  });
}

/** A unit as a row of its own. */
export function unitEntry(unit: Unit, illustrative = false): Entry {
  return { id: unitId(unit), unit, ...(unit.level === 'district' && { district: unit }), illustrative };
}

export function at(level: Level, entries: Entry[]): Entry[] {
  return entries.filter(({ unit }) => unit.level === level);
}

function districtOf(units: Map<UnitId, Unit>, unit: Unit): { district?: Unit } {
  const district = unit.level === 'commune' ? units.get(unit.parent ?? '') : unit;
  return district?.level === 'district' ? { district } : {};
}

function phaseOf({ final, post, stage }: CoverageRow): Phase {
  if (final) return 'in-force';
  if (stage === SUSPENDED) return 'suspended';
  return post ? 'trial' : 'coming';
}

import { figure, PHASES, type Entry, type Figure, type Phase } from './coverage-figure';
import type { Text } from './text';
import { unitId } from './unit';

type By = NonNullable<Figure['by']>;
type Transfer = NonNullable<Entry['transfer']>;

/** What each total counts: at one unit fields, in one field units, elsewhere both. */
const COUNTS: Record<By, ('units' | 'fields')[]> = {
  level: ['units', 'fields'],
  unit: ['fields'],
  field: ['units'],
  decision: ['units', 'fields'],
};

const GROUP: Record<By, (entry: Entry, transfer: Transfer) => string> = {
  level: ({ unit }) => unit.level,
  unit: ({ unit }) => unitId(unit),
  field: (_entry, { field }) => field,
  decision: (_entry, { decision }) => decision,
};

const COUNTED = {
  units: { vi: 'Đơn vị', en: 'Units' },
  fields: { vi: 'Lĩnh vực', en: 'Fields' },
};

const PHASE: Record<Phase, Text> = {
  'in-force': { vi: 'đã chuyển giao', en: 'in force' },
  trial: { vi: 'đang làm thử', en: 'on trial' },
  coming: { vi: 'đang lập kế hoạch, chuẩn bị', en: 'planned or in preparation' },
  suspended: { vi: 'đang tạm dừng', en: 'suspended' },
};

/** By level, unit, field and decision: how much is in each phase. What is in two phases for its two tasks is in both. */
export function totalsOf(entries: Entry[]): Figure[] {
  return (Object.keys(COUNTS) as By[]).flatMap((by) =>
    [...grouped(by, entries)].flatMap(([of, group]) =>
      COUNTS[by].flatMap((counts) => PHASES.map((phase) => totalOf(by, of, counts, phase, group))),
    ),
  );
}

function grouped(by: By, entries: Entry[]): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (!entry.transfer) continue;
    const of = GROUP[by](entry, entry.transfer);
    const group = groups.get(of);
    if (group) group.push(entry);
    else groups.set(of, [entry]);
  }
  return groups;
}

function totalOf(by: By, of: string, counts: 'units' | 'fields', phase: Phase, group: Entry[]): Figure {
  const [what, how] = [COUNTED[counts], PHASE[phase]];
  return figure(
    {
      key: `total.${by}.${of}.${counts}.${phase}`,
      title: { vi: `${what.vi} ${how.vi}`, en: `${what.en} ${how.en}` },
      counts,
      by,
      of,
      phase,
    },
    group.filter(({ transfer }) => transfer?.phase === phase),
  );
}

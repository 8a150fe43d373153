import type { Catalogue } from '../domain/catalogue';
import { MEASURES, type Measure } from '../domain/figures';
import type { Group } from '../domain/plan';
import { Refusal, refusedAt } from '../domain/problem';
import { addDays, dayNumber, startOfDay, type LocalDate } from '../domain/time';
import { unitId, type UnitId } from '../domain/unit';
import type { Call } from './call';
import { isReached, unitsReached } from './permit';
import type { Period, Scope, Standing } from './reads/figures';
import { registeredUnit } from './register-access';
import { API } from './views';

/** Filters of every figure; an address with the same ones opens its rows. */
export type FigureFilter = { unit?: string; district?: string; field?: string; group?: Group | 'none' };
export type FigurePeriod = { from: LocalDate; to: LocalDate };

/** Five years. */
const LONGEST = 1830;

/**
 * The receiving units that a caller asks about, among those he may see; for somebody of a department those of all units,
 * limited to what his department decides.
 * @throws Refusal not-your-unit, unit-unknown, unit-closed
 */
export function scopeOf(catalogue: Catalogue, call: Call, { unit, district, field, group }: FigureFilter): Scope {
  const all = catalogue.data.units.filter(({ kind }) => kind === 'one-stop').map(unitId);
  const deciding = decidingUnits(catalogue, call);
  const seen = deciding ? all : all.filter((id) => isReached(catalogue, call, { units: [id] }));
  const asked = unit === undefined ? undefined : named(catalogue, call, unit, '/query/unit');
  const under = district === undefined ? undefined : named(catalogue, call, district, '/query/district');
  const units = seen
    .filter((id) => asked === undefined || id === asked)
    .filter((id) => under === undefined || districtOf(catalogue, id) === under);
  if (asked !== undefined && units.length === 0 && !seen.includes(asked)) throw new Refusal('not-your-unit');
  return { units: units.length === all.length ? 'all' : units, ...(deciding && { deciding }), field, group };
}

/** A department receives nothing itself: its dossiers are those that it decides. Nothing for whoever is at a counter. */
function decidingUnits(catalogue: Catalogue, call: Call): UnitId[] | undefined {
  const { actor } = call;
  const units = unitsReached(catalogue, call);
  if (units === 'all' || actor.actsFor.some((id) => catalogue.unit(id)?.kind === 'one-stop')) return undefined;
  return units;
}

function named(catalogue: Catalogue, call: Call, code: string, pointer: string): UnitId {
  return unitId(registeredUnit(catalogue, code, call.today, pointer));
}

/** The district that a unit is or lies in; the province where there are no districts between. */
export function districtOf(catalogue: Catalogue, id: UnitId): UnitId {
  let here = id;
  for (;;) {
    const unit = catalogue.unit(here);
    if (!unit?.parent || unit.level === 'district') return here;
    here = unit.parent;
  }
}

/** @throws Refusal span-too-long */
export function periodOf({ from, to }: FigurePeriod): Period {
  if (to < from || dayNumber(to) - dayNumber(from) > LONGEST) {
    throw refusedAt('/query/to', 'span-too-long', { days: LONGEST });
  }
  return { from: startOfDay(from), to: startOfDay(addDays(to, 1)) };
}

export function standingOf({ now, today }: Pick<Call, 'now' | 'today'>): Standing {
  return { now, endOfToday: startOfDay(addDays(today, 1)) };
}

type Place = FigureFilter & Partial<FigurePeriod> & { weekday?: number; hour?: number };

/** Where the rows of some measures are: the same filters, and what they are narrowed to. */
export function rowLinks(measures: readonly Measure[], place: Place): { [measure in Measure]?: string } {
  const filters = Object.entries(place).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return Object.fromEntries(
    MEASURES.filter((measure) => measures.includes(measure)).map((measure) => {
      const query = new URLSearchParams([['measure', measure], ...filters]);
      return [measure, `${API}/figures/rows?${query}`];
    }),
  );
}

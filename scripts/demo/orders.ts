import type { Catalogue } from '../../domain/catalogue';
import { servedAt } from '../../domain/opening';
import type { Procedure } from '../../domain/procedure';
import type { Unit } from '../../domain/unit';
import { arrivalOf, type Day } from './days';
import { pick, weighed, type Random } from './random';
import { STORIES } from './timeline';

/** How far a dossier comes. */
export type Fate = 'returned' | 'refused' | 'given-back' | 'supplemented' | 'left';

/** A dossier that somebody will bring. */
export type DossierOrder = {
  number: number;
  /** Index of the position at which it is received. */
  position: number;
  unit: Unit;
  procedure: Procedure;
  deciding: string;
  fate: Fate;
};

const FATES: [number, Fate][] = [
  [52, 'returned'],
  [10, 'refused'],
  [3, 'given-back'],
  [2, 'supplemented'],
  [33, 'left'],
];
const AT_CENTRE = 0.6;

type Place = { unit: Unit; procedure: Procedure; deciding: string };

/** So many dossiers over all played days, at the centre and at the districts, each for something that is received there. */
export function dossierOrders(catalogue: Catalogue, days: Day[], count: number, random: Random): DossierOrder[] {
  const [first] = days;
  if (!first) return [];
  const places = placesOn(catalogue, first.date);
  const centre = places.filter(({ unit }) => unit.level === 'province');
  const districts = places.filter(({ unit }) => unit.level === 'district');
  const stories = storiesOf(places);
  const starts = startsOf(days);
  const open = days.flatMap((day, i) => (day.positions.length > 0 ? [{ day, start: starts[i] ?? 0 }] : []));
  return Array.from({ length: count }, (_, i): DossierOrder => {
    // Evenly over the days, so that no month is empty.
    const { day, start } = open[Math.floor((i * open.length) / count)] ?? pick(random, open);
    const told = stories.get(day.date)?.pop();
    const place = told ?? pick(random, random() < AT_CENTRE ? centre : districts);
    return { number: i + 1, position: arrivalOf(random, start, day), ...place, fate: weighed(random, FATES) };
  });
}

/** The first dossiers of some days. */
function storiesOf(places: Place[]): Map<string, Place[]> {
  const told = STORIES.map(({ on, unit: code, procedure, count }): [string, Place[]] => {
    const place = places.find((each) => each.unit.code === code && each.procedure.code === procedure);
    return [on, place ? Array.from({ length: count }, () => place) : []];
  });
  return new Map(told);
}

function startsOf(days: Day[]): number[] {
  let count = 0;
  return days.map(({ positions }) => {
    const start = count;
    count += positions.length;
    return start;
  });
}

/** What is received where on a date. */
export function placesOn(catalogue: Catalogue, date: string): Place[] {
  const units = catalogue.data.units.filter((unit) => catalogue.unitAt(unit.code, date) === unit);
  const procedures = proceduresOn(catalogue, date);
  return units.flatMap((unit) =>
    procedures.flatMap((procedure): Place[] => {
      const served = servedAt(catalogue, procedure, unit, date);
      return served ? [{ unit, procedure, deciding: `${served.deciding.code}@${served.deciding.validFrom}` }] : [];
    }),
  );
}

export function proceduresOn(catalogue: Catalogue, date: string): Procedure[] {
  const codes = [...new Set(catalogue.data.procedures.map(({ code }) => code))];
  return codes.flatMap((code) => catalogue.procedureAt(code, date) ?? []);
}

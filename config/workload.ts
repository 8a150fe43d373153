import type { Knex } from 'knex';
import type { Catalogue } from '../domain/catalogue';
import { staffingOf, type Arrival, type Workload } from '../domain/staffing';
import { addDays, localDate, localMinutes, startOfDay, weekday, type Instant, type LocalDate } from '../domain/time';
import type { UnitId } from '../domain/unit';

/** What came to the counter over a span of days: dossiers received, and results returned. */
export type WorkloadPlace = { unit: UnitId; fields?: string[] };

/**
 * Arrivals by weekday and half hour over some weeks before a date, from received and returned dossiers.
 * Half hours in which the unit is open and nobody came are in it with 0, so that a quiet counter counts as quiet.
 */
export async function workloadOf(
  db: Knex,
  catalogue: Catalogue,
  { unit, fields }: WorkloadPlace,
  until: LocalDate,
): Promise<Workload> {
  const { from, to } = workloadSpan(catalogue, until);
  const moments: { at: Instant; count: number }[] = [];
  for (const column of ['received_at', 'returned_at'] as const) {
    const query = db('dossiers')
      .where({ receiving_unit: unit })
      .where(column, '>=', from)
      .where(column, '<', to)
      .select(`${column} as at`);
    if (fields) void query.whereIn('field', fields);
    for (const { at } of (await query) as { at: Instant }[]) moments.push({ at, count: 1 });
  }
  return workloadFrom(catalogue, moments);
}

/** The weeks before a date that are looked at. */
export function workloadSpan({ staffing }: Catalogue, until: LocalDate): { from: Instant; to: Instant } {
  return { from: startOfDay(addDays(until, -7 * staffing.weeks)), to: startOfDay(until) };
}

/** A workload from moments at which somebody came, and how many did. */
export function workloadFrom(catalogue: Catalogue, moments: { at: Instant; count: number }[]): Workload {
  const { weeks, handlingMinutes } = catalogue.staffing;
  const counts = new Map<string, number>();
  for (const { at, count } of moments) {
    const key = `${weekday(localDate(at))} ${Math.floor(localMinutes(at) / 30)}`;
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  if (counts.size === 0) return { arrivals: [], weeks, handlingMinutes };
  for (const key of openSlots(catalogue)) if (!counts.has(key)) counts.set(key, 0);
  return { arrivals: [...counts].map(([key, count]) => arrivalOf(key, count)), weeks, handlingMinutes };
}

function arrivalOf(key: string, count: number): Arrival {
  const [day, slot] = key.split(' ').map(Number);
  return { weekday: day ?? 1, slot: slot ?? 0, count };
}

function openSlots({ calendar }: Catalogue): string[] {
  return Object.entries(calendar.weeks[0]?.hours ?? {}).flatMap(([day, spans]) =>
    spans.flatMap(([from, to]) =>
      Array.from({ length: Math.ceil((to - from) / 30) }, (_, i) => `${day} ${Math.floor(from / 30) + i}`),
    ),
  );
}

/** Counters that a field at a unit needs by its workload so far; 0 while nothing has come. */
export async function neededFor(
  db: Knex,
  catalogue: Catalogue,
  { unit, field }: { unit: UnitId; field: string },
  now: Instant,
): Promise<number> {
  const workload = await workloadOf(db, catalogue, { unit, fields: [field] }, addDays(localDate(now), 1));
  return staffingOf(workload, catalogue.staffing).needed;
}

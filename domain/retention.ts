import type { Catalogue } from './catalogue';
import type { Retention } from './procedure';
import { addDays, startOfDay, type Instant, type LocalDate } from './time';

/** Where a procedure says nothing; no source was found that says it for all, so it is long and marked. */
export const DEFAULT_RETENTION: Retention = { years: 10, unverified: true };

/** The rule of a procedure by its newest version: how long something is kept is not decided when it is received. */
export function retentionOf({ data }: Catalogue, procedureCode: string): Retention {
  const versions = data.procedures.filter(({ code }) => code === procedureCode);
  const newest = versions.reduce((a, b) => (b.version > a.version ? b : a), versions[0] ?? { version: 0 });
  return ('retention' in newest && newest.retention) || DEFAULT_RETENTION;
}

/** The first day on which what was closed then may be erased. 29 February becomes 1 March. */
export function erasedOn(closedOn: LocalDate, { years }: Pick<Retention, 'years'>): LocalDate {
  const [year = '', month = '', day = ''] = closedOn.split('-');
  const target = `${String(Number(year) + years).padStart(4, '0')}-${month}-${day}`;
  return month === '02' && day === '29' ? addDays(`${target.slice(0, 4)}-02-28`, 1) : target;
}

/** What was closed before this moment may be erased on a day. */
export function closedBefore(day: LocalDate, { years }: Pick<Retention, 'years'>): Instant {
  const [year = '', month = '', date = ''] = day.split('-');
  const target = `${String(Number(year) - years).padStart(4, '0')}-${month}-${date}`;
  return startOfDay(addDays(month === '02' && date === '29' ? `${target.slice(0, 4)}-02-28` : target, 1));
}

/** Procedure codes with a rule of their own, by their years. */
export function ownRules(catalogue: Catalogue): Map<number, string[]> {
  const codes = new Set(catalogue.data.procedures.map(({ code }) => code));
  const rules = new Map<number, string[]>();
  for (const code of codes) {
    const { years } = retentionOf(catalogue, code);
    if (years !== DEFAULT_RETENTION.years) rules.set(years, [...(rules.get(years) ?? []), code]);
  }
  return rules;
}

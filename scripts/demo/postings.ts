import type { StaffEntry } from '../../config/register-body';
import { addDays, addMonths, type LocalDate } from '../../domain/time';
import type { UnitId } from '../../domain/unit';
import { personName } from './names';
import { mulberry32, seedOf } from './random';

type Crew = { round: number; postedFrom: LocalDate; leftOn?: LocalDate; passed: Map<string, LocalDate> };

/** Nobody is posted for longer, and no certificate counts for longer. */
const MONTHS = 24;

/** Which postal staff are where. Every list is complete, since a later entry replaces an earlier one. */
export class Postings {
  readonly #crews = new Map<UnitId, Crew>();

  /** Staff of a unit who have passed for some fields more; new people where there are none yet. */
  learn(unit: UnitId, fields: string[], on: LocalDate): StaffEntry[] {
    const crew = this.#crews.get(unit) ?? { round: 1, postedFrom: on, passed: new Map<string, LocalDate>() };
    for (const field of fields) if (!crew.passed.has(field)) crew.passed.set(field, on);
    this.#crews.set(unit, crew);
    return entries(unit, crew);
  }

  /** Those who are there go on a day. */
  leave(unit: UnitId, leftOn: LocalDate): StaffEntry[] {
    const crew = this.#crew(unit);
    crew.leftOn = leftOn;
    return entries(unit, crew);
  }

  /** New people for all fields of the unit. */
  replace(unit: UnitId, on: LocalDate): StaffEntry[] {
    const { round, passed } = this.#crew(unit);
    const fields = [...passed.keys()];
    this.#crews.set(unit, { round: round + 1, postedFrom: on, passed: new Map(fields.map((field) => [field, on])) });
    return entries(unit, this.#crew(unit));
  }

  postedBefore(date: LocalDate): UnitId[] {
    return [...this.#crews].filter(([, { postedFrom }]) => postedFrom < date).map(([unit]) => unit);
  }

  /** Who stands at the counter of a unit. */
  account(unit: UnitId): string {
    return accountOf(unit, this.#crews.get(unit)?.round ?? 1, 1);
  }

  #crew(unit: UnitId): Crew {
    const crew = this.#crews.get(unit);
    if (!crew) throw new Error(`nobody is posted at ${unit}`);
    return crew;
  }
}

function accountOf(unit: UnitId, round: number, n: number): string {
  return `bd.${codeOf(unit)}.${round}.${n}`;
}

export function codeOf(unit: UnitId): string {
  return unit.replace(/@.*/, '');
}

/** The larger the unit, the more people; the last of them is the reserve. */
function sizeOf(unit: UnitId): number {
  return Math.max(2, 6 - codeOf(unit).length);
}

function entries(unit: UnitId, { round, postedFrom, leftOn, passed }: Crew): StaffEntry[] {
  const certificates = [...passed].map(([field, passedOn]) => ({ field, passedOn }));
  return Array.from({ length: sizeOf(unit) }, (_, i): StaffEntry => {
    const id = accountOf(unit, round, i + 1);
    return {
      id,
      name: personName(mulberry32(seedOf(id))),
      group: 'post',
      unit,
      kind: i + 1 < sizeOf(unit) ? 'official' : 'reserve',
      postedFrom,
      postedTo: addMonths(postedFrom, MONTHS),
      approvedBy: `01/QĐ-BĐ ngày ${addDays(postedFrom, -7)} (mẫu)`,
      publishedOn: postedFrom,
      phone: `0000${String(seedOf(id) % 1_000_000).padStart(6, '0')}`,
      accountOn: postedFrom,
      ...(leftOn && { leftOn }),
      certificates,
    };
  });
}

import type { Procedure } from './procedure';
import type { LocalDate } from './time';

/**
 * Versions that are published in the product are numbered from here on, those of the shipped files from 1: so a file
 * that comes later can never meet a number that an owner has given.
 */
export const OWN_FROM = 1001;

export function isOwn({ version }: { version: number }): boolean {
  return version >= OWN_FROM;
}

/** The next number of the authority's own, after all that were ever given, also those withdrawn. */
export function nextOwn(given: number[]): number {
  return Math.max(OWN_FROM - 1, ...given) + 1;
}

/**
 * The versions of one procedure with the days on which they are really in force.
 * From the day of the first own version on only own ones are: a file that is shipped later does not undo what an owner
 * has published. Each ends where the next begins; of two from the same day the later number holds. That a procedure ends
 * altogether is law and comes with the files: it ends the own versions too.
 */
export function inForce(versions: Procedure[]): Procedure[] {
  const own = versions.filter(isOwn).sort(byDay);
  const shipped = versions.filter((version) => !isOwn(version)).sort(byDay);
  const [first] = own;
  if (!first) return versions;
  const last = shipped.at(-1);
  const ends = (version: Procedure, ...days: (LocalDate | undefined)[]): Procedure => {
    const [day] = days.filter((one) => one !== undefined).sort();
    const { validTo: _, ...open } = version;
    // A period that would end before it begins is empty: such a version is never in force.
    return day === undefined ? open : { ...open, validTo: day < version.validFrom ? version.validFrom : day };
  };
  return [
    ...shipped.map((version) => ends(version, version.validTo, first.validFrom)),
    ...own.map((version, i) => ({
      ...ends(version, own[i + 1]?.validFrom, last?.validTo),
      ...(last?.replacedBy !== undefined && { replacedBy: last.replacedBy }),
    })),
  ];
}

function byDay(a: Procedure, b: Procedure): number {
  if (a.validFrom !== b.validFrom) return a.validFrom < b.validFrom ? -1 : 1;
  return a.version - b.version;
}

/** The version that is in force last: what a draft begins with. */
export function latest(versions: Procedure[]): Procedure | undefined {
  const real = versions.filter(({ validFrom, validTo }) => validTo === undefined || validFrom < validTo);
  return real.sort(byDay).at(-1);
}

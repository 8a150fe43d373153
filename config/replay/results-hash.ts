import { sha256 } from '../canonical';

/** Over one line a subject, its name and the hash of its certificate, in the order of the names. */
export function resultsHash(rows: { subject: string; sha256: string }[]): string {
  const lines = rows.map(({ subject, sha256: hash }) => `${subject} ${hash}\n`).sort();
  return sha256(lines.join(''));
}

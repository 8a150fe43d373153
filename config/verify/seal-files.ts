import type { Knex } from 'knex';
import type { Head } from '../merkle';
import { sealFault, sealHash } from '../seal';
import type { SealFile } from '../seal-files';
import { findSeal } from '../seal-store';
import type { Tell } from './fault';
import type { SealsFound } from './seals';

const CHUNK = 400;

/**
 * Compares seals that were given away with the database. Where it has another one, or none, the heads that were given with
 * the seal tell which rows differ.
 */
export async function checkSealFiles(db: Knex, files: SealFile[], found: SealsFound, tell: Tell): Promise<void> {
  const newest = (await findSeal(db))?.day;
  for (const { signed, heads } of files) {
    const { day, key } = signed.seal;
    const subject = `seal:${day}`;
    // One whose signature does not hold proves nothing against the database.
    if (sealFault(signed, key) === 'signature') {
      tell(subject, 0, 'seal-changed');
      continue;
    }
    const stored = await findSeal(db, day);
    const same = stored?.hash === sealHash(signed.seal);
    if (!stored) tell(subject, 0, newest === undefined || day > newest ? 'older' : 'seal-missing');
    else if (!same) tell(subject, 0, 'seal-changed');
    if (heads && !(same && found.proven.has(day))) await checkGiven(db, heads, tell);
  }
}

/** The rows that heads were taken from, one by one. */
async function checkGiven(db: Knex, heads: Head[], tell: Tell): Promise<void> {
  for (let i = 0; i < heads.length; i += CHUNK) {
    const part = heads.slice(i, i + CHUNK);
    const hashes = new Map<string, string>();
    const dossiers = part.flatMap(({ subject }) => (subject.startsWith('dossier:') ? [subject.slice(8)] : []));
    const events: Head[] = await db('events')
      .whereIn('dossier_id', dossiers)
      .select('dossier_id as subject', 'seq', 'hash');
    for (const { subject, seq, hash } of events) hashes.set(`dossier:${subject} ${seq}`, hash);
    const ledger: Head[] = await db('ledger')
      .whereIn(
        'subject',
        part.map(({ subject }) => subject),
      )
      .select('subject', 'seq', 'hash');
    for (const { subject, seq, hash } of ledger) hashes.set(`${subject} ${seq}`, hash);
    for (const { subject, seq, hash } of part)
      if (hashes.get(`${subject} ${seq}`) !== hash) tell(subject, seq, 'sealed');
  }
}

import type { Knex } from 'knex';
import type { SealFile } from '../seal-files';
import { checkChains } from './chains';
import { checkDrafts } from './drafts';
import type { RecordFault, Tell } from './fault';
import { checkHeadless } from './heads';
import { checkCertificates } from './certificates';
import { checkHistories } from './histories';
import { checkMissing } from './missing';
import { checkNumbers } from './numbers';
import type { RecordPart } from './part';
import { checkSealFiles } from './seal-files';
import { checkSeals, type SealCheck } from './seals';

export type { RecordFault } from './fault';

/** `seals` are the days that are sealed. Faults beyond the first thousand are counted only. */
export type Verdict = { chains: number; events: number; seals: number; faults: RecordFault[]; more: number };

export type VerifyOptions = SealCheck & {
  /** Seals that were given away: what the database has to agree with, whoever rules it. */
  files?: SealFile[];
  /** Is told the number of events now and then; what it throws ends the verification. */
  progress?: (events: number) => void;
  /** Whether what was written in forms is looked at as well; it is unless said otherwise. */
  contents?: boolean;
  /** A part of the record only: its chains, and all seals. What is looked for in whole tables is left to the whole. */
  part?: RecordPart;
};

const MOST_FAULTS = 1000;

/**
 * Reads the whole record and says whether it is what was written: every chain link by link, every state folded anew, every
 * form and every number looked up, every seal checked and its tree grown anew.
 */
export async function verifyRecord(db: Knex, options: VerifyOptions = {}): Promise<Verdict> {
  const { files = [], progress = () => undefined, contents = true, part } = options;
  const verdict: Verdict = { chains: 0, events: 0, seals: 0, faults: [], more: 0 };
  const known = new Set<string>();
  const tell: Tell = (subject, seq, what) => {
    const key = `${what} ${seq} ${subject}`;
    if (known.has(key)) return;
    if (verdict.faults.length === MOST_FAULTS) {
      verdict.more += 1;
      return;
    }
    known.add(key);
    verdict.faults.push({ subject, seq, what });
  };
  Object.assign(verdict, await checkChains(db, tell, progress, { contents, part }));
  const goOn = () => progress(verdict.events);
  await checkMissing(db, tell, part);
  await checkHistories(db, tell, { part, goOn });
  if (!part) await checkTables(db, tell);
  goOn();
  const found = await checkSeals(db, tell, options);
  goOn();
  verdict.seals = found.proven.size;
  await checkSealFiles(db, files, found, tell);
  return verdict;
}

/** What is looked for in whole tables. */
async function checkTables(db: Knex, tell: Tell): Promise<void> {
  await checkHeadless(db, tell);
  await checkNumbers(db, tell);
  await checkDrafts(db, tell);
  await checkCertificates(db, tell);
}

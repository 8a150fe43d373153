import type { Knex } from 'knex';
import { hash as digest } from 'node:crypto';
import { CHAIN_START, chainHash, contentHash } from '../chain';
import { openSalted } from '../encrypted';
import type { Chain } from './chain';
import type { Tell } from './fault';
import { fold } from './fold';
import { checkHeads } from './heads';
import { opened } from './opened';
import { marksOf, pagesOf, type EventRow, type RowOptions, type Said } from './rows';
import { SealedHeads } from './sealed-heads';

/** Chains whose heads are compared in one query. */
const BATCH = 400;

/**
 * Walks every chain link by link and folds every state anew; then compares it with the projection and with the seals.
 * @returns how many chains and events there are
 */
export async function checkChains(
  db: Knex,
  tell: Tell,
  progress: (events: number) => void,
  options: RowOptions,
): Promise<{ chains: number; events: number }> {
  const sealed = await SealedHeads.of(db);
  const count = { chains: 0, events: 0 };
  for (const table of ['events', 'ledger'] as const) {
    let done: Chain[] = [];
    let chain: Chain | undefined;
    const flush = async () => {
      await checkHeads(db, done, tell);
      await sealed.check(done, tell);
      done = [];
    };
    for await (const rows of pagesOf(db, table, options)) {
      for (const row of rows) {
        if (chain?.subject !== row.subject) {
          if (chain) done.push(chain);
          chain = { subject: row.subject, links: [], hash: CHAIN_START, broken: false };
          count.chains += 1;
        }
        step(db, chain, row, tell);
      }
      count.events += rows.length;
      if (done.length >= BATCH) await flush();
      progress(count.events);
    }
    if (chain) done.push(chain);
    await flush();
  }
  return count;
}

function step(db: Knex, chain: Chain, row: EventRow, tell: Tell): void {
  const { subject, seq, event, previous, hash } = row;
  const last = chain.links.at(-1)?.seq ?? 0;
  if (seq !== last + 1) tell(subject, seq, 'gap');
  else if (previous !== chain.hash) tell(subject, seq, 'unlinked');
  chain.broken ||= seq !== last + 1;
  const said = parsed(event);
  chain.links.push({ seq, hash, recordedAt: said?.recordedAt ?? said?.at ?? '' });
  chain.hash = hash;
  if (!said || !isHashed(row, said) || marksOf(subject, said) !== row.marks) {
    tell(subject, seq, 'changed');
    chain.broken = true;
    return;
  }
  if (row.content && !isContent(db, row, said.contentHash)) tell(subject, seq, 'content');
  if (!chain.broken) chain.state = fold(subject, chain.state, said);
}

function parsed(event: string): Said | undefined {
  try {
    return JSON.parse(event) as Said;
  } catch {
    return undefined;
  }
}

/** The text that is stored is the text that was hashed; another spelling of the same values is hashed in canonical form. */
function isHashed({ previous, hashed, hash }: EventRow, said: object): boolean {
  return digest('sha256', hashed) === hash || chainHash(previous, said) === hash;
}

/** What was written against the hash in its event; what was erased is not there to be wrong. */
function isContent(db: Knex, row: EventRow, said: string | undefined): boolean {
  const { subject, seq, salt, content, dataKey } = row;
  const table = subject.startsWith('dossier:') ? 'contents' : 'fee_reasons';
  const id = subject.slice(subject.indexOf(':') + 1);
  const stored = { dossier_id: id, data_key: dataKey, seq, salt, content };
  const written = opened(() => openSalted(db, table, stored));
  if (written === undefined) return true;
  if (written === null || said === undefined) return false;
  if (digest('sha256', `${written.salt}\n${written.content}`) === said) return true;
  return contentHash(written.salt, JSON.parse(written.content)) === said;
}

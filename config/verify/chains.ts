import type { Knex } from 'knex';
import { hash as digest } from 'node:crypto';
import { sha256 } from '../canonical';
import { CHAIN_START, chainHash, contentHash } from '../chain';
import { openSalted } from '../encrypted';
import type { Chain } from './chain';
import type { Tell } from './fault';
import { fold } from './fold';
import { checkHeads } from './heads';
import { opened } from './opened';
import { pagesOf, type EventRow } from './rows';
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
    for await (const rows of pagesOf(db, table)) {
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

type Said = {
  at?: string;
  recordedAt?: string;
  kind?: string;
  action?: string;
  by?: { id: string };
  commandId?: string;
  contentHash?: string;
};

function step(db: Knex, chain: Chain, row: EventRow, tell: Tell): void {
  const { subject, seq, previous, hash } = row;
  const last = chain.links.at(-1)?.seq ?? 0;
  if (seq !== last + 1) tell(subject, seq, 'gap');
  else if (previous !== chain.hash) tell(subject, seq, 'unlinked');
  chain.broken ||= seq !== last + 1;
  chain.links.push({ seq, hash, recordedAt: row.recordedAt });
  chain.hash = hash;
  const said = parsed(row.event);
  if (!said || !isHashed(row, said) || !isRepeated(row, said)) {
    tell(subject, seq, 'changed');
    chain.broken = true;
    return;
  }
  if (row.content !== null && !isContent(db, row, said.contentHash)) tell(subject, seq, 'content');
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
function isHashed({ previous, event, hash }: EventRow, said: object): boolean {
  return digest('sha256', `${previous}\n${event}`) === hash || chainHash(previous, said) === hash;
}

/** The columns by which events are found say what the event says. */
function isRepeated({ subject, at, recordedAt, kind, actor, commandId }: EventRow, said: Said): boolean {
  const dossier = subject.startsWith('dossier:');
  return (
    at === said.at &&
    recordedAt === (dossier ? said.at : said.recordedAt) &&
    kind === (dossier ? said.action : said.kind) &&
    actor === said.by?.id &&
    commandId === (said.commandId ?? null)
  );
}

/** What was written against the hash in its event; what was erased is not there to be wrong. */
function isContent(db: Knex, row: EventRow, said: string | undefined): boolean {
  const { subject, seq, salt, content, dataKey } = row;
  const table = subject.startsWith('dossier:') ? 'contents' : 'fee_reasons';
  const id = subject.slice(subject.indexOf(':') + 1);
  const stored = { dossier_id: id, data_key: dataKey, seq, salt: salt ?? '', content: content ?? '' };
  const written = opened(() => openSalted(db, table, stored));
  if (written === undefined) return true;
  if (written === null || said === undefined) return false;
  if (sha256(`${written.salt}\n${written.content}`) === said) return true;
  return contentHash(written.salt, JSON.parse(written.content)) === said;
}

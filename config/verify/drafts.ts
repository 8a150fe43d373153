import type { Knex } from 'knex';
import type { DraftState } from '../../domain/draft';
import { sha256 } from '../canonical';
import type { Tell } from './fault';

type Row = { id: string; seq: number; state: string; content: string };

const PAGE = 200;

/** Whether each draft says what was recorded, and what was published from it is what was approved. */
export async function checkDrafts(db: Knex, tell: Tell): Promise<void> {
  for (let after = ''; ;) {
    const rows: Row[] = await db('process_drafts')
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .select('id', 'seq', 'state', 'content');
    for (const { id, seq, state, content } of rows) {
      const { contentHash, published } = JSON.parse(state) as DraftState;
      const fits = sha256(content) === contentHash && (await arePublished(db, published?.documents ?? []));
      if (!fits) tell(`draft:${id}`, seq, 'projection');
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}

async function arePublished(db: Knex, documents: { kind: string; key: string; hash: string }[]): Promise<boolean> {
  for (const { kind, key, hash } of documents) {
    const row: { content: string } | undefined = await db('config_documents').where({ kind, key }).first('content');
    if (row === undefined || sha256(row.content) !== hash) return false;
  }
  return true;
}

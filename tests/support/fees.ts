import { randomUUID } from 'node:crypto';
import { PERSON } from './samples';
import type { Stack } from './stack';

const paper = (code: string, originals = 1, copies = 0) => ({ code, originals, copies, uploads: [] as string[] });

/** A tour-guide card: 650,000 đồng. */
export const GUIDE_CARD = {
  procedure: '1.004623',
  unit: '82',
  channel: 'direct',
  content: { submitter: PERSON, details: { language: 'Tiếng Việt' } },
  documents: [paper('don'), paper('so-yeu'), paper('bang', 0, 1), paper('suc-khoe'), paper('anh', 2)],
};

/** A licence for a publication: so much for each page, minute of sound, minute of pictures. */
export const PUBLICATION = {
  procedure: '1.003868',
  unit: '82',
  channel: 'direct',
  content: { submitter: PERSON, details: { title: 'Kỷ yếu hội thảo', pages: 12 } },
  documents: [paper('don'), paper('ban-thao', 3)],
};

/** As if a transfer had come so far that the Post does a task alone. */
export async function toPost(stack: Stack, unit: string, field: string, task: 'receive' | 'return'): Promise<void> {
  await stack.db('responsibility').insert({
    ...{ unit, field, task, from_at: '2026-01-01T17:00:00.000Z', known_from: '2026-01-01T17:00:00.000Z' },
    ...{ government: 0, post: 1, finish: 1, final: 1, stage: 'in-force', transfer_id: randomUUID() },
  });
}

export const FEE_TABLES = 'fee_accounts fee_entries fee_reasons cash_ups tills ledger events dossiers';

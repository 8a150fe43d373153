import type { Knex } from 'knex';
import { openSalted, type OfDossier, type SaltedContent } from './encrypted';

export type WrittenContent = { dossierId: string; seq: number; content: Record<string, unknown> };

/** What was written in the forms of dossiers, step by step; what was erased is not among it. */
export async function contentsOf(db: Knex, dossierIds: string[]): Promise<WrittenContent[]> {
  const rows: (OfDossier & SaltedContent & { seq: number })[] = await db('contents as c')
    .join('dossiers as d', 'd.id', 'c.dossier_id')
    .whereIn('c.dossier_id', dossierIds)
    .orderBy(['c.dossier_id', 'c.seq'])
    .select('c.dossier_id', 'c.seq', 'c.salt', 'c.content', 'd.data_key');
  return rows.flatMap((row) => {
    const written = openSalted(db, 'contents', row);
    if (!written) return [];
    const content = JSON.parse(written.content) as Record<string, unknown>;
    return [{ dossierId: row.dossier_id, seq: row.seq, content }];
  });
}

import type { Knex } from 'knex';
import { openPrint } from '../../config/print-row';
import { CipherBroken } from '../../config/cipher';
import type { OfDossier } from '../../config/encrypted';
import type { PrintDocument } from '../../domain/print-document';
import type { DossierPrint } from '../../domain/print-template';
import { Refusal } from '../../domain/problem';
import type { Instant } from '../../domain/time';

export type PrintRow = {
  id: string;
  dossier_id: string;
  step: number;
  kind: DossierPrint;
  regulation: string;
  number: string;
  template_version: number;
  printed_at: Instant;
  printed_by: string;
  command_id: string;
  sha256: string;
  size: number;
};

const COLUMNS = [
  'id',
  'dossier_id',
  'step',
  'kind',
  'regulation',
  'number',
  'template_version',
  'printed_at',
  'printed_by',
  'command_id',
  'sha256',
  'size',
] as const;

/** The printed documents of a dossier, by step. */
export async function printsOfDossier(db: Knex, dossierId: string): Promise<PrintRow[]> {
  return db<PrintRow>('prints')
    .where({ dossier_id: dossierId })
    .orderBy(['step', 'kind'])
    .select(...COLUMNS);
}

/** One of a dossier. @throws Refusal print-not-found */
export async function printOfDossier(db: Knex, dossierId: string, id: string): Promise<PrintRow> {
  const row = await db<PrintRow>('prints')
    .where({ id, dossier_id: dossierId })
    .first(...COLUMNS);
  if (!row) throw new Refusal('print-not-found');
  return row;
}

/** The document as it was resolved when it was printed. @throws Refusal print-damaged when it is not that any more */
export async function modelOf(db: Knex, id: string): Promise<PrintDocument> {
  type Row = OfDossier & { id: string; model: string; model_hash: string };
  const row: Row | undefined = await db('prints as p')
    .join('dossiers as d', 'd.id', 'p.dossier_id')
    .where('p.id', id)
    .first('p.id', 'p.model', 'p.model_hash', 'p.dossier_id', 'd.data_key');
  const document = row && opened(db, row);
  if (!document || document.hash !== row.model_hash) throw new Refusal('print-damaged');
  return JSON.parse(document.model) as PrintDocument;
}

function opened(db: Knex, row: Parameters<typeof openPrint>[1]) {
  try {
    return openPrint(db, row);
  } catch (error) {
    if (error instanceof CipherBroken) return undefined;
    throw error;
  }
}

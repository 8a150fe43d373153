import type { Knex } from 'knex';
import { vaultOf, type KeyHolder } from '../../config/vault';
import { ownUpload, uploadPointer, type UploadManifest, type UploadStore } from '../../config/uploads';
import type { HandedIn } from '../../domain/documents';
import { refusedAt } from '../../domain/problem';

/** A paper with the files that belong to it. */
export type FiledPaper = Omit<HandedIn, 'uploads'> & { files: UploadManifest[] };

/**
 * The files behind the upload ids of a command. An upload belongs to whoever made it.
 * @throws Refusal upload-not-found
 */
export async function resolveUploads(
  uploads: UploadStore,
  actorId: string,
  documents: HandedIn[],
): Promise<FiledPaper[]> {
  const find = (id: string, paper: number, file: number) => ownUpload(uploads, actorId, id, uploadPointer(paper, file));
  return Promise.all(
    documents.map(async ({ uploads: ids, ...paper }, i) => ({
      ...paper,
      files: await Promise.all(ids.map((id, j) => find(id, i, j))),
    })),
  );
}

/** Lists papers and their files on the dossier. @throws Refusal upload-not-found for a file that lies with a dossier already */
export async function writePapers(trx: Knex, holder: KeyHolder, seq: number, papers: FiledPaper[]): Promise<void> {
  const dossierId = holder.id;
  for (const [i, { files, ...paper }] of papers.entries()) {
    await trx('documents').insert({ dossier_id: dossierId, seq, ...paper });
    for (const [j, file] of files.entries()) {
      const rows = await trx('attachments')
        .insert({
          id: file.id,
          dossier_id: dossierId,
          seq,
          document_code: paper.code,
          // People write whose paper it is into the name of its file.
          name: vaultOf(trx).encrypt(holder, `attachments/${file.id}`, file.name),
          media_type: file.mediaType,
          size: file.size,
          sha256: file.sha256,
        })
        .onConflict('id')
        .ignore()
        .returning('id');
      if (rows.length === 0) throw refusedAt(uploadPointer(i, j), 'upload-not-found', { upload: file.id });
    }
  }
}

/** The papers that a dossier has already. */
export async function papersOf(db: Knex, dossierId: string): Promise<HandedIn[]> {
  const papers = await db('documents').where({ dossier_id: dossierId }).select('seq', 'code', 'originals', 'copies');
  const files = await db('attachments').where({ dossier_id: dossierId }).select('seq', 'document_code', 'id');
  return papers.map(({ seq, code, originals, copies }) => ({
    code,
    originals,
    copies,
    uploads: files.filter((file) => file.seq === seq && file.document_code === code).map((file) => file.id as string),
  }));
}

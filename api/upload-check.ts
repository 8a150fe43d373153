import { ownUpload, type UploadStore } from '../config/uploads';
import type { HandedIn } from '../domain/documents';

/** Files that a step names must be there and its author's own. @throws Refusal upload-not-found */
export async function checkUploads(uploads: UploadStore, actorId: string, documents: HandedIn[]): Promise<void> {
  for (const id of documents.flatMap((paper) => paper.uploads)) {
    await ownUpload(uploads, actorId, id);
  }
}

import { ownUpload, uploadPointer, type UploadStore } from '../config/uploads';
import type { HandedIn } from '../domain/documents';

/** Files that a step names must be there and its author's own. @throws Refusal upload-not-found */
export async function checkUploads(uploads: UploadStore, actorId: string, documents: HandedIn[]): Promise<void> {
  for (const [i, paper] of documents.entries()) {
    for (const [j, id] of paper.uploads.entries()) await ownUpload(uploads, actorId, id, uploadPointer(i, j));
  }
}

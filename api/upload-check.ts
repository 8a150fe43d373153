import type { UploadStore } from '../config/uploads';
import type { HandedIn } from '../domain/documents';
import { Refusal } from '../domain/problem';

/** Files that a step names must be there and its author's own. @throws Refusal upload-not-found */
export async function checkUploads(uploads: UploadStore, actorId: string, documents: HandedIn[]): Promise<void> {
  for (const id of documents.flatMap((paper) => paper.uploads)) {
    const manifest = await uploads.find(id);
    if (manifest?.by !== actorId) throw new Refusal('upload-not-found', { upload: id });
  }
}

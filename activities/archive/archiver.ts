import { archiveHistories, type ArchivePlace } from './archive';

/** Every so many looks one looks at everything: what failed for a long time must not be forgotten. */
const LOOKS_BETWEEN = 100;

/** What a worker does again and again; its first look is at everything that the engine still has. */
export function archiver(place: ArchivePlace): () => Promise<number> {
  let looks = 0;
  return async () => {
    const everything = looks % LOOKS_BETWEEN === 0;
    const archived = await archiveHistories(place, everything);
    looks += 1;
    return archived;
  };
}

import type { Knex } from 'knex';
import { Catalogue } from '../domain/catalogue';
import { published, publishedVersion } from './published';

/** How often a process looks whether something was published elsewhere, in milliseconds. */
export const LOOK_EVERY_MS = 1000;

/**
 * The catalogue of a running process. A catalogue never changes; when something is published the holder has a new one,
 * so whoever asks takes it anew each time and keeps it for one piece of work only.
 */
export class CatalogueHolder {
  #now: { version: number; catalogue: Catalogue };

  private constructor(now: { version: number; catalogue: Catalogue }) {
    this.#now = now;
  }

  static async open(db: Knex): Promise<CatalogueHolder> {
    return new CatalogueHolder(await read(db));
  }

  get catalogue(): Catalogue {
    return this.#now.catalogue;
  }

  /**
   * Takes up what was published since: one read by key, and everything anew when that shows a change.
   * @param seen the version, where the caller has read it on the way
   * @returns whether there was something new
   */
  async refresh(db: Knex, seen?: number): Promise<boolean> {
    const version = seen ?? (await publishedVersion(db));
    if (version <= this.#now.version) return false;
    const fresh = await read(db);
    // Of two readers the one that saw more wins.
    if (fresh.version > this.#now.version) this.#now = fresh;
    return true;
  }
}

/** The version first: what is published between the two reads is then read again, and never missed. */
async function read(db: Knex): Promise<{ version: number; catalogue: Catalogue }> {
  const version = await publishedVersion(db);
  return { version, catalogue: new Catalogue(await published(db)) };
}

import type { Knex } from 'knex';
import type { UploadStore } from '../config/uploads';
import { toInstant, toMillis, type Instant } from '../domain/time';

/** A file that nobody attached to anything within this time is not coming back. */
const KEPT_MS = 48 * 3_600_000;

/** Removes uploads that belong to no dossier and to no confirmation of a transfer. Returns how many. */
export async function sweepUploads(read: Knex, uploads: UploadStore, now: Instant): Promise<number> {
  return uploads.sweep(toInstant(toMillis(now) - KEPT_MS), async (id) => {
    const attached: object | undefined = await read('attachments').where({ id }).first('id');
    if (attached) return true;
    const confirmed: object | undefined = await read('ledger')
      .where({ kind: 'confirmed' })
      .andWhere('event', 'like', `%"${id}"%`)
      .first('seq');
    return confirmed !== undefined;
  });
}

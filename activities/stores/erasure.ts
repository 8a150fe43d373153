import type { Knex } from 'knex';
import type { Instant } from '../../domain/time';

/**
 * Erases the personal data of a dossier, and with its key all that is encrypted of it anywhere, also in what somebody may
 * have copied. The events, their chain and all figures stay. Files go a little later (`files_left`).
 */
export async function eraseData(trx: Knex, dossierId: string, now: Instant): Promise<void> {
  const own = { dossier_id: dossierId };
  await trx('dossiers')
    .where({ id: dossierId })
    .update({ data_key: null, erased_at: now, summary: null, held_at: null, files_left: 1 });
  await trx('parties')
    .where(own)
    .update({ name: '', search_name: '', identity_hash: null, phone_hash: null, content: '' });
  await trx('contents').where(own).delete();
  await trx('fee_reasons').where(own).delete();
  await trx('prints').where(own).update({ model: '' });
  // Their files are not attached to anything any more, and are swept away as such.
  await trx('attachments').where(own).delete();
  await trx('deliveries').where({ subject: dossierId, audience: 'applicant' }).update({ recipient: '' });
  await trx('commands').where(own).update({ body: null });
}

/** Dossiers whose printed documents still lie on disk although they are erased. */
export async function withFilesLeft(db: Knex, most: number): Promise<string[]> {
  return db('dossiers').where({ files_left: 1 }).orderBy('id').limit(most).pluck('id');
}

/** Hashes of the printed documents of a dossier that no other dossier has as well. */
export async function ownPrints(db: Knex, dossierId: string): Promise<string[]> {
  const others = db('prints as o')
    .join('dossiers as d', 'd.id', 'o.dossier_id')
    .whereNull('d.erased_at')
    .select('o.sha256');
  return db('prints').where({ dossier_id: dossierId }).whereNotIn('sha256', others).distinct().pluck('sha256');
}

export async function filesGone(db: Knex, dossierId: string): Promise<void> {
  await db('dossiers').where({ id: dossierId }).update({ files_left: 0 });
}

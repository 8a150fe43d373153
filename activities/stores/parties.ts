import type { Knex } from 'knex';
import { partyRow } from '../../config/party-row';
import type { KeyHolder } from '../../config/vault';

/** The people of a dossier. Who hands it in (người nộp) and whose it is (chủ hồ sơ) are two people. */
const PARTS = ['submitter', 'owner'] as const;

/** Writes the people that a form names; a later form that names them again replaces them. */
export async function writeParties(trx: Knex, holder: KeyHolder, content: Record<string, unknown>): Promise<void> {
  for (const part of PARTS) {
    const row = partyRow(trx, holder, part, content[part]);
    if (!row) continue;
    await trx('parties')
      .insert({ dossier_id: holder.id, part, ...row })
      .onConflict(['dossier_id', 'part'])
      .merge(row);
  }
}

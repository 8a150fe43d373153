import type { Knex } from 'knex';
import { digits, searchKey } from '../../domain/text';

type Party = { name?: unknown; identityNumber?: unknown; phone?: unknown };

/** The people of a dossier. Who hands it in (người nộp) and whose it is (chủ hồ sơ) are two people. */
const PARTS = ['submitter', 'owner'] as const;

/** Writes the people that a form names; a later form that names them again replaces them. */
export async function writeParties(trx: Knex, dossierId: string, content: Record<string, unknown>): Promise<void> {
  for (const part of PARTS) {
    const party = content[part] as Party | undefined;
    if (typeof party?.name !== 'string') continue;
    const row = {
      name: party.name,
      search_name: searchKey(party.name),
      identity_number: digitsOf(party.identityNumber),
      phone: digitsOf(party.phone),
      content: JSON.stringify(party),
    };
    await trx('parties')
      .insert({ dossier_id: dossierId, part, ...row })
      .onConflict(['dossier_id', 'part'])
      .merge(row);
  }
}

function digitsOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? digits(value) : null;
}

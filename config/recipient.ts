import type { Knex } from 'knex';
import { vaultOf } from './vault';

type Encrypted = { id: string; subject: string; recipient: string; data_key: string | null };

/** To whom a message goes; empty once the applicant's data are erased. @throws CipherBroken */
export function openRecipient(db: Knex, { id, subject, recipient, data_key: dataKey }: Encrypted): string {
  return vaultOf(db).open({ id: subject, dataKey }, `deliveries/${id}`, recipient) ?? '';
}

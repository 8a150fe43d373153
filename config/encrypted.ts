import type { Knex } from 'knex';
import { vaultOf, type KeyHolder } from './vault';

/** What was written in a step, kept apart from its event so that it can be erased and the chain still verifies. */
export type SaltedContent = { salt: string; content: string };

/** A row of a dossier beside the dossier's own wrapped key: queries join `dossiers` and select `data_key`. */
export type OfDossier = { dossier_id: string; data_key: string | null };

export const holderOf = ({ dossier_id: id, data_key: dataKey }: OfDossier): KeyHolder => ({ id, dataKey });

export type SaltedTable = 'contents' | 'fee_reasons';

/** The salt is encrypted too: with it in hand, a hash in the record could be tried out against every identity number. */
export function encryptSalted(
  db: Knex,
  holder: KeyHolder,
  { table, seq }: { table: SaltedTable; seq: number },
  { salt, content }: SaltedContent,
): SaltedContent {
  return { salt: '', content: vaultOf(db).encrypt(holder, `${table}/${seq}`, `${salt}\n${content}`) };
}

type SaltedRow = OfDossier & { seq: number } & SaltedContent;

/** What was written, with its salt; nothing once it is erased. @throws CipherBroken */
export function openSalted(db: Knex, table: SaltedTable, row: SaltedRow): SaltedContent | undefined {
  const { salt, content, seq } = row;
  // What an older version wrote.
  if (content.startsWith('{')) return { salt, content };
  const text = vaultOf(db).open(holderOf(row), `${table}/${seq}`, content);
  if (text === undefined) return undefined;
  const end = text.indexOf('\n');
  return { salt: text.slice(0, end), content: text.slice(end + 1) };
}

/** What a command said, while it waits. */
export const encryptBody = (db: Knex, commandId: string, body: string): string =>
  vaultOf(db).encryptShort(`commands/${commandId}`, body);

/** What was written in a command that waits. An older version left it unencrypted. @throws CipherBroken */
export const openBody = (db: Knex, commandId: string, body: string | null): string =>
  body === null || body.startsWith('{') ? (body ?? '') : vaultOf(db).openShort(`commands/${commandId}`, body);

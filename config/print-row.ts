import type { Knex } from 'knex';
import { sha256 } from './canonical';
import { holderOf, type OfDossier } from './encrypted';
import { vaultOf, type KeyHolder } from './vault';

/** Encrypts a printed document for its row, with the salt that keeps its hash in the record from being guessed. */
export function encryptPrint(
  db: Knex,
  holder: KeyHolder,
  id: string,
  { salt, model }: { salt: string; model: string },
) {
  return vaultOf(db).encrypt(holder, `prints/${id}`, `${salt}\n${model}`);
}

type PrintRow = OfDossier & { id: string; model: string };

/** A printed document with the hash that its event must have; nothing once it is erased. @throws CipherBroken */
export function openPrint(db: Knex, row: PrintRow): { model: string; hash: string } | undefined {
  const text = row.model && vaultOf(db).open(holderOf(row), `prints/${row.id}`, row.model);
  if (!text) return undefined;
  // An older version hashed the document alone.
  const model = text.startsWith('{') ? text : text.slice(text.indexOf('\n') + 1);
  return { model, hash: sha256(text) };
}

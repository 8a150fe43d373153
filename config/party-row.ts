import type { Knex } from 'knex';
import { digits, searchKey } from '../domain/text';
import { holderOf, type OfDossier } from './encrypted';
import { vaultOf, type KeyHolder, type Searched } from './vault';

type Written = { name?: unknown; identityNumber?: unknown; phone?: unknown };

/**
 * A person of a dossier as it is kept: the name open, since people are found by any part of it however it is spelt; all
 * that the form says of the person encrypted; identity number and phone to be found by their keyed hashes.
 * @returns nothing for what names nobody
 */
export function partyRow(db: Knex, holder: KeyHolder, part: string, written: unknown) {
  const party = written as Written | undefined;
  if (typeof party?.name !== 'string') return undefined;
  const hash = (what: Searched, value: unknown) =>
    typeof value === 'string' && digits(value) !== '' ? vaultOf(db).blind(what, value) : null;
  return {
    name: party.name,
    search_name: searchKey(party.name),
    identity_hash: hash('identity', party.identityNumber),
    phone_hash: hash('phone', party.phone),
    content: vaultOf(db).encrypt(holder, `parties/${part}`, JSON.stringify(party)),
  };
}

/** What a form said of a person; nothing once it is erased. */
export function openParty(db: Knex, row: OfDossier & { part: string; content: string }): Record<string, unknown> {
  const content = vaultOf(db).open(holderOf(row), `parties/${row.part}`, row.content);
  return content ? (JSON.parse(content) as Record<string, unknown>) : {};
}

/** Digits of a number as the form has it. */
export function digitsOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? digits(value) : null;
}

import type { Knex } from 'knex';
import { bodyHash } from './body-hash';
import { partyRow } from './party-row';
import { isEncrypted } from './cipher';
import { encryptBody, encryptSalted, type SaltedContent, type SaltedTable } from './encrypted';
import { StartError } from './start-error';
import { vaultOf, type KeyHolder } from './vault';

const PAGE = 200;

/**
 * Encrypts what a version before encryption left open: dossier by dossier, each in its own transaction, so that it goes on
 * where it was stopped. Does nothing when all is encrypted.
 * @param progress is told how many dossiers were done
 * @returns how many there were
 */
export async function encryptStored(db: Knex, progress: (dossiers: number) => void = () => undefined): Promise<number> {
  let done = 0;
  for (;;) {
    const open: { id: string }[] = await db('dossiers')
      .whereNull('data_key')
      .whereNull('erased_at')
      .limit(PAGE)
      .select('id');
    for (const { id } of open) await db.transaction((trx) => encryptDossier(trx, id));
    done += open.length;
    if (open.length > 0) progress(done);
    if (open.length < PAGE) break;
  }
  await encryptCommands(db);
  return done;
}

async function encryptDossier(trx: Knex, id: string): Promise<void> {
  const dataKey = vaultOf(trx).newDataKey(id);
  // Of two programs that start at once, one has it.
  const mine = await trx('dossiers').where({ id }).whereNull('data_key').update({ data_key: dataKey });
  if (mine === 0) return;
  const holder = { id, dataKey };
  await encryptParties(trx, holder);
  for (const table of ['contents', 'fee_reasons'] as const) await encryptContents(trx, holder, table);
  await encryptColumn(trx, holder, { table: 'attachments', key: 'dossier_id', column: 'name' });
  await encryptColumn(trx, holder, { table: 'prints', key: 'dossier_id', column: 'model' });
  await encryptColumn(trx, holder, { table: 'deliveries', key: 'subject', column: 'recipient' });
}

async function encryptParties(trx: Knex, holder: KeyHolder): Promise<void> {
  const rows: { part: string; name: string; content: string }[] = await trx('parties')
    .where({ dossier_id: holder.id })
    .select('part', 'name', 'content');
  for (const { part, name, content } of rows) {
    const row = partyRow(trx, holder, part, { name, ...(JSON.parse(content) as object) });
    if (row) await trx('parties').where({ dossier_id: holder.id, part }).update(row);
  }
}

async function encryptContents(trx: Knex, holder: KeyHolder, table: SaltedTable): Promise<void> {
  const rows: (SaltedContent & { seq: number })[] = await trx(table)
    .where({ dossier_id: holder.id })
    .select('seq', 'salt', 'content');
  for (const { seq, ...salted } of rows) {
    await trx(table)
      .where({ dossier_id: holder.id, seq })
      .update(encryptSalted(trx, holder, { table, seq }, salted));
  }
}

type Column = { table: string; key: string; column: string };

async function encryptColumn(trx: Knex, holder: KeyHolder, { table, key, column }: Column): Promise<void> {
  const query = trx(table).where({ [key]: holder.id });
  // What goes to a unit goes to a published address.
  if (table === 'deliveries') void query.where({ audience: 'applicant' });
  const rows: { id: string; text: string }[] = await query.select('id', { text: column });
  for (const { id, text } of rows) {
    if (isEncrypted(text)) continue;
    await trx(table)
      .where({ id })
      .update({ [column]: vaultOf(trx).encrypt(holder, `${table}/${id}`, text) });
  }
}

async function encryptCommands(db: Knex): Promise<void> {
  for (;;) {
    const rows: { id: string; body: string | null; body_hash: string }[] = await db('commands')
      .whereNot('body_hash', 'like', 'h1.%')
      .limit(PAGE)
      .select('id', 'body', 'body_hash');
    for (const { id, body, body_hash: plain } of rows) {
      const encrypted = body?.startsWith('{') ? encryptBody(db, id, body) : body;
      await db('commands')
        .where({ id, body_hash: plain })
        .update({ body: encrypted, body_hash: bodyHash(db, plain) });
    }
    if (rows.length < PAGE) return;
  }
}

/** Nothing begins on a database whose keys are elsewhere: what is written then could not be read together. @throws StartError */
export async function requireKeys(db: Knex): Promise<void> {
  const row: { data_key: string } | undefined = await db('dossiers').whereNotNull('data_key').first('data_key');
  const id = row?.data_key.split('.')[0];
  if (id === undefined || vaultOf(db).ring.has(id)) return;
  throw new StartError({
    vi: `Cơ sở dữ liệu được mã hóa bằng khóa “${id}”, khóa này không có ở đây. Hãy phục hồi tệp khóa từ bản sao lưu.`,
    en: `The database is encrypted with the key “${id}”, which is not here. Restore the file of keys from a backup.`,
  });
}

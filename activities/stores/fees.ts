import type { Knex } from 'knex';
import { locked } from '../../config/dialect';
import type { FeeEntryRow } from '../../config/fee-row';
import type { KeyHolder } from '../../config/vault';
import type { DossierState } from '../../domain/dossier';
import { statusOf, balanceOf, receiptNumber, type FeeAccount, type Receipt } from '../../domain/fee';
import type { Group } from '../../domain/plan';
import { Refusal } from '../../domain/problem';
import type { Instant } from '../../domain/time';
import type { UnitId } from '../../domain/unit';
import { encryptSalted, type SaltedContent } from '../../config/encrypted';

export type FeeDossier = { state: DossierState; dataKey: string | null; receivedBy?: Group };
export type HeldAccount = { state: FeeAccount; hash: string };

/** A dossier held until the transaction ends, so that its payments come one after the other. */
export async function holdForFees(trx: Knex, id: string): Promise<FeeDossier | undefined> {
  const row: { state: string; received_group: Group | null; data_key: string | null } | undefined = await locked(
    trx,
    trx('dossiers').where({ id }).first('state', 'received_group', 'data_key'),
  );
  if (!row) return undefined;
  const { state, received_group: receivedBy, data_key: dataKey } = row;
  return { state: JSON.parse(state) as DossierState, dataKey, ...(receivedBy && { receivedBy }) };
}

export async function heldAccount(trx: Knex, id: string): Promise<HeldAccount | undefined> {
  const row: { state: string; hash: string } | undefined = await trx('fee_accounts')
    .where({ id })
    .first('state', 'hash');
  return row && { state: JSON.parse(row.state) as FeeAccount, hash: row.hash };
}

export async function writeAccount(trx: Knex, state: FeeAccount, hash: string): Promise<void> {
  const { id, code, seq } = state;
  const row = { code, seq, status: statusOf(balanceOf(state)), state: JSON.stringify(state), hash };
  if (seq === 1) await trx('fee_accounts').insert({ id, ...row });
  else await trx('fee_accounts').where({ id }).update(row);
}

export async function writeReason(trx: Knex, holder: KeyHolder, seq: number, salted: SaltedContent): Promise<void> {
  const encrypted = encryptSalted(trx, holder, { table: 'fee_reasons', seq }, salted);
  await trx('fee_reasons').insert({ dossier_id: holder.id, seq, ...encrypted });
}

/** A till is held from here to the end of the transaction: nothing comes into it while it is counted. */
export async function holdTill(trx: Knex, unit: UnitId, collector: string, now: Instant): Promise<void> {
  await trx('tills').insert({ unit, collector, used_at: now }).onConflict(['unit', 'collector']).merge();
}

/** @throws Refusal receipt-taken, which names the dossier that has the receipt and nobody */
export async function writePayment(trx: Knex, row: FeeEntryRow, receipt: Receipt): Promise<void> {
  // Whoever enters the same receipt at the same moment waits here until the first is written, then gets nothing.
  const written = await trx('fee_entries').insert(row).onConflict(['book', 'number']).ignore().returning('id');
  if (written.length > 0) return;
  const { book, number } = receipt;
  const holder: { dossier_code: string } | undefined = await trx('fee_entries')
    .where({ book, number })
    .first('dossier_code');
  throw new Refusal('receipt-taken', { book, number: receiptNumber(number), code: holder?.dossier_code ?? '' }, [
    {
      pointer: '/receipt',
      rule: 'receipt-taken',
      message: { vi: 'số biên lai này đã dùng', en: 'this number is used' },
    },
  ]);
}

export async function writeEntry(trx: Knex, row: FeeEntryRow): Promise<void> {
  await trx('fee_entries').insert(row);
}

export async function isCashedUp(trx: Knex, paymentId: string): Promise<boolean> {
  const row = await trx('fee_entries').where({ id: paymentId }).whereNotNull('cash_up_id').first('id');
  return row !== undefined;
}

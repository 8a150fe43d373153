import type { Knex } from 'knex';
import { erasable, type ErasableRow } from '../config/erasable';
import { inWriteTurn } from '../config/write-turns';
import { SYSTEM } from '../domain/actor';
import { privacySubject } from '../domain/privacy';
import { retentionOf } from '../domain/retention';
import { localDate } from '../domain/time';
import type { ActivityContext } from './context';
import { eraseData, filesGone, ownPrints, withFilesLeft } from './stores/erasure';
import { noteLedger } from './stores/ledger';

const PAGE = 100;

/**
 * Erases the personal data of closed dossiers whose time is over, each in its own transaction with its event, and removes
 * files of what is erased. Found by looking: nothing depends on being told, and what fails is found again.
 * @returns how many dossiers were erased
 */
export async function eraseExpired(
  context: Pick<ActivityContext, 'db' | 'catalogue' | 'now' | 'prints'>,
): Promise<number> {
  const { db, catalogue, now } = context;
  let erased = 0;
  for (;;) {
    const rows = (await erasable(db, catalogue, localDate(now())).limit(PAGE)) as ErasableRow[];
    for (const row of rows) {
      if (await inWriteTurn(db, () => db.transaction((trx) => expire(context, trx, row)))) erased += 1;
    }
    if (rows.length < PAGE) break;
  }
  await removeFiles(context);
  return erased;
}

async function expire(
  { catalogue, now }: Pick<ActivityContext, 'catalogue' | 'now'>,
  trx: Knex,
  { id, procedure_code: procedure }: ErasableRow,
): Promise<boolean> {
  const at = now();
  // A write first, and only if it is still so: of two workers one does it, and what was just held or opened again stays.
  const mine = await trx('dossiers')
    .where({ id, closed: 1 })
    .whereNull('erased_at')
    .whereNull('held_at')
    .update({ erased_at: at });
  if (mine === 0) return false;
  const { years, source, unverified } = retentionOf(catalogue, procedure);
  const rule = { procedure, years, ...(source && { source }), ...(unverified && { unverified }) };
  await eraseData(trx, id, at);
  await noteLedger(trx, privacySubject(id), { kind: 'erased', rule }, SYSTEM, at, `erase/${id}`);
  return true;
}

/** Removes the printed documents of erased dossiers. @returns of how many */
export async function removeFiles({ db, prints }: Pick<ActivityContext, 'db' | 'prints'>): Promise<number> {
  let removed = 0;
  for (;;) {
    const ids = await withFilesLeft(db, PAGE);
    for (const id of ids) {
      for (const sha256 of await ownPrints(db, id)) await prints.remove(id, sha256);
      await filesGone(db, id);
      removed += 1;
    }
    if (ids.length < PAGE) return removed;
  }
}

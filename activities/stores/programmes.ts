import type { Knex } from 'knex';
import { locked } from '../../config/dialect';
import type { LocalDate } from '../../domain/time';
import { CHAIN_START } from '../../config/chain';
import { appendLedger, type LedgerEvent } from './ledger';
import { putOut } from './outbox';

type HeldProgramme = { id: string; date: LocalDate; seq: number; hash: string };

export async function holdProgramme(trx: Knex, number: string): Promise<HeldProgramme | undefined> {
  const row: HeldProgramme | undefined = await locked(
    trx,
    trx('programmes').where({ number }).first('id', 'date', 'seq', 'hash'),
  );
  return row;
}

/** Appends what happened to a programme and brings its row along. */
export async function writeProgrammeEvent(
  trx: Knex,
  id: string,
  event: LedgerEvent,
  previous: string | undefined,
): Promise<void> {
  const hash = await appendLedger(trx, `programme:${id}`, event, previous ?? CHAIN_START);
  await putOut(trx, { subject: `programme:${id}`, seq: event.seq, kind: event.kind, at: event.recordedAt });
  await trx('programmes').where({ id }).update({ seq: event.seq, hash });
}

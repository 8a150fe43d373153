import type { Knex } from 'knex';
import { locked } from '../../config/dialect';
import { tasksOf } from '../../domain/plan';
import type { Finding } from '../../domain/readiness';
import type { Instant } from '../../domain/time';
import type { TransferState } from '../../domain/transfer';

export type StoredTransfer = { state: TransferState; hash: string };

/** The subject of a transfer's events in the ledger. */
export function transferSubject(id: string): string {
  return `transfer:${id}`;
}

/** A transfer as last written, held against other writers until the transaction ends. Begins with a write (see claimCommand). */
export async function holdTransfer(trx: Knex, id: string): Promise<StoredTransfer | undefined> {
  await trx('transfers').where({ id }).update({ id });
  const row: { state: string; hash: string } | undefined = await locked(
    trx,
    trx('transfers').where({ id }).first('state', 'hash'),
  );
  return row && { state: JSON.parse(row.state) as TransferState, hash: row.hash };
}

/** What lists read of a transfer; everything in it follows from its events. */
export function transferRow(state: TransferState, hash: string, arrived = false) {
  return {
    effective_on: state.effectiveOn,
    stage: state.stage,
    stage_since: state.stageSince,
    closed: state.closed ? 1 : 0,
    arrived: arrived ? 1 : 0,
    flagged_at: state.flagged?.at ?? null,
    seq: state.seq,
    state: JSON.stringify(state),
    hash,
  };
}

/** @param arrived whether it is in the last stage of its plan */
export async function writeTransfer(trx: Knex, { state, hash }: StoredTransfer, arrived: boolean): Promise<void> {
  await trx('transfers')
    .where({ id: state.id })
    .update(transferRow(state, hash, arrived));
  if (state.closed) await trx('transfer_claims').where({ transfer_id: state.id }).delete();
}

/** What the last review found, for the board: what is missing, and when it will look again. */
export async function writeFindings(
  trx: Knex,
  id: string,
  findings: Finding[],
  nextAt: Instant | undefined,
): Promise<void> {
  await trx('transfers')
    .where({ id })
    .update({ findings: JSON.stringify(findings), next_at: nextAt ?? null });
}

/** The claims of a transfer on its tasks. */
export function claimRows(state: Pick<TransferState, 'id' | 'unit' | 'field' | 'scope'>) {
  const { id, unit, field, scope } = state;
  return tasksOf(scope).map((task) => ({ unit, field, task, transfer_id: id }));
}

/** Open transfers of a field at a unit that have not arrived: the ones that may be waiting for the figures of a trial. */
export async function trialsOf(trx: Knex, unit: string, field: string): Promise<string[]> {
  const rows: { id: string }[] = await trx('transfers').where({ unit, field, closed: 0, arrived: 0 }).select('id');
  return rows.map(({ id }) => id);
}

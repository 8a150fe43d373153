import type { Knex } from 'knex';
import { newTransfers } from '../config/transfer-order';
import type { PlannedTransfer } from '../domain/plan';
import type { Instant } from '../domain/time';
import {
  evolveTransfer,
  type By,
  type TransferEvent,
  type TransferOpening,
  type TransferState,
} from '../domain/transfer';
import { happening } from '../domain/transfer-review';
import type { ActivityContext } from './context';
import { CHAIN_START } from '../config/chain';
import { ledgerRow } from './stores/ledger';
import { outboxRow } from './stores/outbox';
import { claimRows, transferRow, transferSubject } from './stores/transfers';

type Order = {
  context: ActivityContext;
  trx: Knex;
  programmeId: string;
  decision: string;
  by: By;
  now: Instant;
  commandId: string;
};

const CHUNK = 200;

/**
 * Begins the transfers of an order; those that the programme has already are left as they are.
 * @returns the ids of the new ones
 * @throws Refusal with every fault of every transfer; then none of them begins
 */
export async function addTransfers(order: Order, planned: PlannedTransfer[]): Promise<string[]> {
  const { context, trx, programmeId, decision, now } = order;
  const fresh = await newTransfers(trx, context.catalogue, { programmeId, decision, planned }, now);
  await writeAll(order, fresh);
  return fresh.map(({ id }) => id);
}

async function writeAll(order: Order, openings: TransferOpening[]): Promise<void> {
  const { trx } = order;
  const begun = openings.map((opening) => beginning(order, opening));
  const transfers = begun.map(({ state, row }) => newTransferRow(state, row.hash));
  await trx.batchInsert('transfers', transfers, CHUNK);
  await trx.batchInsert(
    'transfer_claims',
    begun.flatMap(({ state }) => claimRows(state)),
    CHUNK,
  );
  await trx.batchInsert(
    'ledger',
    begun.map(({ row }) => row),
    CHUNK,
  );
  await trx.batchInsert(
    'outbox',
    begun.map(({ row }) => outboxRow({ ...row, at: row.recorded_at })),
    CHUNK,
  );
}

/** The row of a transfer that begins. */
export function newTransferRow(state: TransferState, hash: string) {
  const { id, programme, unit, field, scope, illustrative } = state;
  return {
    id,
    programme_id: programme,
    unit,
    field,
    scope,
    illustrative: illustrative ? 1 : 0,
    ...transferRow(state, hash),
  };
}

function beginning({ context, by, now, commandId }: Order, opening: TransferOpening) {
  const stage = context.catalogue.plan(opening.plan)?.stages[0]?.name ?? '';
  const event: TransferEvent = happening(undefined, { kind: 'begun', opening, stage }, now, now, by, commandId);
  return { state: evolveTransfer(undefined, event), row: ledgerRow(transferSubject(opening.id), event, CHAIN_START) };
}

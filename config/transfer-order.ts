import type { Knex } from 'knex';
import type { Catalogue } from '../domain/catalogue';
import type { PlannedTransfer } from '../domain/plan';
import { Refusal } from '../domain/problem';
import type { Instant } from '../domain/time';
import type { TransferOpening } from '../domain/transfer';
import { plannedFaults } from '../domain/transfer-order';
import type { UnitId } from '../domain/unit';
import { openingOf } from './transfer-ids';

const [CHUNK, MOST_FAULTS] = [500, 200];

export type TransferOrder = { programmeId: string; decision: string; planned: PlannedTransfer[] };

/**
 * The transfers of an order that its programme does not have yet. The API asks before anything is stored, the
 * transaction that begins them asks again.
 * @throws Refusal with every fault of every new transfer
 */
export async function newTransfers(
  db: Knex,
  catalogue: Catalogue,
  { programmeId, decision, planned }: TransferOrder,
  now: Instant,
): Promise<TransferOpening[]> {
  const openings = planned.map((transfer) => openingOf(programmeId, decision, transfer));
  const rows: { id: string }[] = await db('transfers').where({ programme_id: programmeId }).select('id');
  const known = new Set(rows.map(({ id }) => id));
  const fresh = openings.filter(({ id }) => !known.has(id));
  const claims = await claimsAt(
    db,
    fresh.map(({ unit }) => unit),
  );
  const faults = plannedFaults(catalogue, openings, now, {
    known: ({ id }) => known.has(id),
    taken: ({ unit, field }, task) => claims.has(`${unit} ${field} ${task}`),
  });
  const [first] = faults;
  if (first) throw new Refusal(first.code, first.params, faults.map(({ fault }) => fault).slice(0, MOST_FAULTS));
  return fresh;
}

/** Tasks that open transfers have a claim on at some units, as `unit field task`. */
async function claimsAt(db: Knex, units: UnitId[]): Promise<Set<string>> {
  const all = [...new Set(units)];
  const claims = new Set<string>();
  for (let i = 0; i < all.length; i += CHUNK) {
    const rows: { unit: string; field: string; task: string }[] = await db('transfer_claims')
      .whereIn('unit', all.slice(i, i + CHUNK))
      .select('unit', 'field', 'task');
    for (const { unit, field, task } of rows) claims.add(`${unit} ${field} ${task}`);
  }
  return claims;
}

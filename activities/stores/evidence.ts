import type { Knex } from 'knex';
import { staffAt } from '../../config/staff-rows';
import { neededFor } from '../../config/workload';
import type { Catalogue } from '../../domain/catalogue';
import { stageIn, type TransferState } from '../../domain/transfer';
import type { StagePlan } from '../../domain/plan';
import type { Evidence } from '../../domain/readiness';
import type { Instant } from '../../domain/time';

/** All that is known about a transfer's readiness, read in the transaction that decides on it. */
export async function evidenceOf(
  trx: Knex,
  catalogue: Catalogue,
  plan: StagePlan,
  state: TransferState,
  now: Instant,
): Promise<Evidence> {
  const { unit, confirmations } = state;
  const equipment: { item: string; count: number; recorded_at: Instant }[] = await trx('equipment')
    .where({ unit })
    .select('item', 'count', 'recorded_at');
  const trial = await trialOf(trx, plan, state);
  return {
    staff: await staffAt(trx, unit),
    equipment: equipment.map(({ item, count, recorded_at }) => ({ item, count, recordedAt: recorded_at })),
    ...(trial && { trial }),
    confirmations,
    needed: asksForWorkload(plan) ? await neededFor(trx, catalogue, state, now) : 0,
  };
}

function asksForWorkload({ stages }: StagePlan): boolean {
  return stages.some(({ criteria }) => criteria.some((criterion) => criterion.kind === 'staff' && criterion.workload));
}

/** Dossiers that postal staff received since they first might. */
async function trialOf(trx: Knex, plan: StagePlan, { unit, field, gates }: TransferState): Promise<Evidence['trial']> {
  const since = gates.find(({ stage }) => stageIn(plan, stage)?.groups.includes('post'))?.openedAt;
  if (since === undefined) return undefined;
  const row: { received: number; wrong: number | null; last: Instant | null } | undefined = await trx('dossiers')
    .where({ receiving_unit: unit, field, received_group: 'post' })
    .andWhere('received_at', '>=', since)
    .first(trx.raw('count(*) as received'), trx.raw('sum(wrong_intake) as wrong'), trx.raw('max(received_at) as last'));
  return {
    received: Number(row?.received ?? 0),
    wrong: Number(row?.wrong ?? 0),
    ...(row?.last && { lastAt: row.last }),
  };
}

import type { Knex } from 'knex';
import type { Catalogue } from '../../domain/catalogue';
import { criteriaOf, type StagePlan } from '../../domain/plan';
import type { Text } from '../../domain/text';
import type { Instant } from '../../domain/time';
import type { TransferState } from '../../domain/transfer';
import type { UnitId } from '../../domain/unit';

/**
 * For how many months a certificate counts at a unit, by field: as the plan of its open transfer says; without one,
 * as the strictest of the plans of the authority does.
 */
export async function certifiedMonths(
  db: Knex,
  catalogue: Catalogue,
  unit: UnitId,
): Promise<(field: string) => number | undefined> {
  const rows: { field: string; state: string }[] = await db('transfers')
    .where({ unit, closed: 0 })
    .select('field', 'state');
  const byField = new Map<string, number | undefined>();
  for (const { field, state } of rows) {
    const plan = catalogue.plan((JSON.parse(state) as Pick<TransferState, 'plan'>).plan);
    byField.set(field, least([byField.get(field), ...(plan ? monthsIn(plan) : [])]));
  }
  const otherwise = least(catalogue.plans.flatMap(monthsIn));
  return (field) => byField.get(field) ?? otherwise;
}

function monthsIn(plan: StagePlan): (number | undefined)[] {
  return criteriaOf(plan).flatMap((each) => (each.kind === 'staff' ? [each.certifiedMonths] : []));
}

function least(months: (number | undefined)[]): number | undefined {
  const known = months.filter((each) => each !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

export type EquipmentLine = { item: string; title: Text; count: number; recordedAt: Instant | null };

/** The equipment of a unit; what the plans ask for and nobody recorded is in it with 0. */
export async function equipmentAt(db: Knex, catalogue: Catalogue, unit: UnitId): Promise<EquipmentLine[]> {
  const rows: { item: string; count: number; recorded_at: Instant }[] = await db('equipment')
    .where({ unit })
    .orderBy('item')
    .select('item', 'count', 'recorded_at');
  const asked = catalogue.plans
    .flatMap(criteriaOf)
    .flatMap((criterion) => (criterion.kind === 'equipment' ? criterion.items : []));
  const titles = new Map(asked.map(({ item, title }) => [item, title]));
  const recorded = new Map(rows.map((row) => [row.item, row]));
  return [...new Set([...titles.keys(), ...recorded.keys()])].map((item) => {
    const row = recorded.get(item);
    const title = titles.get(item) ?? { vi: item, en: item };
    return { item, title, count: row?.count ?? 0, recordedAt: row?.recorded_at ?? null };
  });
}

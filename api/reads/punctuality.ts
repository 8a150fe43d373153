import type { Knex } from 'knex';
import type { Instant } from '../../domain/time';
import type { UnitId } from '../../domain/unit';

export type PunctualityBy = 'unit' | 'field' | 'group';

export type PunctualityCount = {
  key: string;
  finished: number;
  /** Without an appointment, since the law sets no limit. */
  unlimited: number;
  onTime: number;
  /** After the appointment that stood in the end. */
  late: number;
  /** In time only because the appointment was moved: after the first one, not after the last. */
  lateAgainstFirst: number;
  /** Open ones whose appointment has passed are not finished, and not counted here. */
};

type Row = {
  receiving_unit: UnitId;
  field: string;
  received_group: string | null;
  finished: number | string;
  unlimited: number | string;
  late: number | string;
  moved: number | string;
};

/** Counts of dossiers whose result was ready in a period. @param sees which receiving units the caller may count */
export async function countPunctuality(
  db: Knex,
  { from, to }: { from: Instant; to: Instant },
  by: PunctualityBy,
  sees: (unit: UnitId) => boolean,
): Promise<PunctualityCount[]> {
  const when = (condition: string) => db.raw(`sum(case when ${condition} then 1 else 0 end)`);
  const rows: Row[] = await db<Row>('dossiers')
    .where('finished_at', '>=', from)
    .andWhere('finished_at', '<', to)
    .whereNotNull('received_at')
    .groupBy('receiving_unit', 'field', 'received_group')
    .select('receiving_unit', 'field', 'received_group', {
      finished: db.raw('count(*)'),
      unlimited: when('due_at is null'),
      late: when('due_at < finished_at'),
      moved: when('first_due_at < finished_at and due_at >= finished_at'),
    });
  const counts = new Map<string, PunctualityCount>();
  for (const row of rows.filter(({ receiving_unit: unit }) => sees(unit))) add(counts, keyOf(row, by), row);
  return [...counts.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function keyOf({ receiving_unit: unit, field, received_group: group }: Row, by: PunctualityBy): string {
  if (by === 'unit') return unit;
  return by === 'field' ? field : (group ?? '');
}

function add(counts: Map<string, PunctualityCount>, key: string, row: Row): void {
  const none = { key, finished: 0, unlimited: 0, onTime: 0, late: 0, lateAgainstFirst: 0 };
  const before = counts.get(key) ?? none;
  const finished = Number(row.finished);
  const unlimited = Number(row.unlimited);
  const late = Number(row.late);
  counts.set(key, {
    key,
    finished: before.finished + finished,
    unlimited: before.unlimited + unlimited,
    onTime: before.onTime + finished - unlimited - late,
    late: before.late + late,
    lateAgainstFirst: before.lateAgainstFirst + late + Number(row.moved),
  });
}

import type { Knex } from 'knex';
import type { Catalogue } from '../../domain/catalogue';
import type { CoverageRow } from '../../domain/coverage-figure';
import { tasksOf, type Task } from '../../domain/plan';
import type { Instant, LocalDate } from '../../domain/time';
import type { TransferState } from '../../domain/transfer';

type Decided = { decision: string; decision_date: LocalDate; illustrative: number };
type HeldRow = Decided & {
  transfer_id: string;
  unit: string;
  field: string;
  task: Task;
  final: number;
  post: number;
  stage: string;
  from_at: Instant;
};
type ComingRow = Decided & { state: string; begun_at: Instant };

/** Every task of every transfer that was open at an instant, as the record knows it now. */
export async function coverageRows(db: Knex, catalogue: Catalogue, at: Instant): Promise<CoverageRow[]> {
  const [held, coming] = await Promise.all([heldRows(db, at), comingRows(db, catalogue, at)]);
  return [...held, ...coming];
}

/** Transfers as programmes order them, without those that had ended by an instant. */
function openTransfers(db: Knex, at: Instant): Knex.QueryBuilder {
  return db('transfers as t')
    .join('programmes as p', 'p.id', 't.programme_id')
    .whereNot((ended) => void ended.where('t.closed', 1).where('t.stage_since', '<=', at))
    .select('p.number as decision', 'p.date as decision_date', 't.illustrative');
}

/** What was or had been with postal staff: in force, on trial, suspended. */
async function heldRows(db: Knex, at: Instant): Promise<CoverageRow[]> {
  const rows: HeldRow[] = await openTransfers(db, at)
    .join('responsibility as r', 'r.transfer_id', 't.id')
    .whereNull('r.known_to')
    .where('r.from_at', '<=', at)
    .where((open) => void open.whereNull('r.to_at').orWhere('r.to_at', '>', at))
    .orderBy(['r.unit', 'r.field', 'r.task'])
    .select('r.transfer_id', 'r.unit', 'r.field', 'r.task', 'r.final', 'r.post', 'r.stage', 'r.from_at');
  return rows.map(({ transfer_id, unit, field, task, final, post, stage, from_at, ...decided }) => ({
    transferId: transfer_id,
    ...{ unit, field, task, final, post, stage },
    since: from_at,
    ...decision(decided),
  }));
}

/** What had not been with postal staff yet. A programme's beginning stands for that of its transfers. */
async function comingRows(db: Knex, catalogue: Catalogue, at: Instant): Promise<CoverageRow[]> {
  const begun = db('responsibility').whereNull('known_to').where('from_at', '<=', at).select('transfer_id');
  const rows: ComingRow[] = await openTransfers(db, at)
    .where('p.begun_at', '<=', at)
    .whereNotIn('t.id', begun)
    .orderBy(['t.unit', 't.field', 't.id'])
    .select('t.state', 'p.begun_at');
  return rows.flatMap(({ state: text, begun_at, ...decided }) => {
    const state = JSON.parse(text) as TransferState;
    const place = { transferId: state.id, unit: state.unit, field: state.field };
    const standing = { ...stageAt(catalogue, state, at, begun_at), final: 0, post: 0, ...decision(decided) };
    return tasksOf(state.scope).map((task) => ({ ...place, task, ...standing }));
  });
}

/** The stage in which a transfer was: the last gate that had opened, or the first of its plan. */
function stageAt(
  catalogue: Catalogue,
  { plan, stage, gates }: TransferState,
  at: Instant,
  begunAt: Instant,
): Pick<CoverageRow, 'stage' | 'since'> {
  const gate = gates.filter(({ openedAt }) => openedAt <= at).at(-1);
  if (gate) return { stage: gate.stage, since: gate.openedAt };
  return { stage: catalogue.plan(plan)?.stages[0]?.name ?? stage, since: begunAt };
}

function decision({ decision: number, decision_date, illustrative }: Decided) {
  return { decision: number, decisionDate: decision_date, illustrative: Boolean(illustrative) };
}

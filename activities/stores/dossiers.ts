import type { Knex } from 'knex';
import { locked } from '../../config/dialect';
import type { DossierEvent, DossierState } from '../../domain/dossier';
import { groupOf, taskOfTurn } from '../../domain/authority';
import type { Group } from '../../domain/plan';
import { stageOf, type Lifecycle, type StageRule } from '../../domain/process';

export type StoredDossier = {
  state: DossierState;
  hash: string;
  /** The key of its personal data, wrapped; null once they are erased. */
  dataKey: string | null;
  /** The group that received it. */
  receivedBy?: Group;
  /** Its papers differed when they were handed over, and that is not settled. */
  unsettled?: boolean;
};

/** A dossier as last written, held against other writers until the transaction ends. */
export async function holdDossier(trx: Knex, id: string): Promise<StoredDossier | undefined> {
  const row: Parameters<typeof storedDossier>[0] | undefined = await locked(
    trx,
    trx('dossiers').where({ id }).first('state', 'hash', 'data_key'),
  );
  return row && storedDossier(row);
}

export function storedDossier({
  state,
  hash,
  data_key: dataKey,
}: {
  state: string | null;
  hash: string | null;
  data_key: string | null;
}): StoredDossier | undefined {
  return state === null || hash === null ? undefined : { state: JSON.parse(state) as DossierState, hash, dataKey };
}

type Moves = { lifecycle: Lifecycle; stage: StageRule };

/**
 * What an event makes of the row of its dossier: what lists and searches read. Everything in it can be rebuilt from the
 * events; `finished_at` stays what it first was, unless the dossier goes on.
 * @param summary the short text of what is asked for, where this step wrote one
 */
export function dossierPatch(state: DossierState, event: DossierEvent, moves: Moves, hash: string, summary?: string) {
  return {
    ...rowOf(state, moves.stage),
    ...workRow(event),
    finished_at: isFinished(state, moves.stage) ? event.at : null,
    turn_task: taskOfTurn(moves.lifecycle, moves.stage) ?? null,
    hash,
    ...(summary !== undefined && { summary }),
  };
}

/** `before` is the state as last written; `dataKey` is wrapped, of one that begins; `summary` only where this step wrote one. */
type More = { before?: DossierState; dataKey?: string; summary?: string };

/**
 * Writes the projection of a dossier: what the event changes in it.
 * A column that is written as it was costs SQLite an entry in each of its indexes all the same, and there are a dozen.
 */
export async function writeDossier(
  trx: Knex,
  state: DossierState,
  event: DossierEvent,
  moves: Moves,
  hash: string,
  { before, dataKey, summary }: More,
): Promise<void> {
  const row = dossierPatch(state, event, moves, hash, summary);
  if (state.seq === 1) {
    await trx('dossiers').insert({ id: state.id, opened_at: event.at, data_key: dataKey, ...row });
    return;
  }
  const finished = row.finished_at === null ? null : trx.raw('coalesce(finished_at, ?)', [row.finished_at]);
  const was: { [column: string]: unknown } = before ? rowBefore(before, moves.lifecycle) : {};
  const changed = Object.entries({ ...row, finished_at: finished }).filter(([column, value]) => was[column] !== value);
  await trx('dossiers').where({ id: state.id }).update(Object.fromEntries(changed));
}

/** What of a row is known from the state that it was written from. */
function rowBefore(state: DossierState, lifecycle: Lifecycle) {
  const stage = stageOf(lifecycle, state.stage);
  return {
    ...(stage && { ...rowOf(state, stage), turn_task: taskOfTurn(lifecycle, stage) ?? null }),
    ...(stage && !isFinished(state, stage) && { finished_at: null }),
    ...(!state.closed && { closed_at: null }),
  };
}

const isFinished = ({ closed }: DossierState, { clock }: StageRule): boolean => closed || clock === 'ended';

/** Who received and who returned it, when it ended, and whether the intake missed something: the figures of a transfer. */
function workRow({ at, by, status, closed, receipt, action }: DossierEvent) {
  const group = groupOf(by.role);
  return {
    ...(receipt && group && { received_group: group }),
    ...(status === 10 && { returned_at: at, ...(group && { returned_group: group }) }),
    closed_at: closed ? at : null,
    ...(WRONG_INTAKE.has(action) && { wrong_intake: 1 }),
  };
}

/** Whether an event changes the figures of a trial: one more received by the Post, or one that it took in wrongly. */
export function countsInTrial({ by, receipt, action }: DossierEvent): boolean {
  return (receipt !== undefined && groupOf(by.role) === 'post') || WRONG_INTAKE.has(action);
}

/** The deciding agency sends a dossier back, or has to ask for what the counter should have asked for. */
const WRONG_INTAKE = new Set(['give-back', 'request-supplement']);

function rowOf(state: DossierState, stage: StageRule) {
  const { clock, units, receipt } = state;
  const running = [stage.clock === 'runs' ? clock.dueAt : undefined, clock.stageDueAt].filter(
    (due) => due !== undefined,
  );
  return {
    code: receipt?.code ?? null,
    seq: state.seq,
    stage: state.stage,
    status: state.status,
    closed: state.closed ? 1 : 0,
    procedure_code: state.procedure.code,
    field: state.field,
    channel: state.channel,
    receiving_unit: units.receiving,
    deciding_unit: units.deciding,
    support_unit: units.support ?? null,
    turn_unit: (!state.closed && stage.actors && units[stage.actors.unit]) || null,
    turn_roles: stage.actors ? `|${stage.actors.roles.join('|')}|` : null,
    received_at: receipt?.receivedAt ?? null,
    due_at: clock.dueAt ?? null,
    first_due_at: clock.firstDueAt ?? null,
    stage_due_at: clock.stageDueAt ?? null,
    next_due_at: running.sort()[0] ?? null,
    state: JSON.stringify(state),
  };
}

import type { RecordedEvent, Rules } from '../../config/replay/material';
import { evolve, type DossierEvent, type DossierState } from '../../domain/dossier';
import { stageOf } from '../../domain/process';
import { evolveTransfer, type TransferEvent, type TransferState } from '../../domain/transfer';
import { dossierPatch } from '../stores/dossiers';
import { transferRow } from '../stores/transfers';

/** A life as its events tell it. */
export type Life = {
  /** After each event, by its number. */
  states: Map<number, object>;
  /** What the caller of a step is told, by the number of the event. */
  views: Map<number, object>;
  projection: { columns: Record<string, unknown>; state: object };
};

/** The life of a dossier or a transfer, folded by the reducers and written by the functions that write the tables. */
export function lifeOf(subject: string, record: RecordedEvent[], rules: Rules): Life | undefined {
  if (record.length === 0) return undefined;
  return subject.startsWith('dossier:') ? dossierLife(record, rules) : transferLife(record, rules);
}

function dossierLife(record: RecordedEvent[], { lifecycle }: Rules): Life {
  if (!lifecycle) throw new Error('the moves of a dossier are not given');
  const [states, views] = [new Map<number, object>(), new Map<number, object>()];
  let state: DossierState | undefined;
  let row: Record<string, unknown> = {};
  for (const { seq, event, hash } of record as (RecordedEvent & { event: DossierEvent })[]) {
    state = evolve(state, event);
    states.set(seq, state);
    const { stage, status, closed, clock, receipt } = state;
    const { dueAt, stageDueAt } = clock;
    views.set(seq, {
      seq,
      stage,
      status,
      closed,
      code: receipt?.code,
      receivedAt: receipt?.receivedAt,
      dueAt,
      stageDueAt,
    });
    const rule = stageOf(lifecycle, stage);
    if (!rule) throw new Error(`stage ${stage} is not in the process`);
    const patch = dossierPatch(state, event, { lifecycle, stage: rule }, hash);
    const finished = patch.finished_at === null ? null : (row.finished_at ?? patch.finished_at);
    row = { id: state.id, opened_at: event.at, wrong_intake: 0, ...row, ...patch, finished_at: finished };
  }
  const { state: _text, ...columns } = row;
  return { states, views, projection: { columns, state: state ?? {} } };
}

function transferLife(record: RecordedEvent[], { lastStage }: Rules): Life {
  const [states, views] = [new Map<number, object>(), new Map<number, object>()];
  let state: TransferState | undefined;
  for (const { seq, event } of record as (RecordedEvent & { event: TransferEvent })[]) {
    state = evolveTransfer(state, event);
    const { confirmations: _words, handBack: _reason, ...rest } = state;
    states.set(seq, rest);
    views.set(seq, { seq, stage: state.stage, closed: state.closed });
  }
  if (!state) throw new Error('a transfer without events');
  const { id, programme, unit, field, scope, illustrative } = state;
  const { state: _text, ...row } = transferRow(state, record.at(-1)?.hash ?? '', state.stage === lastStage);
  const fixed = { id, programme_id: programme, unit, field, scope, illustrative: illustrative ? 1 : 0 };
  return { states, views, projection: { columns: { ...fixed, ...row }, state } };
}

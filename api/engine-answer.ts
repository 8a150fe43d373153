import type { Knex } from 'knex';
import type { DossierEvent, DossierState } from '../domain/dossier';
import type { StepView } from '../workflows/dossier-messages';
import type { StepAnswer } from './engine';

type AnswerRow = { event: string; dossier_id: string; code: string | null; received_at: string | null };

/** What a command did, read from the event that it left; nothing while it has left none. The same at any later time. */
export async function answerOf(read: Knex, commandId: string): Promise<StepAnswer | undefined> {
  const row: AnswerRow | undefined = await read('events')
    .join('dossiers', 'dossiers.id', 'events.dossier_id')
    .where('events.command_id', commandId)
    .first('events.event', 'events.dossier_id', 'dossiers.code', 'dossiers.received_at');
  if (!row) return undefined;
  const { seq, to, status, closed, at, clock } = JSON.parse(row.event) as DossierEvent;
  return {
    dossierId: row.dossier_id,
    code: row.code,
    seq,
    stage: to,
    status,
    closed,
    at,
    receivedAt: row.received_at,
    dueAt: clock.dueAt ?? null,
    stageDueAt: clock.stageDueAt ?? null,
  };
}

/** The same from the workflow's own answer, without asking the database again. */
export function answerIn(view: StepView, command: { dossier_id: string }): StepAnswer {
  const { code = null, receivedAt = null, dueAt = null, stageDueAt = null, ...step } = view;
  return { dossierId: command.dossier_id, code, ...step, receivedAt, dueAt, stageDueAt };
}

/** The state of a dossier as last written. */
export async function stateOf(read: Knex, dossierId: string): Promise<DossierState | undefined> {
  const row: { state: string } | undefined = await read('dossiers').where({ id: dossierId }).first('state');
  return row && (JSON.parse(row.state) as DossierState);
}

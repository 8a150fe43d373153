import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Actor } from '../domain/actor';
import type { DossierState } from '../domain/dossier';
import type { Instant } from '../domain/time';

/** A step that somebody asks for. Ids only: what was written waits in the database under the command's id. */
export type StepCommand = { commandId: string; action: string; expectedSeq: number; actor: Actor };

/** What a step did, for its caller. */
export type StepView = Pick<DossierState, 'seq' | 'stage' | 'status' | 'closed'> & {
  at: Instant;
  code?: string;
  receivedAt?: Instant;
  dueAt?: Instant;
  stageDueAt?: Instant;
};

export const act = defineUpdate<StepView, [StepCommand]>('act');

/** Puts an appointment right that was reckoned wrongly. */
export const correct = defineUpdate<StepView, [StepCommand]>('correct');

/** Days off were decided, or taken back: the dates are to be reckoned anew. Carries the id of the order to do so. */
export const recount = defineSignal<[string]>('recount');

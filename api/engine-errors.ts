import {
  isGrpcServiceError,
  ServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowFailedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import { PROBLEMS, Refusal, type FieldFault, type ProblemCode, type ProblemParams } from '../domain/problem';

/** What an error of the engine means for a command that was sent to it. */
export type Meaning =
  | { is: 'refused'; refusal: Refusal }
  /** The answer did not come in time; the command may have been carried out, or may still be. */
  | { is: 'unknown' }
  /** No workflow of this id runs: it closed, or the engine lost it. */
  | { is: 'no-workflow' }
  /** The workflow closed or continued while the command was in it: ask the database, then send again. */
  | { is: 'overtaken' };

const UNAVAILABLE = new Refusal('engine-unavailable');

/** gRPC status codes: 1 cancelled, 4 deadline, 5 not found, 6 exists, 8 exhausted, 9 not ready, 14 unavailable. */
const BY_STATUS: Record<number, Meaning> = {
  1: { is: 'unknown' },
  4: { is: 'unknown' },
  5: { is: 'no-workflow' },
  6: { is: 'overtaken' },
  8: { is: 'refused', refusal: new Refusal('engine-busy') },
  9: { is: 'refused', refusal: UNAVAILABLE },
  14: { is: 'refused', refusal: UNAVAILABLE },
};

/** Reads an error of the Temporal client. Errors that are none of the engine's are thrown on. */
export function meaningOf(error: unknown): Meaning {
  if (error instanceof WorkflowUpdateFailedError || error instanceof WorkflowFailedError) return failed(error.cause);
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return { is: 'unknown' };
  if (error instanceof WorkflowNotFoundError) return { is: 'no-workflow' };
  if (error instanceof WorkflowExecutionAlreadyStartedError) return { is: 'overtaken' };
  const status = statusOf(error);
  const meaning = status === undefined ? undefined : BY_STATUS[status];
  if (meaning) return meaning;
  throw error;
}

function failed(cause: unknown): Meaning {
  if (cause instanceof ActivityFailure) return failed(cause.cause);
  if (!(cause instanceof ApplicationFailure)) return { is: 'overtaken' };
  if (cause.type === 'AcceptedUpdateCompletedWorkflow') return { is: 'overtaken' };
  if (!cause.type || !(cause.type in PROBLEMS)) return { is: 'refused', refusal: new Refusal('internal') };
  const [params, faults] = (cause.details ?? []) as [ProblemParams?, FieldFault[]?];
  return { is: 'refused', refusal: new Refusal(cause.type as ProblemCode, params, faults) };
}

/** Some failures come raw, some wrapped in the client's own error. */
function statusOf(error: unknown): number | undefined {
  if (isGrpcServiceError(error)) return error.code;
  if (error instanceof ServiceError && isGrpcServiceError(error.cause)) return error.cause.code;
  return undefined;
}

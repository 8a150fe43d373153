import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import { PROBLEMS, Refusal } from '../domain/problem';

/** A refusal as the engine carries it: the problem's code is the type. Never a plain Error, which would stall the workflow. */
function refusalFailure({ code, message, params, faults }: Refusal): ApplicationFailure {
  return ApplicationFailure.create({ type: code, message, nonRetryable: true, details: [params, faults] });
}

/** What a step's caller gets to know of its failure. */
export function stepFailure(error: unknown): ApplicationFailure {
  if (error instanceof Refusal) return refusalFailure(error);
  if (error instanceof ApplicationFailure) return error;
  if (error instanceof ActivityFailure && error.cause instanceof ApplicationFailure) {
    const { type, message, details } = error.cause;
    return ApplicationFailure.create({ type: type ?? 'internal', message, nonRetryable: true, details: details ?? [] });
  }
  return ApplicationFailure.create({
    type: 'storage-busy',
    message: 'the step could not be recorded',
    nonRetryable: true,
    details: [{}, []],
  });
}

/** By its type: the engine does not keep `nonRetryable` on the failure of a local activity. */
export function isRefusal(error: unknown): boolean {
  const type =
    error instanceof ActivityFailure && error.cause instanceof ApplicationFailure ? error.cause.type : undefined;
  return typeof type === 'string' && type in PROBLEMS && type !== 'storage-busy';
}

/** Lets a check refuse as the engine carries it. */
export function asFailure(check: () => void): void {
  try {
    check();
  } catch (error) {
    throw stepFailure(error);
  }
}

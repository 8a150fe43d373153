import { responsibilityAt } from '../config/responsibility';
import { tasksOf } from '../domain/plan';
import { refusedAt } from '../domain/problem';
import type { Instant } from '../domain/time';
import { evolveTransfer, type TransferEvent, type TransferState } from '../domain/transfer';
import type { ApiContext } from './context';
import { transferStage } from './transfer-view';

/**
 * A transfer as it was at an instant, by what the record knew at another: what was so and what was known are two things
 * wherever an event was recorded after it held.
 * @throws Refusal before-beginning
 */
export async function transferAt(
  { read, catalogue }: ApiContext,
  events: TransferEvent[],
  { at, known }: { at: Instant; known: Instant },
) {
  const state = events
    .filter((event) => event.at <= at && event.recordedAt <= known)
    .reduce<TransferState | undefined>((before, event) => evolveTransfer(before, event), undefined);
  if (!state) throw refusedAt('/query/at', 'before-beginning');
  const { unit, field, scope } = state;
  const responsibility = await Promise.all(
    tasksOf(scope).map(async (task) => {
      const { groups, since } = await responsibilityAt(read, { unit, field, task }, at, known);
      return { task, groups, since: since ?? null };
    }),
  );
  return {
    seq: state.seq,
    stage: transferStage(catalogue, state),
    stageSince: state.stageSince,
    closed: state.closed,
    effectiveOn: state.effectiveOn,
    plan: state.plan,
    flagged: state.flagged ?? null,
    suspended: state.suspended ?? null,
    handBack: state.handBack ?? null,
    confirmations: state.confirmations.map(({ criterion, party, by, at: given }) => ({
      criterion,
      party,
      by,
      at: given,
    })),
    gates: state.gates,
    responsibility,
  };
}

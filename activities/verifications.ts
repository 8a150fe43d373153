import { Context } from '@temporalio/activity';
import { canonical } from '../config/canonical';
import { verifyRecord } from '../config/verify';
import { countPart } from '../config/verify/part';
import { partOf, type VerifyBody, type VerifyCancelBody } from '../config/verify/scope';
import { inSnapshot } from '../config/verify/snapshot';
import { byOf, SYSTEM, type By } from '../domain/actor';
import { Refusal } from '../domain/problem';
import type { VerificationEvent, VerificationState } from '../domain/verification';
import type { ActivityContext } from './context';
import { claimCommand } from './stores/commands';
import { holdVerification, runningVerifications, writeVerification } from './stores/verifications';
import { inTransaction } from './transaction';

export type VerificationActivities = {
  orderVerification(order: { commandId: string }): Promise<void>;
  cancelVerification(order: { commandId: string }): Promise<void>;
  /** Reads the record and writes down what it found; ends early when the verification was cancelled. */
  verify(order: { verificationId: string }): Promise<void>;
  /** Writes down that it could not be done. */
  giveUpVerification(order: { verificationId: string }): Promise<void>;
};

/** How often it is said how far a verification is, and looked whether it goes on. */
const LOOK_EVERY_MS = 1000;

/** The writers of verifications. One is known by the command that ordered it. */
export function verificationActivities(context: ActivityContext): VerificationActivities {
  return {
    orderVerification: ({ commandId }) => order(context, commandId),
    cancelVerification: ({ commandId }) => cancel(context, commandId),
    verify: ({ verificationId }) => verify(context, verificationId),
    giveUpVerification: ({ verificationId }) =>
      end(context, verificationId, (checked) => ({ kind: 'failed', checked })),
  };
}

async function order({ db, now }: ActivityContext, id: string): Promise<void> {
  return inTransaction(db, async (trx) => {
    const at = now();
    const claimed = await claimCommand<VerifyBody>(trx, id, at);
    if (!claimed) return;
    const { actor, scope, reason } = claimed.body;
    const running = await runningVerifications(trx);
    const same = running.find((one) => canonical(one.scope) === canonical(scope));
    if (same) throw new Refusal('verification-runs', { id: same.id });
    const total = await countPart(trx, partOf(scope));
    const what = { kind: 'ordered', id, scope, total, ...(reason !== undefined && { reason }) } as const;
    const base = { seq: 1, at, recordedAt: at, by: byOf(actor), commandId: id };
    await writeVerification(trx, undefined, { ...base, ...what });
  });
}

async function cancel({ db, now }: ActivityContext, commandId: string): Promise<void> {
  return inTransaction(db, async (trx) => {
    const at = now();
    const claimed = await claimCommand<VerifyCancelBody>(trx, commandId, at);
    if (!claimed) return;
    const held = await holdVerification(trx, claimed.body.verification);
    if (!held) throw new Refusal('not-found');
    if (held.state.stage !== 'running') throw new Refusal('verification-ended');
    const { checked, state } = held;
    const base = { seq: state.seq + 1, at, recordedAt: at, by: byOf(claimed.body.actor), commandId };
    await writeVerification(trx, held, { ...base, kind: 'cancelled', checked });
  });
}

class Stopped extends Error {}

async function verify(context: ActivityContext, id: string): Promise<void> {
  const { db, verification, now } = context;
  const row: { state: string; stage: string } | undefined = await verification
    .read('verifications')
    .where({ id })
    .first('state', 'stage');
  if (row?.stage !== 'running') return;
  const { scope } = JSON.parse(row.state) as VerificationState;
  const watch = new Watch(db, id);
  try {
    const against = await verification.against();
    const options = { ...against, now: now(), part: partOf(scope), progress: watch.progress };
    const verdict = await inSnapshot(verification.read, (snapshot) => verifyRecord(snapshot, options));
    await end(context, id, () => ({ kind: 'finished', ...verdict }));
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    // A worker that stops hands its work to the next one; what was cancelled has ended.
    Context.current().cancellationSignal.throwIfAborted();
  } finally {
    await watch.end();
  }
}

/** Says how far a verification is, and ends it when somebody cancelled it or this worker stops. */
class Watch {
  #checked = 0;
  #stopped = false;
  #looking: Promise<void> = Promise.resolve();
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly db: ActivityContext['db'],
    private readonly id: string,
  ) {
    const activity = Context.current();
    this.#timer = setInterval(() => {
      activity.heartbeat();
      // What goes wrong in looking is tried again a moment later.
      this.#looking = this.#look().catch(() => undefined);
    }, LOOK_EVERY_MS);
  }

  readonly progress = (checked: number): void => {
    this.#checked = checked;
    if (this.#stopped || Context.current().cancellationSignal.aborted) throw new Stopped();
  };

  async #look(): Promise<void> {
    const running = { id: this.id, stage: 'running' };
    const still = await this.db('verifications').where(running).update({ checked: this.#checked });
    this.#stopped = still === 0;
  }

  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }
}

type Ending = Extract<VerificationEvent, { kind: 'finished' | 'failed' }>;
type What = Ending extends infer E ? Omit<E, 'seq' | 'at' | 'recordedAt' | 'by' | 'commandId'> : never;

async function end({ db, now }: ActivityContext, id: string, what: (checked: number) => What): Promise<void> {
  const by: By = { id: SYSTEM.id, role: SYSTEM.role, unit: SYSTEM.unit };
  return inTransaction(db, async (trx) => {
    const at = now();
    const held = await holdVerification(trx, id);
    if (held?.state.stage !== 'running') return;
    const base = { seq: held.state.seq + 1, at, recordedAt: at, by };
    await writeVerification(trx, held, { ...base, ...what(held.checked) } as VerificationEvent);
  });
}

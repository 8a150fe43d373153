import type { Knex } from 'knex';
import { SYSTEM } from '../domain/actor';
import { nextDue, noteLate, type Command, type DossierEvent, type DueThing } from '../domain/dossier';
import type { Lifecycle } from '../domain/process';
import type { ActivityContext } from './context';
import { recordCorrection } from './record-correction';
import { recordStep, writeEvent } from './record-step';
import { claimCommand } from './stores/commands';
import { holdDossier } from './stores/dossiers';
import { eventsSince } from './stores/events';
import { inSharedTransaction } from './shared-transaction';

/** `sinceSeq` is what the workflow knows; it gets every later event, so it catches up even after a lost answer. */
export type CarryOut = { dossierId: string; commandId: string; sinceSeq: number };
export type PassDue = { dossierId: string; due: DueThing; sinceSeq: number };

/** The events the workflow does not have yet, and the moves when they are new to it. */
export type StepResult = { events: DossierEvent[]; lifecycle?: Lifecycle };

export type DossierActivities = {
  carryOut(step: CarryOut): Promise<StepResult>;
  passDue(step: PassDue): Promise<StepResult>;
};

/** The writers of dossiers. Each call is one transaction; the same call again changes nothing and answers the same. */
export function dossierActivities(context: ActivityContext): DossierActivities {
  return {
    carryOut: async ({ dossierId, commandId, sinceSeq }) => {
      const { touched, ...result } = await inSharedTransaction(context.db, (trx) =>
        carryOut(context, trx, { dossierId, commandId, sinceSeq }),
      );
      if (touched.length > 0) context.nudge(touched);
      return result;
    },

    passDue: ({ dossierId, due, sinceSeq }) =>
      inSharedTransaction(context.db, async (trx) => {
        await passLimit(context, trx, dossierId, due);
        return { events: await eventsSince(trx, dossierId, sinceSeq) };
      }),
  };
}

/** `touched` are transfers on trial whose figures this step has changed. */
async function carryOut(
  context: ActivityContext,
  trx: Knex,
  { dossierId, commandId, sinceSeq }: CarryOut,
): Promise<StepResult & { touched: string[] }> {
  const at = context.now();
  const claimed = await claimCommand(trx, commandId, at);
  if (!claimed) {
    const events = await eventsSince(trx, dossierId, sinceSeq);
    return { events, touched: [], ...(sinceSeq === 0 && (await movesOf(context, trx, dossierId))) };
  }
  const { body, held, publishedVersion } = claimed;
  await context.catchUp?.(trx, publishedVersion);
  const { action, expectedSeq, actor } = body;
  const command: Command = { id: commandId, action, expectedSeq, actor };
  const write = body.corrects === undefined ? recordStep : recordCorrection;
  const { event, lifecycle, touched } = await write({ context, trx, dossierId, command, body, held, at });
  const missed = event.seq - sinceSeq > 1;
  const events = missed ? await eventsSince(trx, dossierId, sinceSeq) : [event];
  return { events, touched, ...((event.opening || event.receipt) && { lifecycle }) };
}

/** Records that a limit passed, or takes the stage's action for it; nothing when the dossier has moved on meanwhile. */
async function passLimit(context: ActivityContext, trx: Knex, dossierId: string, due: DueThing): Promise<void> {
  // A write first, for the same reason as in claimCommand.
  await trx('dossiers').where({ id: dossierId }).update({ id: dossierId });
  const held = await holdDossier(trx, dossierId);
  if (!held) return;
  const lifecycle = context.catalogue.movesOf(held.state);
  const next = nextDue(lifecycle, held.state);
  const at = context.now();
  if (!next || next.what !== due.what || next.at !== due.at || next.at > at) return;
  const id = `${dossierId}/${due.what}/${due.at}`;
  if (!due.action) {
    await writeEvent(trx, held, noteLate(held.state, due, at, id), lifecycle);
    return;
  }
  const command: Command = { id, action: due.action, expectedSeq: held.state.seq, actor: SYSTEM };
  const body = { ...command, content: {}, documents: [] };
  await recordStep({ context, trx, dossierId, command, body, held, at });
}

async function movesOf(context: ActivityContext, trx: Knex, dossierId: string): Promise<{ lifecycle?: Lifecycle }> {
  const held = await holdDossier(trx, dossierId);
  return held ? { lifecycle: context.catalogue.movesOf(held.state) } : {};
}

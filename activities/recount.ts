import type { Knex } from 'knex';
import { CHAIN_START } from '../config/chain';
import { affectedPage, recountCommand, recountOf, type RecountBody } from '../config/recount';
import { byOf } from '../domain/actor';
import type { DossierEvent } from '../domain/dossier';
import type { ActivityContext } from './context';
import { writeEvent } from './record-step';
import { claimCommand } from './stores/commands';
import { holdDossier } from './stores/dossiers';
import { eventsSince } from './stores/events';
import { appendLedger } from './stores/ledger';
import { inTransaction } from './transaction';

export type RecountOne = { dossierId: string; recountId: string; sinceSeq: number };
export type AffectedQuery = { after: string; most: number };
/** `next` is where to look on; nothing when all were looked at. */
export type AffectedIds = { ids: string[]; next?: string };

export type RecountActivities = {
  /** Puts on record who ordered it and why. */
  orderRecount(order: { commandId: string }): Promise<void>;
  affectedDossiers(query: AffectedQuery): Promise<AffectedIds>;
  /** Moves one dossier's dates; the events that its workflow does not have yet. The same again moves nothing. */
  recountOne(order: RecountOne): Promise<{ events: DossierEvent[] }>;
};

/** Looked at in one go, so that an activity ends in time on a slow disk. */
const LOOKED = 2000;

/** The writers of a recount: days off were decided, or taken back, after dates had been reckoned. */
export function recountActivities(context: ActivityContext): RecountActivities {
  return {
    orderRecount: ({ commandId }) =>
      inTransaction(context.db, async (trx) => {
        const now = context.now();
        const claimed = await claimCommand<RecountBody>(trx, commandId, now);
        if (!claimed) return;
        const { actor, decision, reason } = claimed.body;
        const by = byOf(actor);
        const event = { seq: 1, at: now, recordedAt: now, kind: 'recount-ordered', by, commandId, decision, reason };
        await appendLedger(trx, recountSubject(commandId), event, CHAIN_START);
      }),

    affectedDossiers: async ({ after, most }) => {
      const scan = { after, most, looked: LOOKED, at: context.now() };
      const { found, next } = await affectedPage(context.db, context.catalogue, scan);
      return { ids: found.map(({ state }) => state.id), ...(next !== undefined && { next }) };
    },

    recountOne: ({ dossierId, recountId, sinceSeq }) =>
      inTransaction(context.db, async (trx) => {
        await recountOne(context, trx, dossierId, recountId);
        return { events: await eventsSince(trx, dossierId, sinceSeq) };
      }),
  };
}

export const recountSubject = (recountId: string) => `recount:${recountId}`;

async function recountOne(context: ActivityContext, trx: Knex, dossierId: string, recountId: string): Promise<void> {
  // A write first, so that on SQLite the transaction holds the write lock before it reads anything.
  await trx('dossiers').where({ id: dossierId }).update({ id: dossierId });
  const held = await holdDossier(trx, dossierId);
  if (!held) return;
  const order: { event: string } | undefined = await trx('ledger')
    .where({ subject: recountSubject(recountId), seq: 1 })
    .first('event');
  if (!order) throw new Error(`the recount ${recountId} was not ordered`);
  const { by } = JSON.parse(order.event) as { by: RecountBody['actor'] };
  const events = await eventsSince(trx, dossierId, 0);
  const command = { actor: by, commandId: recountCommand(recountId, dossierId) };
  const moved = recountOf(context.catalogue, held.state, events, context.now(), command);
  if (moved) await writeEvent(trx, held, moved, context.catalogue.movesOf(held.state));
}

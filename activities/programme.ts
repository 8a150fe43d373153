import type { Knex } from 'knex';
import type { ProgrammeBody } from '../config/transfer-body';
import { programmeIdOf } from '../config/transfer-ids';
import type { ActivityContext } from './context';
import { byOf } from '../domain/actor';
import { refusedAt } from '../domain/problem';
import type { Instant } from '../domain/time';
import { claimCommand } from './stores/commands';
import { holdProgramme, writeProgrammeEvent } from './stores/programmes';
import { addTransfers } from './add-transfers';
import { inTransaction } from './transaction';

export type OrderTransfers = { programmeId: string; commandId: string };
export type ProgrammeView = { programmeId: string; added: number };

export type ProgrammeActivities = {
  orderTransfers(order: OrderTransfers): Promise<ProgrammeView>;
  /** Transfers of a programme whose workflow was not started yet, a handful at a time. */
  unstartedTransfers(order: { programmeId: string; most: number }): Promise<string[]>;
  markStarted(order: { transferIds: string[] }): Promise<void>;
};

/** The writers of programmes. The same call again adds nothing. */
export function programmeActivities(context: ActivityContext): ProgrammeActivities {
  return {
    orderTransfers: ({ programmeId, commandId }) =>
      inTransaction(context.db, async (trx) => {
        const now = context.now();
        const claimed = await claimCommand<ProgrammeBody>(trx, commandId, now);
        if (!claimed) return { programmeId, added: await addedBy(trx, commandId) };
        return { programmeId, added: await order(context, trx, claimed.body, now, commandId) };
      }),

    unstartedTransfers: async ({ programmeId, most }) => {
      const rows: { id: string }[] = await context
        .db('transfers')
        .where({ programme_id: programmeId, started: 0 })
        .orderBy('id')
        .limit(most)
        .select('id');
      return rows.map(({ id }) => id);
    },

    markStarted: async ({ transferIds }) => {
      await context.db('transfers').whereIn('id', transferIds).update({ started: 1 });
    },
  };
}

async function order(
  context: ActivityContext,
  trx: Knex,
  body: ProgrammeBody,
  now: Instant,
  commandId: string,
): Promise<number> {
  const { actor, decision, transfers, reason } = body;
  const id = programmeIdOf(decision.number);
  const held = await holdProgramme(trx, decision.number);
  if (held && held.date !== decision.date) {
    throw refusedAt('/date', 'decision-differs', { decision: decision.number, date: held.date });
  }
  const by = byOf(actor);
  const base = { seq: (held?.seq ?? 0) + 1, at: now, recordedAt: now, by, commandId };
  if (!held) await trx('programmes').insert(programmeRow(id, decision, now));
  const added = await addTransfers(
    { context, trx, programmeId: id, decision: decision.number, by, now, commandId },
    transfers,
  );
  const event = held
    ? { ...base, kind: 'transfers-added', transfers: added, reason: reason ?? '' }
    : { ...base, kind: 'begun', decision, transfers: added };
  if (!held || added.length > 0) await writeProgrammeEvent(trx, id, event, held?.hash);
  return added.length;
}

export function programmeRow(id: string, decision: ProgrammeBody['decision'], now: Instant) {
  const { number, date, effectiveOn, title, reference } = decision;
  return { id, number, date, effective_on: effectiveOn, title, reference, begun_at: now, seq: 0, hash: '' };
}

async function addedBy(trx: Knex, commandId: string): Promise<number> {
  const row: { n: number } | undefined = await trx('ledger')
    .where({ command_id: commandId, kind: 'begun' })
    .andWhere('subject', 'like', 'transfer:%')
    .first(trx.raw('count(*) as n'));
  return Number(row?.n ?? 0);
}

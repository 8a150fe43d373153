import type { Knex } from 'knex';
import type { HandoverBody } from '../config/handover-body';
import { locked } from '../config/dialect';
import {
  blockedDossiers,
  cancel,
  evolveHandover,
  give,
  listHandover,
  receive,
  settle,
  type HandoverEvent,
  type HandoverState,
} from '../domain/handover';
import { Refusal } from '../domain/problem';
import type { Instant } from '../domain/time';
import { CHAIN_START } from '../config/chain';
import { appendLedger } from './stores/ledger';

type Held = { state: HandoverState; hash: string };

/** Carries out what somebody did with a handover slip: its event, its row, and which dossiers wait for a difference. */
export async function applyHandover(trx: Knex, body: HandoverBody, now: Instant, commandId: string): Promise<void> {
  const { handoverId } = body;
  const row: { state: string; hash: string } | undefined = await locked(
    trx,
    trx('handovers').where({ id: handoverId }).first('state', 'hash'),
  );
  const held = row && { state: JSON.parse(row.state) as HandoverState, hash: row.hash };
  if (body.act.do === 'list') await checkFree(trx, body);
  const event = eventOf(body, held?.state, now, commandId);
  await write(trx, held, event);
}

function eventOf(
  { actor, handoverId: id, act }: HandoverBody,
  state: HandoverState | undefined,
  now: Instant,
  commandId: string,
): HandoverEvent {
  if (act.do === 'list') {
    const { from, to, kind, items } = act;
    return listHandover({ id, from, to, kind, items }, actor, now, commandId);
  }
  if (!state) throw new Refusal('handover-not-found');
  switch (act.do) {
    case 'give':
      return give(state, actor, now, commandId);
    case 'cancel':
      return cancel(state, actor, now, commandId);
    case 'receive':
      return receive(state, actor, act.counts, now, commandId);
    case 'settle':
      return settle(state, act.dossierId, act.note, actor, now, commandId);
  }
}

/** Paper is in one place: a dossier that is on a slip under way cannot be on a second one. */
async function checkFree(trx: Knex, { act }: HandoverBody): Promise<void> {
  if (act.do !== 'list') return;
  const ids = act.items.map(({ dossierId }) => dossierId);
  // Two slips at once for one dossier: the second waits here until the first is written.
  await locked(trx, trx('dossiers').whereIn('id', ids).orderBy('id').select('id'));
  const taken: { dossier_id: string } | undefined = await trx('handover_items')
    .whereIn('dossier_id', ids)
    .where({ open: 1 })
    .first('dossier_id');
  const code = act.items.find(({ dossierId }) => dossierId === taken?.dossier_id)?.code;
  if (code !== undefined) throw new Refusal('handover-under-way', { code });
}

async function write(trx: Knex, held: Held | undefined, event: HandoverEvent): Promise<void> {
  const state = evolveHandover(held?.state, event);
  const recorded = { ...event, recordedAt: event.at };
  const hash = await appendLedger(trx, `handover:${state.id}`, recorded, held?.hash ?? CHAIN_START);
  await projectHandover(trx, state, event, hash);
}

/** What an event makes of the rows of a slip, and of the dossiers that wait for a difference. */
export async function projectHandover(
  trx: Knex,
  state: HandoverState,
  event: HandoverEvent,
  hash: string,
): Promise<void> {
  const { id, from, to, kind, stage, seq, items } = state;
  const row = { stage, seq, state: JSON.stringify(state), hash };
  if (event.kind === 'listed') {
    await trx('handovers').insert({ id, from_unit: from, to_unit: to, kind, listed_at: event.at, ...row });
    const listed = items.map(({ dossierId }) => ({ handover_id: id, dossier_id: dossierId, open: 1, blocked: 0 }));
    await trx.batchInsert('handover_items', listed, 100);
    return;
  }
  await trx('handovers').where({ id }).update(row);
  const open = stage === 'listed' || stage === 'given' ? 1 : 0;
  await trx('handover_items').where({ handover_id: id }).update({ open, blocked: 0 });
  const blocked = blockedDossiers(state);
  if (blocked.length > 0)
    await trx('handover_items').where({ handover_id: id }).whereIn('dossier_id', blocked).update({ blocked: 1 });
}

import type { Knex } from 'knex';
import { CHAIN_START } from '../config/chain';
import type { CashUpBody } from '../config/fee-body';
import { receiptGaps } from '../config/receipt-gaps';
import { groupOf } from '../domain/authority';
import type { Catalogue } from '../domain/catalogue';
import { closeCashUp, confirm, correct, evolveCashUp, type CashUpEvent, type CashUpState } from '../domain/cash-up';
import { Refusal } from '../domain/problem';
import { localDate, type Instant } from '../domain/time';
import { holdCashUp, openEntries, writeCashUp } from './stores/cash-ups';
import { holdTill } from './stores/fees';
import { appendLedger } from './stores/ledger';

/**
 * Closes a till against what was counted, counts it again, or signs for it.
 * @throws Refusal not-your-role, not-your-unit, date-past, cash-up-not-found, and those of the step
 */
export async function applyCashUp(
  trx: Knex,
  catalogue: Catalogue,
  body: CashUpBody,
  now: Instant,
  commandId: string,
): Promise<void> {
  const held = body.act.do === 'close' ? undefined : await holdCashUp(trx, body.cashUpId);
  const event =
    body.act.do === 'close'
      ? await closing(trx, body, body.act, now, commandId)
      : eventOf(catalogue, body, body.act, held?.state, now, commandId);
  const state = evolveCashUp(held?.state, event);
  const recorded = { ...event, recordedAt: event.at };
  const hash = await appendLedger(trx, `cash-up:${state.id}`, recorded, held?.hash ?? CHAIN_START);
  await writeCashUp(trx, state, hash);
}

type Act<Name extends CashUpBody['act']['do']> = Extract<CashUpBody['act'], { do: Name }>;

async function closing(
  trx: Knex,
  { actor, cashUpId: id }: CashUpBody,
  { unit, date, counted, note }: Act<'close'>,
  now: Instant,
  commandId: string,
): Promise<CashUpEvent> {
  const group = groupOf(actor.role);
  if (!group) throw new Refusal('not-your-role');
  if (!actor.actsFor.includes(unit)) throw new Refusal('not-your-unit');
  if (date > localDate(now)) throw new Refusal('date-past', { date });
  const till = { unit, collector: actor.id };
  await holdTill(trx, unit, actor.id, now);
  const open = await openEntries(trx, till, date);
  const gaps = await receiptGaps(trx, open);
  const entries = open.map(({ id: entry, kind, method, amount }) => ({ id: entry, kind, method, amount }));
  return closeCashUp({ id, ...till, group, date, entries, gaps }, counted, note, actor, now, commandId);
}

function eventOf(
  catalogue: Catalogue,
  { actor }: CashUpBody,
  act: Act<'correct' | 'confirm'>,
  state: CashUpState | undefined,
  now: Instant,
  commandId: string,
): CashUpEvent {
  if (!state) throw new Refusal('cash-up-not-found');
  return act.do === 'confirm'
    ? confirm(catalogue, state, actor, now, commandId)
    : correct(state, act.counted, act.note, actor, now, commandId);
}

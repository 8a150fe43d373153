import type { Knex } from 'knex';
import { locked } from '../config/dialect';
import type { ResendBody } from '../config/message-body';
import { Refusal } from '../domain/problem';
import type { Instant } from '../domain/time';
import { machineTime, type DeliveryRow } from './stores/deliveries';
import { noteLedger } from './stores/ledger';

/**
 * Puts a message that was given up, was not sent because its channel was off, or may not have arrived, back among those
 * that are due; and records who did.
 * @throws Refusal delivery-not-found, delivery-under-way, delivery-sent
 */
export async function applyResend(
  trx: Knex,
  { actor, deliveryId: id, note }: ResendBody,
  now: Instant,
  commandId: string,
): Promise<void> {
  const row: Pick<DeliveryRow, 'state' | 'uncertain' | 'attempts'> | undefined = await locked(
    trx,
    trx('deliveries').where({ id }).first('state', 'uncertain', 'attempts'),
  );
  if (!row) throw new Refusal('delivery-not-found');
  const { state, uncertain, attempts } = row;
  if (state === 'pending' || state === 'sending') throw new Refusal('delivery-under-way');
  if (state === 'sent' && !uncertain) throw new Refusal('delivery-sent');
  await trx('deliveries').where({ id }).update({ state: 'pending', due_at: machineTime(), attempts: 0, lease: null });
  const event = { kind: 'resent', was: state, attempts, ...(note && { note }) };
  await noteLedger(trx, `delivery:${id}`, event, actor, now, commandId);
}

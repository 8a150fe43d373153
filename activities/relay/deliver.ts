import type { Knex } from 'knex';
import { withoutData } from '../../config/error-data';
import type { RelayEnv } from '../../config/env-relay';
import type { Logger } from '../../config/logger';
import type { Catalogue } from '../../domain/catalogue';
import { backoffMs } from '../../domain/backoff';
import type { MessageChannel } from '../../domain/message';
import { claimDeliveries, endAttempt, machineTime, type Claimed } from '../stores/deliveries';
import { compose } from './compose';
import type { Channel, Outcome } from './outcome';

export type Delivering = {
  db: Knex;
  read: Knex;
  catalogue: Catalogue;
  logger: Logger;
  env: Pick<RelayEnv, 'timeoutMs' | 'attempts' | 'backoff'>;
};

/** Longer than an attempt can take: while somebody sends, nobody else may. */
export const leaseMs = (timeoutMs: number): number => 2 * timeoutMs + 5000;

/** Takes messages that are due on a channel; each is a piece of work of its own, with no transaction open. */
export async function takeDeliveries(
  parts: Delivering,
  name: MessageChannel,
  channel: Channel,
  most: number,
): Promise<(() => Promise<void>)[]> {
  const claimed = await claimDeliveries(parts, name, most, leaseMs(parts.env.timeoutMs));
  return claimed.map((delivery) => () => attempt(parts, channel, delivery));
}

async function attempt(parts: Delivering, channel: Channel, delivery: Claimed): Promise<void> {
  const outcome = await tried(parts, channel, delivery);
  if (outcome.is === 'sent') {
    await endAttempt(parts.db, delivery, { state: 'sent', due_at: null, sent_at: machineTime(), last_error: null });
    return;
  }
  const { error, permanent, uncertain } = outcome;
  const { id, attempts, channel: name } = delivery;
  const dead = Boolean(permanent) || attempts >= parts.env.attempts;
  parts.logger.warn({ delivery: id, channel: name, attempts, dead, error }, 'a message was not delivered');
  await endAttempt(parts.db, delivery, {
    ...(dead
      ? { state: 'dead', due_at: null }
      : { state: 'pending', due_at: machineTime(backoffMs(parts.env.backoff, attempts)) }),
    last_error: error,
    ...(uncertain && { uncertain: 1 }),
  });
}

async function tried({ read, catalogue, env }: Delivering, channel: Channel, delivery: Claimed): Promise<Outcome> {
  if (delivery.recipient === '') return { is: 'failed', error: 'the recipient is erased', permanent: true };
  try {
    const written = await compose(read, catalogue, delivery);
    return await channel({ id: delivery.id, to: delivery.recipient, ...written }, AbortSignal.timeout(env.timeoutMs));
  } catch (error) {
    return { is: 'failed', error: withoutData(error).message };
  }
}

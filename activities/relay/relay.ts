import type { Knex } from 'knex';
import type { RelayEnv } from '../../config/env-relay';
import type { Logger } from '../../config/logger';
import type { Catalogue } from '../../domain/catalogue';
import { CHANNELS } from '../../domain/message';
import type { Instant } from '../../domain/time';
import { channelsOf } from './channels';
import { takeDeliveries } from './deliver';
import { fanOut } from './fan-out';
import { startPool, type Loop } from './pool';
import { takeWebhooks } from './push';
import { sequence } from './sequence';

export type RelayParts = {
  /** The writing connection. */
  db: Knex;
  /** Looks only. */
  read: Knex;
  readonly catalogue: Catalogue;
  now: () => Instant;
  logger: Logger;
  env: RelayEnv;
};

const [AT_ONCE, WEBHOOKS_AT_ONCE] = [8, 8];

/**
 * Carries what happened to people and to other programs. Any number may run beside each other: they share the work by
 * leases in the database. Each channel has a loop of its own, so that a slow one keeps no other from its work.
 */
export function startRelay(parts: RelayParts): Loop {
  const { logger, env } = parts;
  const channels = channelsOf(env);
  const common = { pollMs: env.pollMs, logger };
  const isOn = (channel: (typeof CHANNELS)[number]) => channels[channel] !== undefined;
  const loops = [
    startPool({ ...common, name: 'outbox', size: 1, take: async () => outbox(parts, isOn) }),
    startPool({ ...common, name: 'webhooks', size: WEBHOOKS_AT_ONCE, take: (most) => takeWebhooks(parts, most) }),
    ...CHANNELS.flatMap((name) => {
      const channel = channels[name];
      if (!channel) return [];
      return startPool({ ...common, name, size: AT_ONCE, take: (most) => takeDeliveries(parts, name, channel, most) });
    }),
  ];
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

const PORTIONS = 20;

/** In small portions, and not all of a long backlog at once: on SQLite each keeps the counters waiting for a moment. */
async function outbox(parts: RelayParts, isOn: Parameters<typeof fanOut>[0]['isOn']): Promise<[]> {
  await sequence(parts.db, parts.read);
  for (let i = 0; i < PORTIONS && (await fanOut({ ...parts, isOn })) > 0; i++);
  return [];
}

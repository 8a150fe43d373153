import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { isSqlite } from '../../config/dialect';
import { lastPlace } from '../../config/feed';
import type { Instant } from '../../domain/time';
import { machineTime } from './deliveries';

/** A receiver of events. */
export type WebhookRow = {
  id: string;
  url: string;
  /** JSON list of types: see wants(). */
  kinds: string;
  secret: string;
  state: 'active' | 'paused';
  place: number;
  batch_to: number | null;
  failures: number;
  due_at: Instant;
  lease: string | null;
  last_error: string | null;
  last_failed_at: Instant | null;
  last_sent_at: Instant | null;
  created_at: Instant;
  created_by: string;
};

export type ClaimedWebhook = WebhookRow & { lease: string };

/** Takes receivers that have something to get and may be asked now; each is with one worker at a time, so order holds. */
export async function claimWebhooks(
  { db, read }: { db: Knex; read: Knex },
  most: number,
  leaseMs: number,
): Promise<ClaimedWebhook[]> {
  const last = await lastPlace(read);
  const due = (knex: Knex) =>
    knex('webhooks').where({ state: 'active' }).where('due_at', '<=', machineTime()).where('place', '<', last);
  // A look that writes nothing: see sequence().
  if (!(await due(read).first('id'))) return [];
  const chosen = due(db).orderBy('due_at').limit(most).select('id');
  return db('webhooks')
    .whereIn('id', isSqlite(db) ? chosen : chosen.forUpdate().skipLocked())
    .update({ lease: randomUUID(), due_at: machineTime(leaseMs) })
    .returning('*');
}

type Change = Partial<
  Pick<
    WebhookRow,
    'place' | 'batch_to' | 'failures' | 'due_at' | 'lease' | 'last_error' | 'last_failed_at' | 'last_sent_at'
  >
>;

/** Writes how far it is, unless somebody else has it by now. @returns whether it was written */
export async function updateClaimed(db: Knex, { id, lease }: ClaimedWebhook, change: Change): Promise<boolean> {
  return (await db('webhooks').where({ id, lease }).update(change)) === 1;
}

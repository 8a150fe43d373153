import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { isSqlite } from '../../config/dialect';
import { openRecipient } from '../../config/recipient';
import type { Audience, MessageChannel } from '../../domain/message';
import type { Instant } from '../../domain/time';

/** A message to one recipient on one channel. */
export type DeliveryRow = {
  id: string;
  subject: string;
  seq: number;
  kind: string;
  audience: Audience;
  channel: MessageChannel;
  recipient: string;
  state: 'pending' | 'sending' | 'sent' | 'dead' | 'off';
  attempts: number;
  due_at: Instant | null;
  lease: string | null;
  uncertain: number;
  last_error: string | null;
  created_at: Instant;
  sent_at: Instant | null;
};

export type Claimed = DeliveryRow & { lease: string };

/** By the machine's clock: a demonstration's own clock jumps, and then nothing would be due, or everything. */
export const machineTime = (inMs = 0): Instant => new Date(Date.now() + inMs).toISOString();

/**
 * Takes deliveries of a channel that are due: no other worker has them until the lease ends. One whose worker died comes
 * due again with its lease's end; whether it had arrived, nobody knows.
 */
export async function claimDeliveries(
  { db, read }: { db: Knex; read: Knex },
  channel: MessageChannel,
  most: number,
  leaseMs: number,
): Promise<Claimed[]> {
  const due = (knex: Knex) => knex('deliveries').where({ channel }).where('due_at', '<=', machineTime());
  // A look that writes nothing: see sequence().
  if (!(await due(read).first('id'))) return [];
  const chosen = due(db).orderBy('due_at').limit(most).select('id');
  const lease = randomUUID();
  const dataKey = db('dossiers').where('id', db.ref('deliveries.subject')).select('data_key').as('data_key');
  const rows: (Claimed & { data_key: string | null })[] = await db('deliveries')
    .whereIn('id', isSqlite(db) ? chosen : chosen.forUpdate().skipLocked())
    .update({
      state: 'sending',
      lease,
      due_at: machineTime(leaseMs),
      attempts: db.raw('attempts + 1'),
      uncertain: db.raw(`case when state = 'sending' then 1 else uncertain end`),
    })
    .returning(['*', dataKey] as unknown as string[]);
  return rows.map(({ data_key, ...row }) => ({ ...row, recipient: openRecipient(db, { ...row, data_key }) }));
}

type Ended = Partial<Pick<DeliveryRow, 'state' | 'due_at' | 'uncertain' | 'last_error' | 'sent_at'>>;

/** Ends an attempt, unless its lease has passed to somebody else meanwhile. */
export async function endAttempt(db: Knex, { id, lease }: Claimed, ended: Ended): Promise<void> {
  await db('deliveries')
    .where({ id, lease })
    .update({ ...ended, lease: null });
}

import type { Knex } from 'knex';
import type { Instant } from '../../domain/time';

/** A receiver of events, without its secret. */
export type WebhookView = {
  id: string;
  url: string;
  kinds: string;
  state: 'active' | 'paused';
  place: number;
  failures: number;
  due_at: Instant;
  last_error: string | null;
  last_failed_at: Instant | null;
  last_sent_at: Instant | null;
  created_at: Instant;
  created_by: string;
};

const COLUMNS: (keyof WebhookView)[] = [
  'id',
  'url',
  'kinds',
  'state',
  'place',
  'failures',
  'due_at',
  'last_error',
  'last_failed_at',
  'last_sent_at',
  'created_at',
  'created_by',
];

export async function allWebhooks(db: Knex): Promise<WebhookView[]> {
  return db<WebhookView>('webhooks').orderBy(['created_at', 'id']).select(COLUMNS);
}

export async function findWebhook(db: Knex, id: string): Promise<WebhookView | undefined> {
  return db<WebhookView>('webhooks').where({ id }).first(COLUMNS);
}

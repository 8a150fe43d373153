import type { Knex } from 'knex';
import { openRecipient } from '../../config/recipient';
import type { Instant } from '../../domain/time';
import { newestPage, type Cursor, type Page } from '../cursor';

export type DeliveryView = {
  id: string;
  subject: string;
  seq: number;
  kind: string;
  audience: string;
  channel: string;
  recipient: string;
  state: string;
  attempts: number;
  due_at: Instant | null;
  uncertain: number;
  last_error: string | null;
  created_at: Instant;
  sent_at: Instant | null;
  /** Of the dossier that it is about, once it has one. */
  dossier_code: string | null;
};

export type DeliveryFilter = { state?: string; channel?: string; subject?: string };

/** Messages that fit, the newest first. */
export async function deliveryPage(
  db: Knex,
  { state, channel, subject }: DeliveryFilter,
  limit: number,
  cursor?: Cursor,
): Promise<Page<DeliveryView>> {
  const query = withKey(db);
  if (state) void query.where({ state });
  if (channel) void query.where({ channel });
  if (subject) void query.where({ subject });
  const page = await newestPage<Encrypted>(query, ['created_at', 'id'], limit, cursor);
  return { ...page, items: page.items.map((row) => opened(db, row)) };
}

export async function findDelivery(db: Knex, id: string): Promise<DeliveryView | undefined> {
  const row = (await withKey(db).where({ id }).first()) as Encrypted | undefined;
  return row && opened(db, row);
}

type Encrypted = DeliveryView & { data_key: string | null };

function withKey(db: Knex): Knex.QueryBuilder {
  const dossier = () => db('dossiers').where('id', db.ref('deliveries.subject'));
  const dataKey = dossier().select('data_key').as('data_key');
  return db('deliveries').select('deliveries.*', dataKey, dossier().select('code').as('dossier_code'));
}

function opened(db: Knex, { data_key, ...row }: Encrypted): DeliveryView {
  return { ...row, recipient: openRecipient(db, { ...row, data_key }) };
}

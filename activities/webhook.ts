import type { Knex } from 'knex';
import type { WebhookAct, WebhookBody } from '../config/message-body';
import { locked } from '../config/dialect';
import { lastPlace } from '../config/feed';
import { urlFault, type UrlFault } from '../config/public-address';
import { Refusal } from '../domain/problem';
import type { Text } from '../domain/text';
import type { Instant } from '../domain/time';
import { noteLedger } from './stores/ledger';
import { machineTime } from './stores/deliveries';

/**
 * Carries out what an administrator does with a receiver of events.
 * @throws Refusal webhook-not-found, webhook-address, cursor-ahead
 */
export async function applyWebhook(
  trx: Knex,
  { actor, webhookId: id, act }: WebhookBody,
  allowPrivate: boolean,
  now: Instant,
  commandId: string,
): Promise<void> {
  if (act.do === 'create') await create(trx, id, act, { by: actor.id, allowPrivate, now });
  else await change(trx, id, act);
  // The secret is told to its owner once; the record that is kept for ever does without it.
  const { do: kind, secret: _secret, ...said } = { secret: '', ...act };
  await noteLedger(trx, `webhook:${id}`, { ...said, kind: KINDS[kind] }, actor, now, commandId);
}

const KINDS: Record<WebhookAct['do'], string> = {
  create: 'created',
  pause: 'paused',
  resume: 'resumed',
  move: 'moved',
  delete: 'deleted',
};

type Create = Extract<WebhookAct, { do: 'create' }>;

async function create(
  trx: Knex,
  id: string,
  { url, kinds, secret, after }: Create,
  { by, allowPrivate, now }: { by: string; allowPrivate: boolean; now: Instant },
): Promise<void> {
  const fault = urlFault(url, allowPrivate);
  if (fault) throw new Refusal('webhook-address', {}, [{ pointer: '/url', rule: fault, message: REASONS[fault] }]);
  await trx('webhooks').insert({
    id,
    url,
    kinds: JSON.stringify(kinds),
    secret,
    state: 'active',
    place: await placeFrom(trx, after),
    due_at: machineTime(),
    created_at: now,
    created_by: by,
  });
}

const REASONS: Record<UrlFault, Text> = {
  'not-a-url': { vi: 'không phải một địa chỉ URL', en: 'is not a URL' },
  'not-https': { vi: 'phải là https', en: 'must be https' },
  credentials: { vi: 'không được chứa tên và mật khẩu', en: 'must not hold a name and password' },
  private: { vi: 'không được là địa chỉ nội bộ', en: 'must not be an internal address' },
};

/** Without a place it begins with what happens from now on. */
async function placeFrom(trx: Knex, after: number | undefined): Promise<number> {
  const last = await lastPlace(trx);
  if (after === undefined) return last;
  if (after <= last) return after;
  const message = { vi: `phải từ 0 đến ${last}`, en: `must be from 0 to ${last}` };
  throw new Refusal('cursor-ahead', { cursor: after, last }, [{ pointer: '/after', rule: 'maximum', message }]);
}

async function change(trx: Knex, id: string, act: Exclude<WebhookAct, Create>): Promise<void> {
  const row: { id: string } | undefined = await locked(trx, trx('webhooks').where({ id }).first('id'));
  if (!row) throw new Refusal('webhook-not-found');
  if (act.do === 'delete') {
    await trx('webhooks').where({ id }).delete();
    return;
  }
  await trx('webhooks')
    .where({ id })
    .update(await changed(trx, act));
}

async function changed(trx: Knex, act: Exclude<WebhookAct, Create | { do: 'delete' }>): Promise<object> {
  // Whoever is sending loses the lease, and so cannot put the place back where it was.
  const free = { lease: null, due_at: machineTime() };
  switch (act.do) {
    case 'pause':
      return { ...free, state: 'paused' };
    case 'resume':
      return { ...free, state: 'active', failures: 0 };
    case 'move':
      return { ...free, place: await placeFrom(trx, act.after), batch_to: null, failures: 0 };
  }
}

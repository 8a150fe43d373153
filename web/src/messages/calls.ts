import { answerOf, api } from '../api/client';
import type { components, paths } from '../api/contract';
import { once } from '../api/intention';
import { finished } from '../transfers/calls';

type Schemas = components['schemas'];
export type Delivery = Schemas['Delivery'];
export type Webhook = Schemas['Webhook'];
export type WebhookOrder = Schemas['WebhookOrder'];
export type WebhookCreated = Schemas['WebhookCreated'];
export type WebhookAct = 'pause' | 'resume' | 'move' | 'delete';

export type DeliveryQuery = NonNullable<paths['/api/v1/deliveries']['get']['parameters']['query']>;
export const readDeliveries = (query: DeliveryQuery) => answerOf(api.GET('/api/v1/deliveries', { params: { query } }));
export const readWebhooks = () => answerOf(api.GET('/api/v1/webhooks')).then(({ items }) => items);

export function resend({ id, attempts }: Delivery, note: string): Promise<unknown> {
  const body = note ? { note } : {};
  return once(`delivery:${id}:${attempts}`, body, async (key) =>
    finished(
      await answerOf(
        api.POST('/api/v1/deliveries/{id}/resend', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    ),
  );
}

/** The secret comes with this answer only; the same intention sent again gets the same one. */
export function createWebhook(body: WebhookOrder): Promise<WebhookCreated> {
  return once(`webhook:${body.url}`, body, async (key) =>
    finished<WebhookCreated>(
      await answerOf(api.POST('/api/v1/webhooks', { params: { header: { 'Idempotency-Key': key } }, body })),
    ),
  );
}

export function actOnWebhook(id: string, act: WebhookAct): Promise<unknown> {
  const body = act === 'move' ? { after: 0 } : {};
  return once(`webhook:${id}:${act}`, body, async (key) => {
    const header = { 'Idempotency-Key': key };
    if (act === 'delete')
      return finished(await answerOf(api.DELETE('/api/v1/webhooks/{id}', { params: { path: { id }, header } })));
    return finished(
      await answerOf(api.POST('/api/v1/webhooks/{id}/{act}', { params: { path: { id, act }, header }, body })),
    );
  });
}

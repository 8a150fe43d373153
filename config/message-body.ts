import type { Actor } from '../domain/actor';

/** Has a message sent once more. */
export type ResendBody = { actor: Actor; deliveryId: string; note?: string };

/** What an administrator does with a receiver of events, as it waits for the step that carries it out. */
export type WebhookAct =
  | { do: 'create'; url: string; kinds: string[]; secret: string; after?: number }
  | { do: 'pause' }
  | { do: 'resume' }
  | { do: 'move'; after: number }
  | { do: 'delete' };

export type WebhookBody = { actor: Actor; webhookId: string; act: WebhookAct };

import { createHmac } from 'node:crypto';
import { idFrom } from '../../config/canonical';
import { lastPlace } from '../../config/feed';
import type { WebhookAct, WebhookBody } from '../../config/message-body';
import { Refusal } from '../../domain/problem';
import { ok, signedIn, type Call, type Handler } from '../call';
import { commandReply } from '../command-reply';
import type { ApiContext } from '../context';
import { allWebhooks, findWebhook, type WebhookView } from '../reads/webhooks';
import { API } from '../views';

const pathOf = (id: string) => `${API}/webhooks/${id}`;

export const listWebhooks: Handler = signedIn(async ({ read }) => {
  const [rows, last] = await Promise.all([allWebhooks(read), lastPlace(read)]);
  return ok({ items: rows.map((row) => webhookView(row, last)) });
});

export const readWebhook: Handler = signedIn(async (ctx, { path }) => {
  return ok(await viewOf(ctx, idOf(path)));
});

type CreateBody = { url: string; kinds: string[]; after?: number };

/** The secret is told in this answer only; the same key again gets the same answer. */
export const createWebhook: Handler = signedIn(async (ctx, call) => {
  const { url, kinds, after } = call.body as CreateBody;
  const id = idFrom(`webhook\n${call.actor.id}\n${call.key}`);
  const secret = secretOf(ctx, id);
  const act: WebhookAct = { do: 'create', url, kinds, secret, ...(after !== undefined && { after }) };
  return carryOut(ctx, call, {
    id,
    act,
    status: 201,
    answer: async () => ({ webhook: await viewOf(ctx, id), secret }),
  });
});

/** Made from the receiver's id, so that a command that is sent twice says the same; 256 bits that nobody can guess. */
function secretOf({ keys }: ApiContext, id: string): string {
  return `whsec_${createHmac('sha256', keys.lookup).update(`webhook secret\n${id}`).digest('base64')}`;
}

type ActBody = { after?: number };

export const actOnWebhook: Handler = signedIn(async (ctx, call) => {
  const id = await knownId(ctx, call);
  const act = actOf(call.path.act as 'pause' | 'resume' | 'move', call.body as ActBody);
  return carryOut(ctx, call, { id, act, status: 200, answer: async () => ({ webhook: await viewOf(ctx, id) }) });
});

function actOf(name: 'pause' | 'resume' | 'move', { after }: ActBody): WebhookAct {
  if (name !== 'move') return { do: name };
  if (after !== undefined) return { do: name, after };
  const message = { vi: 'phải có', en: 'is required' };
  throw new Refusal('invalid-request', {}, [{ pointer: '/after', rule: 'required', message }]);
}

/** Whether it is still there is for the step to say: a key that is sent again gets the answer of the first time. */
export const deleteWebhook: Handler = signedIn(async (ctx, call) => {
  const id = idOf(call.path);
  return carryOut(ctx, call, {
    id,
    act: { do: 'delete' },
    status: 200,
    answer: () => Promise.resolve({ deleted: id }),
  });
});

type Order = { id: string; act: WebhookAct; status: 200 | 201; answer: () => Promise<object> };

async function carryOut({ engine }: ApiContext, { key, actor }: Call, { id, act, status, answer }: Order) {
  const body: WebhookBody = { actor, webhookId: id, act };
  const sent = await engine.carryOut(key, { kind: 'webhook', subject: id, body });
  return commandReply(sent, status, act.do === 'delete' ? undefined : pathOf(id), answer);
}

const idOf = (path: Record<string, string>): string => (path.id ?? '').toLowerCase();

async function knownId({ read }: ApiContext, { path }: Call): Promise<string> {
  const id = idOf(path);
  if (!(await findWebhook(read, id))) throw new Refusal('webhook-not-found');
  return id;
}

async function viewOf({ read }: ApiContext, id: string) {
  const [row, last] = await Promise.all([findWebhook(read, id), lastPlace(read)]);
  if (!row) throw new Refusal('webhook-not-found');
  return webhookView(row, last);
}

/** `behind` is how many lines of the feed it has not been given yet. */
function webhookView(row: WebhookView, last: number) {
  return {
    id: row.id,
    url: row.url,
    kinds: JSON.parse(row.kinds) as string[],
    state: row.state,
    cursor: row.place,
    behind: Math.max(0, last - row.place),
    failures: row.failures,
    nextAttemptAt: row.failures > 0 ? row.due_at : null,
    lastError: row.last_error,
    lastFailedAt: row.last_failed_at,
    lastSentAt: row.last_sent_at,
    createdAt: row.created_at,
    createdBy: row.created_by,
    links: { self: pathOf(row.id) },
  };
}

import type { ResendBody } from '../../config/message-body';
import { subjectOf } from '../../config/feed';
import { maskRecipient } from '../../domain/message';
import { Refusal } from '../../domain/problem';
import { ok, signedIn, type Handler } from '../call';
import { commandReply } from '../command-reply';
import { placeOf } from '../cursor';
import { deliveryPage, findDelivery, type DeliveryView } from '../reads/deliveries';
import { dossiersNamed } from '../reads/handovers';

type ListQuery = { state?: string; channel?: string; dossier?: string; cursor?: string; limit: number };

/** What was told, to whom, and how far it came. */
export const listDeliveries: Handler = signedIn(async ({ read }, { query }) => {
  const { state, channel, dossier, cursor, limit } = query as ListQuery;
  const [named] = dossier === undefined ? [] : await dossiersNamed(read, [dossier]);
  if (dossier !== undefined && !named) throw new Refusal('dossier-not-found');
  const place = placeOf(cursor);
  const page = await deliveryPage(read, { state, channel, subject: named?.id }, limit, place);
  return ok({ items: page.items.map(deliveryView), next: page.next });
});

export const resendDelivery: Handler = signedIn(async ({ read, engine }, { actor, path, key, body }) => {
  const id = (path.id ?? '').toLowerCase();
  const { note } = body as { note?: string };
  if (!(await findDelivery(read, id))) throw new Refusal('delivery-not-found');
  const order: ResendBody = { actor, deliveryId: id, ...(note !== undefined && { note }) };
  const sent = await engine.carryOut(key, { kind: 'resend', subject: id, body: order });
  return commandReply(sent, 200, undefined, async () => {
    const found = await findDelivery(read, id);
    if (!found) throw new Refusal('delivery-not-found');
    return { delivery: deliveryView(found) };
  });
});

function deliveryView(row: DeliveryView) {
  const [kind, id] = subjectOf(row.subject);
  return {
    id: row.id,
    subject: { kind, id },
    code: row.dossier_code,
    seq: row.seq,
    kind: row.kind,
    audience: row.audience,
    channel: row.channel,
    recipient: maskRecipient(row.recipient),
    state: row.state,
    attempts: row.attempts,
    dueAt: row.due_at,
    uncertain: Boolean(row.uncertain),
    lastError: row.last_error,
    createdAt: row.created_at,
    sentAt: row.sent_at,
  };
}

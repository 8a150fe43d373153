import { createHmac } from 'node:crypto';

/**
 * The headers by which a receiver knows who sent a body and that it is unchanged, as the Standard Webhooks convention has
 * them: HMAC-SHA256 over `id.timestamp.body`. The id stays the same when a body is sent again.
 * @param secret `whsec_` and base64, or any other text, which is taken as it is
 * @param seconds since 1970, of the attempt
 */
export function signatureHeaders(secret: string, id: string, seconds: number, body: string): Record<string, string> {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);
  const mac = createHmac('sha256', key).update(`${id}.${seconds}.${body}`, 'utf8').digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${mac}` };
}

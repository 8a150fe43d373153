import { answerOf, api } from '../api/client';
import type { components, paths } from '../api/contract';
import { once } from '../api/intention';
import { finished } from '../transfers/calls';

type Schemas = components['schemas'];
export type Privacy = Schemas['Privacy'];
export type PrivacyEvent = Schemas['PrivacyEvent'];
export type PrivacyAct = Schemas['PrivacyOrder']['do'];

export type LogQuery = NonNullable<paths['/api/v1/privacy-events']['get']['parameters']['query']>;
export const readLog = (query: LogQuery) => answerOf(api.GET('/api/v1/privacy-events', { params: { query } }));

export const readPrivacy = (ref: string) =>
  answerOf(api.GET('/api/v1/dossiers/{ref}/privacy', { params: { path: { ref } } }));

export function changePrivacy(ref: string, act: PrivacyAct, reason: string): Promise<Privacy> {
  const body = { do: act, reason };
  return once(`privacy:${ref}:${act}`, body, async (key) => {
    const params = { path: { ref }, header: { 'Idempotency-Key': key } };
    return finished<Schemas['PrivacyDone']>(
      await answerOf(api.POST('/api/v1/dossiers/{ref}/privacy', { params, body })),
    ).privacy;
  });
}

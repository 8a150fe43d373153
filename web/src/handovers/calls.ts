import { answerOf, api } from '../api/client';
import type { components, paths } from '../api/contract';
import { once } from '../api/intention';
import { finished } from '../transfers/calls';

type Schemas = components['schemas'];
export type Slip = Schemas['Handover'];
export type SlipSummary = Schemas['HandoverSummary'];
export type Order = Schemas['HandoverOrder'];
export type Act = paths['/api/v1/handovers/{id}/{act}']['post']['parameters']['path']['act'];
export type ActOrder = Schemas['HandoverActOrder'];
export type Found = Schemas['HandoverResult'];

type Query = NonNullable<paths['/api/v1/handovers']['get']['parameters']['query']>;
export const readSlips = (query: Query) => answerOf(api.GET('/api/v1/handovers', { params: { query } }));
export const readSlip = (id: string) => answerOf(api.GET('/api/v1/handovers/{id}', { params: { path: { id } } }));

export function writeSlip(body: Order): Promise<Schemas['HandoverDone']> {
  return once(`slip:${body.to}:${body.dossiers.join(',')}`, body, async (key) =>
    finished<Schemas['HandoverDone']>(
      await answerOf(api.POST('/api/v1/handovers', { params: { header: { 'Idempotency-Key': key } }, body })),
    ),
  );
}

export function actOnSlip(id: string, act: Act, body: ActOrder): Promise<unknown> {
  return once(`slip:${id}:${act}:${body.dossier ?? ''}`, body, async (key) =>
    finished(
      await answerOf(
        api.POST('/api/v1/handovers/{id}/{act}', {
          params: { path: { id, act }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    ),
  );
}

import { answerOf, api } from '../api/client';
import type { components } from '../api/contract';
import { once } from '../api/intention';
import { finished } from '../transfers/calls';

type Schemas = components['schemas'];
export type Day = Schemas['UnitCalendar']['days'][number];
export type Affected = Schemas['RecountAffected'];
export type Recount = Schemas['Recount'];

/** A whole year of a unit. */
export const readYear = (unit: string, year: string) =>
  answerOf(
    api.GET('/api/v1/units/{unit}/calendar', {
      params: { path: { unit }, query: { from: `${year}-01-01`, to: `${year}-12-31` } },
    }),
  );
export const readAffected = (cursor: string) =>
  answerOf(api.GET('/api/v1/recounts/preview', { params: { query: cursor ? { cursor } : {} } }));
export const readRecounts = (cursor: string) =>
  answerOf(api.GET('/api/v1/recounts', { params: { query: cursor ? { cursor } : {} } }));

export function orderRecount(body: Schemas['RecountOrder']): Promise<unknown> {
  return once(`recount:${body.decision}`, body, async (key) =>
    finished(await answerOf(api.POST('/api/v1/recounts', { params: { header: { 'Idempotency-Key': key } }, body }))),
  );
}

import { answerOf, api } from '../api/client';
import type { components } from '../api/contract';
import { once } from '../api/intention';
import { finished } from '../transfers/calls';

type Schemas = components['schemas'];
export type Replay = Schemas['Replay'];
export type ReplayResult = Schemas['ReplayResult'];
export type Moment = Schemas['DossierAt'];
export type TimelineEvent = Awaited<ReturnType<typeof readTimeline>>[number];

export const findDossiers = (q: string, cursor: string) =>
  answerOf(api.GET('/api/v1/dossiers', { params: { query: { ...(q && { q }), ...(cursor && { cursor }) } } }));

export const readTimeline = (ref: string) =>
  answerOf(api.GET('/api/v1/dossiers/{ref}/timeline', { params: { path: { ref } } })).then(({ items }) => items);

/** The dossier as it stood at an instant, with what differs from an earlier one, and as it stood then. */
export async function readMoments(ref: string, at: string, earlier?: string): Promise<{ of: Moment; before?: Moment }> {
  const [of, before] = await Promise.all([
    readMoment(ref, at, earlier),
    earlier === undefined ? undefined : readMoment(ref, earlier),
  ]);
  return { of, before };
}

const readMoment = (ref: string, at: string, against?: string) =>
  answerOf(
    api.GET('/api/v1/dossiers/{ref}/at', { params: { path: { ref }, query: { at, ...(against && { against }) } } }),
  );

export const readReplays = (cursor: string) =>
  answerOf(api.GET('/api/v1/replays', { params: { query: cursor ? { cursor } : {} } }));
export const readReplay = (id: string) => answerOf(api.GET('/api/v1/replays/{id}', { params: { path: { id } } }));

export const readResults = (id: string, differing: boolean, cursor = '') =>
  answerOf(
    api.GET('/api/v1/replays/{id}/results', {
      params: { path: { id }, query: { ...(differing && { differing }), ...(cursor && { cursor }) } },
    }),
  );

export const previewReplay = (query: { from: string; to: string }) =>
  answerOf(api.GET('/api/v1/replays/preview', { params: { query } }));

const keyed = (key: string) => ({ header: { 'Idempotency-Key': key } });

export function replayDossier(ref: string): Promise<Replay> {
  return once(`replay:${ref}`, {}, async (key) => {
    const asked = api.POST('/api/v1/dossiers/{ref}/replay', { params: { path: { ref }, ...keyed(key) }, body: {} });
    return finished<Schemas['ReplayDone']>(await answerOf(asked)).replay;
  });
}

export function orderReplay(body: Schemas['ReplayOrder']): Promise<Replay> {
  return once(`replays:${body.from}:${body.to}`, body, async (key) => {
    const asked = api.POST('/api/v1/replays', { params: keyed(key), body });
    return finished<Schemas['ReplayDone']>(await answerOf(asked)).replay;
  });
}

export function cancelReplay(id: string): Promise<unknown> {
  return once(`replay-cancel:${id}`, {}, async (key) => {
    const asked = api.POST('/api/v1/replays/{id}/cancel', { params: { path: { id }, ...keyed(key) }, body: {} });
    return finished(await answerOf(asked));
  });
}

import { answerOf, api } from '../api/client';
import type { components, paths } from '../api/contract';
import { once } from '../api/intention';
import { ProblemError, UNREACHABLE } from '../api/problem';
import { shared } from '../shared/words';
import type { Action, Content, Form, Stage } from './definition';

type Schemas = components['schemas'];
export type Draft = Omit<Schemas['Draft'], 'content' | 'forms'> & { content: Content; forms: Form[] };
export type DraftSummary = Schemas['DraftSummary'];
export type Change = Schemas['Difference'];
export type Check = Schemas['FieldFault'];
export type Version = Schemas['ProcedureVersion'];
export type Whole = { process: { title: Schemas['Text']; stages: Stage[]; actions: Action[] } };

export const readProcedures = () => answerOf(api.GET('/api/v1/procedures')).then(({ items }) => items);

export const readVersions = (code: string) =>
  answerOf(api.GET('/api/v1/procedures/{code}/versions', { params: { path: { code } } }));

export const readVersion = (code: string, version: number) =>
  answerOf(
    api.GET('/api/v1/procedures/{code}/versions/{version}', { params: { path: { code, version: String(version) } } }),
  ).then(({ definition }) => definition as unknown as Whole);

export const readDifference = (code: string, from: number, to: number) =>
  answerOf(api.GET('/api/v1/procedures/{code}/diff', { params: { path: { code }, query: { from, to } } }));

export type DraftStage = Schemas['DraftStage'];
type DraftQuery = NonNullable<paths['/api/v1/process-drafts']['get']['parameters']['query']>;
export const readDrafts = (query: DraftQuery) => answerOf(api.GET('/api/v1/process-drafts', { params: { query } }));

export const readDraft = (id: string) =>
  answerOf(api.GET('/api/v1/process-drafts/{id}', { params: { path: { id } } })).then(asDraft);

/** The contract leaves the inside of a draft open: it may be of any shape while it is written. */
const asDraft = (draft: Schemas['Draft']) => draft as unknown as Draft;

type Answered = { state: string };

function done(answer: Answered): Draft {
  if (answer.state === 'done') return asDraft((answer as Schemas['DraftDone']).draft);
  throw new ProblemError({ ...UNREACHABLE, code: 'pending', titles: shared.pending });
}

const keyed = (key: string) => ({ 'Idempotency-Key': key });

export function takeDraft(procedure: string): Promise<Draft> {
  const body = { procedure };
  return once(`draft:take:${procedure}`, body, async (key) =>
    done(await answerOf(api.POST('/api/v1/process-drafts', { params: { header: keyed(key) }, body }))),
  );
}

export function saveDraft(id: string, expectedSeq: number, content: Content): Promise<Draft> {
  const body = { expectedSeq, content: content as never };
  return once(`draft:save:${id}:${expectedSeq}`, body, async (key) =>
    done(
      await answerOf(
        api.POST('/api/v1/process-drafts/{id}/content', { params: { path: { id }, header: keyed(key) }, body }),
      ),
    ),
  );
}

export type Act = 'ask-review' | 'approve' | 'send-back' | 'discard' | 'withdraw';
export type ActOrder = { expectedSeq: number; validFrom?: string; reason?: string };

export function actOnDraft(id: string, act: Act, body: ActOrder): Promise<Draft> {
  return once(`draft:${act}:${id}:${body.expectedSeq}`, body, async (key) =>
    done(
      await answerOf(
        api.POST('/api/v1/process-drafts/{id}/{act}', { params: { path: { id, act }, header: keyed(key) }, body }),
      ),
    ),
  );
}

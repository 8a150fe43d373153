import { answerOf, api } from '../api/client';
import type { components, paths } from '../api/contract';
import { once } from '../api/intention';
import { ProblemError, UNREACHABLE } from '../api/problem';
import { currentSession } from '../session';
import { receiving } from './words';

type Schemas = components['schemas'];
export type Dossier = Schemas['Dossier'];
export type Summary = Schemas['DossierSummary'];
export type Actions = Schemas['Actions'];
export type Possible = Actions['items'][number];
export type Required = Schemas['RequiredDocument'];
export type HandedIn = { code: string; originals: number; copies: number; uploads: string[] };
export type OpeningForm = Schemas['OpeningForm'];
export type Deadline = Schemas['Deadline'];
export type StepDone = Schemas['StepDone'];
export type Happened = Schemas['Event'];
export type Revealed = Schemas['Revealed'];
export type Print = Schemas['Print'];
export type Channel = Schemas['Channel'];
export type WorkQuery = NonNullable<paths['/api/v1/work']['get']['parameters']['query']>;

const unit = () => currentSession()?.unit ?? '';

export const readProcedures = () =>
  answerOf(api.GET('/api/v1/procedures', { params: { query: { unit: unit() } } })).then(({ items }) => items);

/** The ways in which a dossier of a procedure may begin. */
export const readOpenings = (code: string) =>
  answerOf(api.GET('/api/v1/procedures/{code}', { params: { path: { code } } })).then(({ openings }) => openings);

export const readOpening = (code: string, action: string, channel: Channel) =>
  answerOf(
    api.GET('/api/v1/procedures/{code}/forms/{action}', {
      params: { path: { code, action }, query: { unit: unit(), channel } },
    }),
  );

export const readReceivers = (field: string) =>
  answerOf(api.GET('/api/v1/responsibility', { params: { query: { unit: unit(), field, task: 'receive' } } }));

export const readWork = (query: WorkQuery) => answerOf(api.GET('/api/v1/work', { params: { query } }));

export const findDossiers = (q: string, cursor?: string) =>
  answerOf(api.GET('/api/v1/dossiers', { params: { query: { q, ...(cursor && { cursor }) } } }));

export const readFields = () => answerOf(api.GET('/api/v1/fields')).then(({ items }) => items);

const ofDossier = (ref: string) => ({ params: { path: { ref } } });
export const readDossier = (ref: string) => answerOf(api.GET('/api/v1/dossiers/{ref}', ofDossier(ref)));
export const readActions = (ref: string) => answerOf(api.GET('/api/v1/dossiers/{ref}/actions', ofDossier(ref)));
export const readTimeline = (ref: string) =>
  answerOf(api.GET('/api/v1/dossiers/{ref}/timeline', ofDossier(ref))).then(({ items }) => items);
export const readTime = (ref: string) => answerOf(api.GET('/api/v1/dossiers/{ref}/time', ofDossier(ref)));
export const readPrints = (ref: string) =>
  answerOf(api.GET('/api/v1/dossiers/{ref}/prints', ofDossier(ref))).then(({ items }) => items);

type Answered<Done> = { state: string } | Done;

/** A command that waits for the engine is told as a problem that may be tried again with the same key. */
function done<Done extends { state: string }>(answer: Answered<Done>): Done {
  if (answer.state === 'done') return answer as Done;
  throw new ProblemError({ ...UNREACHABLE, code: 'pending', titles: receiving.pending });
}

const keyed = (key: string) => ({ 'Idempotency-Key': key });

export type OpenOrder = {
  procedure: string;
  channel: Channel;
  action: string;
  content: Record<string, unknown>;
  documents: HandedIn[];
};

export function openDossier(order: OpenOrder): Promise<StepDone> {
  const body = { ...order, unit: unit() };
  return once(`open:${order.procedure}:${order.action}`, body, async (key) =>
    done<StepDone>(await answerOf(api.POST('/api/v1/dossiers', { params: { header: keyed(key) }, body }))),
  );
}

export type ActOrder = { expectedSeq: number; content: Record<string, unknown>; documents: HandedIn[] };

export function act(ref: string, action: string, body: ActOrder): Promise<StepDone> {
  return once(`act:${ref}:${body.expectedSeq}:${action}`, body, async (key) =>
    done<StepDone>(
      await answerOf(
        api.POST('/api/v1/dossiers/{ref}/actions/{action}', {
          params: { path: { ref, action }, header: keyed(key) },
          body,
        }),
      ),
    ),
  );
}

export type PrintKind = Schemas['PrintKind'];

export function makePrint(ref: string, kind: PrintKind, seq?: number): Promise<Print> {
  const body = { kind, ...(seq !== undefined && { seq }) };
  return once(`print:${ref}:${kind}:${seq ?? 'last'}`, body, async (key) => {
    const asked = api.POST('/api/v1/dossiers/{ref}/prints', { params: { path: { ref }, header: keyed(key) }, body });
    return done<Schemas['PrintDone']>(await answerOf(asked)).print;
  });
}

export function correctAppointment(ref: string, body: Schemas['CorrectionOrder']): Promise<StepDone> {
  return once(`correct:${ref}:${body.expectedSeq}`, body, async (key) =>
    done<StepDone>(
      await answerOf(
        api.POST('/api/v1/dossiers/{ref}/correction', { params: { path: { ref }, header: keyed(key) }, body }),
      ),
    ),
  );
}

export function writeSlip(to: string, dossiers: string[]): Promise<Schemas['HandoverDone']> {
  const body = { to, kind: 'papers' as const, dossiers };
  return once(`slip:${to}:${dossiers.join(',')}`, body, async (key) =>
    done<Schemas['HandoverDone']>(
      await answerOf(api.POST('/api/v1/handovers', { params: { header: keyed(key) }, body })),
    ),
  );
}

export async function upload(file: File): Promise<Schemas['Upload']> {
  const body = new FormData();
  body.append('file', file, file.name.normalize('NFC'));
  return answerOf(
    api.POST('/api/v1/uploads', { body: body as never, bodySerializer: (form: unknown) => form as FormData }),
  );
}

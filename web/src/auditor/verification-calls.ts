import { answerOf, api } from '../api/client';
import type { components } from '../api/contract';
import { once } from '../api/intention';
import { finished } from '../transfers/calls';

type Schemas = components['schemas'];
export type Verification = Schemas['Verification'];
export type Fault = Schemas['RecordVerdict']['faults'][number];

export const readVerifications = (cursor: string) =>
  answerOf(api.GET('/api/v1/audit/verifications', { params: { query: cursor ? { cursor } : {} } }));
export const readVerification = (id: string) =>
  answerOf(api.GET('/api/v1/audit/verifications/{id}', { params: { path: { id } } }));

const keyed = (key: string) => ({ header: { 'Idempotency-Key': key } });
const begun = (answer: Parameters<typeof finished<Schemas['VerificationDone']>>[0]) =>
  finished<Schemas['VerificationDone']>(answer).verification;

export function startVerification(body: Schemas['VerificationOrder']): Promise<Verification> {
  return once(`verify:${body.from ?? ''}:${body.to ?? ''}`, body, async (key) =>
    begun(await answerOf(api.POST('/api/v1/audit/verifications', { params: keyed(key), body }))),
  );
}

/** What one chain is of, as the API addresses it. */
export type OneChain = { kind: 'dossier' | 'transfer'; at: string };

export function verifyOne({ kind, at }: OneChain, body: Schemas['VerifyOne'] = {}): Promise<Verification> {
  return once(`verify:${kind}:${at}`, body, async (key) => {
    const asked =
      kind === 'dossier'
        ? api.POST('/api/v1/dossiers/{ref}/verification', { params: { path: { ref: at }, ...keyed(key) }, body })
        : api.POST('/api/v1/transfers/{id}/verification', { params: { path: { id: at }, ...keyed(key) }, body });
    return begun(await answerOf(asked));
  });
}

export function cancelVerification(id: string): Promise<Verification> {
  return once(`verify-cancel:${id}`, {}, async (key) => {
    const params = { path: { id }, ...keyed(key) };
    return begun(await answerOf(api.POST('/api/v1/audit/verifications/{id}/cancel', { params, body: {} })));
  });
}

/** Where the page is of what a chain is about; nothing for one that has no page. */
export function pageOfChain(subject: string): string | undefined {
  const [kind = '', id = ''] = subject.split(':');
  if (kind === 'dossier') return `/kiem-tra/ho-so/${id}`;
  return kind === 'transfer' ? `/chuyen-giao/${id}` : undefined;
}

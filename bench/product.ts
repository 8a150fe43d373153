import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Timed } from './measure';

const RECEIVE = {
  procedure: '2.001955',
  unit: '82',
  channel: 'direct',
  content: {
    submitter: { name: 'Nguyễn Văn Ân' },
    details: { employer: 'Công ty Sen Hồng', workers: 40, issuedOn: '2026-11-20' },
  },
  documents: ['van-ban', 'noi-quy'].map((code) => ({ code, originals: 1, copies: 0, uploads: [] })),
};

const STEPS = [
  ['government-clerk', '82', 'forward', {}],
  ['specialist', 'so-noi-vu', 'confirm-forwarded', {}],
  ['head-of-unit', 'so-noi-vu', 'assign', { officer: 'specialist' }],
  ['specialist', 'so-noi-vu', 'submit-for-signature', { summary: 'Đồng ý' }],
  ['signatory', 'so-noi-vu', 'sign', {}],
] as const;

/** Six steps of a real dossier over HTTP: received, and five steps on. */
export async function productLife(
  url: string,
  token: (role: string, unit: string) => Promise<string>,
): Promise<(timed: Timed) => Promise<void>> {
  const receiver = await token('government-clerk', '82');
  const steps = await Promise.all(
    STEPS.map(async ([role, unit, action, content]) => ({ bearer: await token(role, unit), action, content })),
  );
  // Plain node:http with kept connections: the load generator must not be what is measured.
  const agent = new Agent({ keepAlive: true });
  const post = async (path: string, bearer: string, body: unknown): Promise<{ code: string; seq: number }> => {
    const headers = {
      authorization: `Bearer ${bearer}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    };
    const sent = request(`${url}/api/v1${path}`, { method: 'POST', headers, agent }).end(JSON.stringify(body));
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const answer = await text(response);
    if ((response.statusCode ?? 500) > 201) throw new Error(`${path}: ${response.statusCode} ${answer}`);
    return (JSON.parse(answer) as { dossier: { code: string; seq: number } }).dossier;
  };
  return async (timed) => {
    let { code, seq } = await timed(() => post('/dossiers', receiver, RECEIVE));
    for (const { bearer, action, content } of steps) {
      const expectedSeq = seq;
      ({ code, seq } = await timed(() =>
        post(`/dossiers/${code}/actions/${action}`, bearer, { expectedSeq, content }),
      ));
    }
  };
}

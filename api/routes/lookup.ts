import { Refusal } from '../../domain/problem';
import { ok, type Handler, type PublicCall } from '../call';
import type { ApiContext } from '../context';
import { lookUpDossier } from '../reads/lookup';
import { lookupPage, PAGE_POLICY } from '../lookup-page';

type LookupQuery = { code?: string; key?: string };

export const lookUp: Handler = async (ctx, call) => {
  const { code = '', key = '' } = call.query as LookupQuery;
  return ok(await guarded(ctx, call, code, key));
};

/** @throws Refusal dossier-not-found, too-many-requests after many wrong guesses from the same address */
async function guarded({ read, catalogue, keys, guesses }: ApiContext, call: PublicCall, code: string, key: string) {
  const address = call.request.ip ?? '';
  await guesses.check(address);
  try {
    return await lookUpDossier(read, catalogue, keys.lookup, code, key);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'dossier-not-found') await guesses.failed(address);
    throw error;
  }
}

/** The same for people: works without JavaScript, on any telephone. */
export const showLookupPage: Handler = async (ctx, call) => {
  const { code, key } = call.query as LookupQuery;
  const page = { type: 'text/html; charset=utf-8', headers: { 'Content-Security-Policy': PAGE_POLICY } };
  if (code === undefined && key === undefined) return { status: 200, body: lookupPage({}), ...page };
  try {
    const found = await guarded(ctx, call, code ?? '', key ?? '');
    return { status: 200, body: lookupPage({ code, found }), ...page };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'dossier-not-found') return { status: 404, body: lookupPage({ code, notFound: true }), ...page };
    if (error.code !== 'too-many-requests') throw error;
    const { seconds = 1 } = error.params;
    const headers = { ...page.headers, 'Retry-After': String(seconds) };
    return { status: 429, body: lookupPage({ code, wait: Number(seconds) }), ...page, headers };
  }
};

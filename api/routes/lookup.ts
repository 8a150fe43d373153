import { Refusal } from '../../domain/problem';
import type { Language } from '../../domain/text';
import { ok, type Handler, type PublicCall } from '../call';
import type { ApiContext } from '../context';
import { lookUpDossier } from '../reads/lookup';
import { lookupPage, PAGE_POLICY } from '../lookup-page';

type LookupQuery = { code?: string; key?: string };
type PageQuery = LookupQuery & { lang?: Language };

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
  const { code, key, lang: language = call.language } = call.query as PageQuery;
  const headers = { 'Content-Security-Policy': PAGE_POLICY, 'Content-Language': language };
  const page = { type: 'text/html; charset=utf-8', headers };
  const asked = { language, now: call.now, code, key };
  if (code === undefined && key === undefined) return { status: 200, body: lookupPage(asked), ...page };
  try {
    const found = await guarded(ctx, call, code ?? '', key ?? '');
    return { status: 200, body: lookupPage({ ...asked, found }), ...page };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'dossier-not-found')
      return { status: 404, body: lookupPage({ ...asked, notFound: true }), ...page };
    if (error.code !== 'too-many-requests') throw error;
    const { seconds = 1 } = error.params;
    const later = { ...headers, 'Retry-After': String(seconds) };
    return { status: 429, body: lookupPage({ ...asked, wait: Number(seconds) }), ...page, headers: later };
  }
};

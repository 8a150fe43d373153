import { Refusal } from '../../domain/problem';
import { ok, type Handler } from '../call';
import { lookUpDossier } from '../reads/lookup';
import { lookupPage, PAGE_POLICY } from '../lookup-page';

type LookupQuery = { code?: string; key?: string };

export const lookUp: Handler = async ({ read, catalogue, keys }, call) => {
  const { code = '', key = '' } = call.query as LookupQuery;
  return ok(await lookUpDossier(read, catalogue, keys.lookup, code, key));
};

/** The same for people: works without JavaScript, on any telephone. */
export const showLookupPage: Handler = async ({ read, catalogue, keys }, call) => {
  const { code, key } = call.query as LookupQuery;
  const page = { type: 'text/html; charset=utf-8', headers: { 'Content-Security-Policy': PAGE_POLICY } };
  if (code === undefined && key === undefined) return { status: 200, body: lookupPage({}), ...page };
  try {
    const found = await lookUpDossier(read, catalogue, keys.lookup, code ?? '', key ?? '');
    return { status: 200, body: lookupPage({ code, found }), ...page };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'dossier-not-found') throw error;
    return { status: 404, body: lookupPage({ code, notFound: true }), ...page };
  }
};

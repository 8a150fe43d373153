import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Provider } from 'oidc-provider';
import { changePassword } from './credentials';
import { html, textsOf, tried, type MountParts } from './mount-parts';
import { ownPassword } from './own-password';
import { changePage, errorPage, ISSUER_POLICY, signInPage } from './pages';
import { createProvider, MOUNT } from './provider';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/**
 * The embedded issuer under `/oidc`. It is made when it is first asked: then the port is known, and a start does not
 * wait for it; and made anew after its keys were rotated.
 */
export function issuerRoutes(parts: MountParts): Router {
  const router = Router();
  let made: Promise<Provider> | undefined;
  let madeOf = '';
  const provider = (req: Request): Promise<Provider> => {
    parts.keys.reload();
    const keys = parts.keys.all.map(({ kid }) => kid).join();
    if (keys !== madeOf) made = undefined;
    madeOf = keys;
    made ??= createProvider({ ...parts, origins: originsOf(parts.publicUrl, req.socket.localPort) });
    made.catch(() => (made = undefined));
    return made;
  };
  router.use((_req, res, next) => {
    res.set('Content-Security-Policy', ISSUER_POLICY);
    next();
  });
  router.use('/password', ownPassword(parts));
  router
    .route('/interaction/:uid')
    .get(interaction(provider, (_req, res, details) => void html(res, 200, signInPage(pathOf(details)))))
    .post(express.urlencoded({ extended: false, limit: '8kb' }), interaction(provider, signInWith(parts)));
  router.use(async (req, res) => {
    const handle = (await provider(req)).callback();
    await handle(req, res);
  });
  return router;
}

/** A machine's own name and its number are the same place, but browsers tell them apart. */
export function originsOf(publicUrl: string, port: number | undefined): string[] {
  const url = new URL(publicUrl);
  if (!['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) return [publicUrl];
  const here = ['localhost', '127.0.0.1'].map((host) => `http://${host}:${port}`);
  return [...new Set([publicUrl, ...here])];
}

type Step = (req: Request, res: Response, details: Interaction, provider: Provider) => Promise<void> | void;

/** A sign-in that has begun in this browser. One that has not, or long ago, begins again. */
function interaction(provider: (req: Request) => Promise<Provider>, step: Step): RequestHandler {
  return async (req, res) => {
    const own = await provider(req);
    let details: Interaction;
    try {
      details = await own.interactionDetails(req, res);
    } catch {
      return html(res, 400, errorPage('session_not_found', 'hãy bắt đầu lại (begin again)'));
    }
    await step(req, res, details, own);
  };
}

const pathOf = ({ uid }: Interaction) => `${MOUNT}/interaction/${uid}`;

function signInWith(parts: MountParts): Step {
  const { db, notes } = parts;
  return async (req, res, details, provider) => {
    const form = textsOf(req.body);
    const { account = '', password = '', new: fresh, repeat } = form;
    const found = await tried(parts, req.ip, form);
    if (found.is === 'wrong' || found.is === 'waiting') {
      // Problems of a try are told on the page it came from.
      const again = found.is === 'wrong' && fresh !== undefined;
      const shown = again ? changePage(pathOf(details), account, 'wrong') : signInPage(pathOf(details), account, found);
      return html(res, found.is === 'wrong' ? 401 : 429, shown);
    }
    if (found.is === 'must-change') {
      if (fresh === undefined) return html(res, 200, changePage(pathOf(details), account));
      const fault = fresh === repeat ? await changePassword(db, found.account, password, fresh) : 'differs';
      if (fault) return html(res, 422, changePage(pathOf(details), account, fault));
      await notes.note({ kind: 'password-changed', account: found.account.id }, req.ip);
    }
    await notes.note({ kind: 'signed-in', account: found.account.id }, req.ip);
    // A new session every time: one that somebody else prepared is worth nothing.
    const result = { login: { accountId: found.account.id, remember: false } };
    await provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
  };
}

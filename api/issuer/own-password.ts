import express, { Router, type Request, type Response } from 'express';
import { endSessions } from '../../config/issuer-items';
import { changePassword } from './credentials';
import { html, textsOf, tried, type MountParts } from './mount-parts';
import { changedPage, changePage, type ChangeFault } from './pages';

/** Where somebody changes his password of his own accord. */
export const PASSWORD_PAGE = '/oidc/password';

/**
 * The page on which somebody changes his password. It asks for the present one, so it needs no session, and a try here
 * counts like a try to sign in. Sessions that were open end, since somebody else may have had one (ASVS 5.0, 7.4.3).
 */
export function ownPassword(parts: MountParts): Router {
  const router = Router();
  router
    .route('/')
    .get((req, res) => {
      const { searchParams } = new URL(req.originalUrl, 'http://here');
      html(res, 200, changePage(PASSWORD_PAGE, searchParams.get('account') ?? '', undefined, true));
    })
    .post(express.urlencoded({ extended: false, limit: '8kb' }), change(parts));
  return router;
}

function change(parts: MountParts) {
  const { db, notes } = parts;
  return async (req: Request, res: Response): Promise<void> => {
    const form = textsOf(req.body);
    const { account = '', password = '', new: fresh = '', repeat } = form;
    const again = (status: number, fault: ChangeFault) =>
      html(res, status, changePage(PASSWORD_PAGE, account, fault, true));
    const found = await tried(parts, req.ip, form);
    if (found.is === 'waiting') return again(429, found);
    // A program's secret is given by an administrator.
    if (found.is === 'wrong' || found.account.kind !== 'person') return again(401, 'wrong');
    const fault = fresh === repeat ? await changePassword(db, found.account, password, fresh) : 'differs';
    if (fault) return again(422, fault);
    await endSessions(db, found.account.id);
    await notes.note({ kind: 'password-changed', account: found.account.id }, req.ip);
    html(res, 200, changedPage());
  };
}

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { contentPolicy } from './security-headers';
import type { SignInPlace } from './token-source';

/** What is answered by others; an address below them that does not exist is told as a problem, not as a page. */
const NOT_PAGES = /^\/(api|oidc|health|problems|tra-cuu|assets)(\/|$)/;

/**
 * The web application, as it was built into a folder: files under names that change with their content, which browsers
 * may keep for ever, and one page for every other address, which they must ask for.
 * @param place where to sign in, which the page has in it
 * @param issuer the origin of an issuer elsewhere
 */
export function webApplication(folder: string, place: () => Promise<SignInPlace>, issuer?: string): Router {
  const router = Router();
  const assets = join(folder, 'assets');
  router.use('/assets', squeezed(assets), express.static(assets, { index: false, setHeaders: forEver }));
  router.use(page(join(folder, 'index.html'), place, issuer));
  return router;
}

function forEver(res: Response): void {
  res.set('Cache-Control', 'public, max-age=31536000, immutable');
}

const TYPES: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Sends the file that was squeezed at the build to those who take it. */
function squeezed(folder: string): RequestHandler {
  return (req, res, next) => {
    const [, kind] = /^\/[\w.-]+\.(js|css|svg)$/.exec(req.path) ?? [];
    if (!kind || !req.acceptsEncodings('gzip') || !existsSync(join(folder, `${req.path}.gz`))) return next();
    res.set({ 'Content-Type': TYPES[kind], 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' });
    req.url = req.url.replace(req.path, `${req.path}.gz`);
    next();
  };
}

/** The page has a new nonce every time: with it the component library may add its style elements, and nobody else. */
function page(file: string, place: () => Promise<SignInPlace>, issuer?: string): RequestHandler {
  return async (req, res, next) => {
    if (!isPage(req)) return next();
    // Read every time: it names the files that a build has just put beside it.
    const html = await readFile(file, 'utf8');
    const signIn = await place().then(inAttribute, () => '');
    const nonce = randomBytes(18).toString('base64');
    res.set({ 'Cache-Control': 'no-cache', 'Content-Security-Policy': contentPolicy({ nonce, issuer }) });
    res.type('html').send(html.replace('%STYLE_NONCE%', nonce).replace('%SIGN_IN%', () => signIn));
  };
}

/** An issuer that is away leaves it empty, and the page asks for it, and says what is wrong. */
const inAttribute = (place: SignInPlace) =>
  JSON.stringify(place).replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);

function isPage(req: Request): boolean {
  return ['GET', 'HEAD'].includes(req.method) && !NOT_PAGES.test(req.path) && Boolean(req.accepts('html'));
}

import type { RequestHandler } from 'express';
import helmet from 'helmet';

const DIRECTIVES = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'font-src': "'self'",
  'img-src': "'self' data: blob:",
  'connect-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
};

/**
 * What a browser may load for a page of ours.
 * @param nonce lets style elements with it be used; only pages whose component library adds some have one
 * @param issuer the origin of an issuer elsewhere, from which the web application fetches its tokens
 */
export function contentPolicy({ nonce, issuer }: { nonce?: string; issuer?: string } = {}): string {
  const more: Record<string, string> = {
    ...(nonce && { 'style-src': ` 'nonce-${nonce}'` }),
    ...(issuer && { 'connect-src': ` ${issuer}` }),
  };
  return Object.entries(DIRECTIVES)
    .map(([name, sources]) => `${name} ${sources}${more[name] ?? ''}`)
    .join(';');
}

export function securityHeaders(): RequestHandler[] {
  return [
    helmet({ contentSecurityPolicy: false }),
    (_req, res, next) => {
      res.set('Content-Security-Policy', contentPolicy());
      next();
    },
  ];
}

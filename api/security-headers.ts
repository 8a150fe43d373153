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
 */
export function contentPolicy(nonce?: string): string {
  return Object.entries(DIRECTIVES)
    .map(([name, sources]) =>
      nonce && name === 'style-src' ? `${name} ${sources} 'nonce-${nonce}'` : `${name} ${sources}`,
    )
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

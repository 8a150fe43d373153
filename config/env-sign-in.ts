import type { EnvReader } from './env-reader';

/** Who issues the tokens that the API takes. */
export type SignInEnv = {
  /** An OpenID provider elsewhere; without it the product has its own. */
  issuer?: string;
  /** What a token of that issuer must be meant for. */
  audience: string;
  /** The web application's name with that issuer. */
  client: string;
};

export const AUDIENCE = 'mot-cua';

export function readSignInEnv(reader: EnvReader): SignInEnv {
  const issuer = reader.webUrl('OIDC_ISSUER');
  if (issuer && !/^https:/.test(issuer) && !/^http:\/\/(localhost|127\.|\[::1\])/.test(issuer))
    reader.fault('OIDC_ISSUER', 'phải là https', 'must be https');
  return {
    ...(issuer && { issuer }),
    audience: reader.name('OIDC_AUDIENCE') ?? AUDIENCE,
    client: reader.name('OIDC_CLIENT') ?? 'web',
  };
}

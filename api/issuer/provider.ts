import type { Knex } from 'knex';
import type { Logger } from 'pino';
import type { Configuration, Provider } from 'oidc-provider';
import { accountBy } from '../../config/account-row';
import { AUDIENCE } from '../../config/env-sign-in';
import { withoutData } from '../../config/error-data';
import type { TokenKeys } from '../../config/token-keys';
import { issuerAdapter } from './adapter';
import { signIn } from './credentials';
import { noteTry, type SignInNotes } from './sign-in-notes';
import { errorPage, logoutPage, signedOutPage } from './pages';

/** Where the embedded issuer answers. */
export const MOUNT = '/oidc';
/** The web application's name with it. */
export const WEB_CLIENT = 'web';

/** The API as something that tokens are for. (RFC 8707) */
const RESOURCE = 'urn:mot-cua:api';
const SCOPE = 'api';

const [MINUTE, HOUR] = [60, 3600];
/** Access tokens are short, since nobody can call one back; a session is a day at the counter. */
const TTL = { token: 15 * MINUTE, service: HOUR, code: MINUTE, interaction: 30 * MINUTE, session: 10 * HOUR };

export type IssuerParts = {
  /** A connection of its own, which touches the issuer's tables only. */
  db: Knex;
  keys: TokenKeys;
  cookieKey: Buffer;
  /** Addresses under which browsers reach the application; the first is the public one. */
  origins: string[];
  /** Whether proxies in front are believed. */
  proxied: boolean;
  logger: Logger;
  /** Keeps the record of who signed in and who tried. */
  notes: SignInNotes;
};

/** The OpenID provider inside of the API process, for installations that have none. */
export async function createProvider(parts: IssuerParts): Promise<Provider> {
  const library = await importQuietly();
  const configuration = configurationOf(parts, (resource) => {
    if (resource !== RESOURCE) throw new library.errors.InvalidTarget();
  });
  const interactions = { url: configuration.interactions?.url, policy: policyOf(library) };
  const provider = new library.Provider(`${parts.origins[0]}${MOUNT}`, { ...configuration, interactions });
  provider.on('server_error', (_ctx, error) => parts.logger.error({ err: withoutData(error) }, 'the issuer failed'));
  provider.proxy = parts.proxied;
  // A service account's secret lies in the table as a hash, like any password.
  provider.Client.prototype.compareClientSecret = async function (secret: string) {
    const found = await signIn(parts.db, this.clientId, secret);
    const address = library.Provider.ctx?.ip;
    noteTry(parts.notes, found, address);
    if (found.is !== 'in') return false;
    await parts.notes.note({ kind: 'signed-in', account: found.account.id }, address);
    return true;
  };
  return provider;
}

/** The library's own policy, and this: the session of an account that was locked or closed is none. */
function policyOf({ interactionPolicy: { base, Check } }: typeof import('oidc-provider')) {
  const policy = base();
  const isGone = new Check('account_gone', 'the account is not there any more', 'login_required', ({ oidc }) =>
    oidc.session?.accountId !== undefined && !oidc.account ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
  );
  policy.get('login')?.checks.add(isGone);
  return policy;
}

/** The library says that it wants Node 22. It works on 20, which our tests hold it to; nobody who starts the product need read that. */
async function importQuietly(): Promise<typeof import('oidc-provider')> {
  const { warn } = console;
  console.warn = (...said: unknown[]) => {
    if (!/oidc-provider WARNING: Unsupported runtime/.test(String(said[0]))) warn(...said);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}

function configurationOf(
  { db, keys, cookieKey, origins }: IssuerParts,
  requireResource: (resource: string) => void,
): Configuration {
  const secure = origins[0]?.startsWith('https:') ?? false;
  const cookie = { httpOnly: true, sameSite: 'lax', secure, signed: true, path: MOUNT } as const;
  return {
    adapter: issuerAdapter(db),
    jwks: { keys: keys.all.map((key) => ({ ...key })) },
    clients: [webClient(origins)],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes: ['openid'],
    claims: { openid: ['sub', 'name'] },
    findAccount: async (_ctx, id) => {
      const account = await accountBy(db, { id });
      if (account?.state !== 'active') return undefined;
      return { accountId: id, claims: () => ({ sub: id, name: account.name }) };
    },
    // For display in clients only: the API reads role and unit from the record.
    extraTokenClaims: async (_ctx, token) => {
      const id = 'accountId' in token ? token.accountId : token.clientId;
      const account = await accountBy(db, { id: String(id) });
      // With the session in it, a token ends when its session does.
      const sid = 'sessionUid' in token ? token.sessionUid : undefined;
      return account && { role: account.role, unit: account.unit, ...(sid !== undefined && { sid }) };
    },
    // There is one client and its purpose is plain: nobody is asked whether he agrees to his own work.
    loadExistingGrant: async ({ oidc }) => {
      const { client, session, provider } = oidc;
      const known = session?.grantIdFor(client?.clientId ?? '');
      const grant =
        (known && (await provider.Grant.find(known))) ||
        new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope('openid');
      grant.addResourceScope(RESOURCE, SCOPE);
      await grant.save();
      return grant;
    },
    interactions: { url: (_ctx, { uid }) => `${MOUNT}/interaction/${uid}` },
    cookies: { keys: [cookieKey], long: cookie, short: cookie },
    // A browser names its origin also to the server that the page came from; other pages get nothing.
    clientBasedCORS: (_ctx, origin) => origins.includes(origin),
    ttl: {
      AccessToken: TTL.token,
      ClientCredentials: TTL.service,
      AuthorizationCode: TTL.code,
      IdToken: TTL.token,
      Interaction: TTL.interaction,
      Session: TTL.session,
      Grant: TTL.session,
    },
    features: featuresOf(requireResource),
    renderError: (ctx, { error, error_description: description }) => {
      ctx.type = 'html';
      ctx.body = errorPage(error, description);
    },
  };
}

function featuresOf(requireResource: (resource: string) => void): Configuration['features'] {
  return {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    userinfo: { enabled: false },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        ctx.body = logoutPage(form);
      },
      postLogoutSuccessSource: (ctx) => {
        ctx.body = signedOutPage();
      },
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => RESOURCE,
      useGrantedResource: () => true,
      getResourceServerInfo: (_ctx, resource, client) => {
        requireResource(resource);
        return {
          scope: SCOPE,
          audience: AUDIENCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: client.clientId === WEB_CLIENT ? TTL.token : TTL.service,
          jwt: { sign: { alg: 'ES256' } },
        };
      },
    },
  };
}

/** A browser keeps no secret: what holds the code to who asked for it is PKCE. (RFC 9700, 2.1.1) */
function webClient(origins: string[]) {
  return {
    client_id: WEB_CLIENT,
    token_endpoint_auth_method: 'none' as const,
    grant_types: ['authorization_code'],
    response_types: ['code' as const],
    redirect_uris: origins.map((origin) => `${origin}/signed-in`),
    post_logout_redirect_uris: origins.map((origin) => `${origin}/`),
  };
}

import type { Request } from 'express';
import { decodeJwt } from 'jose';
import { endSessions, sessionsOf } from '../../config/issuer-items';
import { Refusal } from '../../domain/problem';
import { toInstant } from '../../domain/time';
import { ok, signedIn, type Call, type Handler } from '../call';
import type { ApiContext } from '../context';

/** Where the caller is signed in. */
export const listSessions: Handler = signedIn(async (ctx, call) => ok(await sessionsView(ctx, call)));

/** Ends one of them, or all but the present one: somebody else may be at that computer (ASVS 5.0, 7.4.3, 7.5.2). */
export const endOtherSessions: Handler = signedIn(async (ctx, call) => {
  const { issuer } = ctx;
  if (!issuer) throw new Refusal('sessions-elsewhere');
  const { id: named } = call.body as { id?: string };
  const here = sessionOf(call.request);
  const ended = await endSessions(
    issuer.db,
    call.actor.id,
    ({ id }) => id !== here && (named === undefined || id === named),
  );
  ctx.forgetAccounts?.();
  if (ended > 0) await issuer.notes.note({ kind: 'session-ended', account: call.actor.id }, call.request.ip);
  return ok(await sessionsView(ctx, call));
});

async function sessionsView({ issuer }: ApiContext, { actor, request }: Call) {
  if (!issuer) return { elsewhere: true, items: [] };
  const here = sessionOf(request);
  const items = (await sessionsOf(issuer.db, actor.id)).map(({ id, since, until }) => ({
    ...{ id, since: toInstant(since * 1000), until: toInstant(until * 1000) },
    here: id === here,
  }));
  return { elsewhere: false, items };
}

/** The session of a token whose signature was looked at already. */
function sessionOf({ headers }: Request): string | undefined {
  const { sid } = decodeJwt((headers.authorization ?? '').replace(/^Bearer +/i, ''));
  return typeof sid === 'string' ? sid : undefined;
}

import { FAULTS, type FaultKind } from '../../config/verify/fault';
import type { VerifyBody, VerifyCancelBody } from '../../config/verify/scope';
import { Refusal, refusedAt } from '../../domain/problem';
import type { LocalDate } from '../../domain/time';
import type { VerificationScope, VerificationVerdict } from '../../domain/verification';
import { dossierSubject, transferSubject } from '../audit-subject';
import { ok, signedIn, type Call, type Handler, type Reply } from '../call';
import { commandReply } from '../command-reply';
import type { ApiContext } from '../context';
import { placeOf } from '../cursor';
import { findVerification, verificationPage, type VerificationEntry } from '../reads/verifications';
import { API } from '../views';

type Order = { from?: LocalDate; to?: LocalDate; reason?: string };

/** Verifies the record, or the chains that grew in a period, in the background. */
export const startVerification: Handler = signedIn((ctx, call) => ordered(ctx, call, scopeOf(call.body as Order)));

export const verifyDossier: Handler = signedIn(async (ctx, call) =>
  ordered(ctx, call, { subject: await dossierSubject(ctx, call) }),
);
export const verifyTransfer: Handler = signedIn(async (ctx, call) =>
  ordered(ctx, call, { subject: await transferSubject(ctx, call) }),
);

function scopeOf({ from, to }: Order): VerificationScope {
  if (from === undefined || to === undefined) return { all: true };
  if (to < from) throw refusedAt('/to', 'span-too-long', { days: 0 });
  return { from, to };
}

async function ordered(ctx: ApiContext, { actor, body, key }: Call, scope: VerificationScope): Promise<Reply> {
  const { reason } = body as Order;
  const order: VerifyBody = { actor, scope, ...(reason !== undefined && { reason }) };
  const sent = await ctx.engine.carryOut(key, { kind: 'verify', subject: '', body: order });
  const { commandId } = sent;
  return commandReply(sent, 201, pathOf(commandId), async () => ({ verification: await viewed(ctx, commandId) }));
}

export const cancelVerification: Handler = signedIn(async (ctx, { actor, path, key }) => {
  const id = path.id ?? '';
  await viewed(ctx, id);
  const order: VerifyCancelBody = { actor, verification: id };
  const sent = await ctx.engine.carryOut(key, { kind: 'verify-cancel', subject: id, body: order });
  return commandReply(sent, 200, pathOf(id), async () => ({ verification: await viewed(ctx, id) }));
});

export const listVerifications: Handler = signedIn(async ({ read }, { query }) => {
  const { cursor, limit } = query as { cursor?: string; limit: number };
  const { items, next } = await verificationPage(read, limit, placeOf(cursor));
  return ok({ items: items.map(verificationView), next });
});

export const readVerification: Handler = signedIn(async (ctx, { path }) => ok(await viewed(ctx, path.id ?? '')));

async function viewed({ read }: ApiContext, id: string) {
  const found = await findVerification(read, id);
  if (!found) throw new Refusal('not-found');
  return verificationView(found);
}

const pathOf = (id: string) => `${API}/audit/verifications/${id}`;

function verificationView({ state, checked }: VerificationEntry) {
  const { id, scope, reason, stage, orderedAt, by, total, ended } = state;
  return {
    id,
    scope,
    reason: reason ?? null,
    stage,
    orderedAt,
    by: { id: by.id, role: by.role },
    total,
    checked: ended?.checked ?? checked,
    endedAt: ended?.at ?? null,
    endedBy: ended ? { id: ended.by.id, role: ended.by.role } : null,
    verdict: ended?.verdict ? verdictView(ended.verdict) : null,
    links: { self: pathOf(id) },
  };
}

/** The faults with what they mean to whoever reads them. */
function verdictView({ faults, ...counts }: VerificationVerdict) {
  return {
    ...counts,
    sound: faults.length === 0,
    faults: faults.map((fault) => ({ ...fault, meaning: FAULTS[fault.what as FaultKind] })),
  };
}

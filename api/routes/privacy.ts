import type { PartyPart, PrivacyBody } from '../../config/privacy-body';
import type { MaskedField } from '../../domain/masking';
import { refusedAt } from '../../domain/problem';
import type { LocalDate } from '../../domain/time';
import { ok, signedIn, type Call, type Handler } from '../call';
import { commandReply } from '../command-reply';
import type { ApiContext } from '../context';
import { placeOf } from '../cursor';
import { privacyEventView } from '../privacy-view';
import { findDossier, partiesOf, visibleDossier, type DossierRow } from '../reads/dossiers';
import { erasablePage } from '../reads/retention';
import { erasableView, retentionView } from '../retention-view';
import { dossierPath } from '../views';
import { privacyEventsOf, privacyPage, type PrivacyFilter } from '../reads/privacy';

async function dossierOf({ read, catalogue }: ApiContext, call: Call): Promise<DossierRow> {
  const row = await visibleDossier({ read, catalogue }, call, call.path.ref ?? '');
  call.about(row.code ?? row.id);
  return row;
}

type RevealOrder = { part: PartyPart; field: MaskedField; reason: string };

/** One number in full, for whoever says why; that it was seen is on record before it is. */
export const reveal: Handler = signedIn(async (ctx, call) => {
  const row = await dossierOf(ctx, call);
  const { part, field, reason } = call.body as RevealOrder;
  const valueNow = async () => {
    const party = (await partiesOf(ctx.read, [row.id])).find((one) => one.part === part);
    return party && (field === 'phone' ? party.phone : party.identity_number);
  };
  if (!(await valueNow())) throw refusedAt('/field', 'nothing-to-reveal');
  const body: PrivacyBody = { actor: call.actor, dossierId: row.id, act: { do: 'reveal', part, field, reason } };
  const sent = await ctx.engine.carryOut(call.key, { kind: 'privacy', subject: row.id, body });
  return commandReply(sent, 200, undefined, async () => ({ part, field, value: (await valueNow()) ?? null }));
});

/** Who saw what of a dossier's people, and what else was done about their data. */
export const readPrivacy: Handler = signedIn(async (ctx, call) => {
  const row = await dossierOf(ctx, call);
  return ok(await privacyOf(ctx, row));
});

/** The same of all dossiers, the latest first. */
export const listPrivacy: Handler = signedIn(async ({ read, catalogue }, { query }) => {
  const { cursor, limit, ...filter } = query as PrivacyFilter & { cursor?: string; limit: number };
  const page = await privacyPage(read, filter, limit, placeOf(cursor));
  return ok({ items: page.items.map((event) => privacyEventView(catalogue, event)), next: page.next });
});

type PrivacyOrder = { do: 'hold' | 'release' | 'erase'; reason: string };

/** Keeps personal data longer, lets go of them again, or erases them before their time, for an applicant whom the law lets ask. */
export const changePrivacy: Handler = signedIn(async (ctx, call) => {
  const row = await dossierOf(ctx, call);
  const body: PrivacyBody = { actor: call.actor, dossierId: row.id, act: call.body as PrivacyOrder };
  const sent = await ctx.engine.carryOut(call.key, { kind: 'privacy', subject: row.id, body });
  return commandReply(sent, 200, `${dossierPath(row)}/privacy`, async () => ({
    privacy: await privacyOf(ctx, (await findDossier(ctx.read, row.id)) ?? row),
  }));
});

async function privacyOf({ read, catalogue }: ApiContext, row: DossierRow) {
  const events = await privacyEventsOf(read, row.id);
  return { ...retentionView(catalogue, row), items: events.map((event) => privacyEventView(catalogue, event)) };
}

/** Whose personal data are erased by a day. */
export const previewRetention: Handler = signedIn(async ({ read, catalogue }, call) => {
  const { until = call.today, cursor, limit } = call.query as { until?: LocalDate; cursor?: string; limit: number };
  const place = placeOf(cursor);
  const page = await erasablePage(read, catalogue, call, { until, limit, place });
  return ok({ until, items: page.items.map((row) => erasableView(catalogue, row)), next: page.next });
});

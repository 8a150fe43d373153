import type { PartyPart, PrivacyBody } from '../../config/privacy-body';
import type { MaskedField } from '../../domain/masking';
import { refusedAt } from '../../domain/problem';
import { ok, signedIn, type Call, type Handler } from '../call';
import { commandReply } from '../command-reply';
import type { ApiContext } from '../context';
import { decodeCursor } from '../cursor';
import { privacyEventView } from '../privacy-view';
import { partiesOf, visibleDossier, type DossierRow } from '../reads/dossiers';
import { privacyEventsOf, privacyPage } from '../reads/privacy';

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
  const events = await privacyEventsOf(ctx.read, row.id);
  return ok({ items: events.map((event) => privacyEventView(ctx.catalogue, event)) });
});

/** The same of all dossiers, the latest first. */
export const listPrivacy: Handler = signedIn(async ({ read, catalogue }, { query }) => {
  const { cursor, limit } = query as { cursor?: string; limit: number };
  const page = await privacyPage(read, limit, cursor === undefined ? undefined : decodeCursor(cursor));
  return ok({ items: page.items.map((event) => privacyEventView(catalogue, event)), next: page.next });
});

import type { PartyPart, PrivacyBody } from '../../config/privacy-body';
import type { MaskedField } from '../../domain/masking';
import { MAY_REVEAL } from '../../domain/privacy';
import { Refusal, refusedAt } from '../../domain/problem';
import { ok, signedIn, type Handler } from '../call';
import { commandReply } from '../command-reply';
import { decodeCursor } from '../cursor';
import { privacyEventView } from '../privacy-view';
import { partiesOf, visibleDossier } from '../reads/dossiers';
import { privacyEventsOf, privacyPage } from '../reads/privacy';
import { requireOverseer } from '../register-access';

type RevealOrder = { part: PartyPart; field: MaskedField; reason: string };

/** One number in full, for whoever says why; that it was seen is on record before it is. */
export const reveal: Handler = signedIn(async ({ read, engine }, call) => {
  const { actor, key } = call;
  if (!MAY_REVEAL.includes(actor.role)) throw new Refusal('not-your-role');
  const row = await visibleDossier(read, actor, call.path.ref ?? '', call.now);
  call.about(row.code ?? row.id);
  const { part, field, reason } = call.body as RevealOrder;
  const valueNow = async () => {
    const party = (await partiesOf(read, [row.id])).find((one) => one.part === part);
    return party && (field === 'phone' ? party.phone : party.identity_number);
  };
  if (!(await valueNow())) throw refusedAt(`/${field}`, 'nothing-to-reveal');
  const body: PrivacyBody = { actor, dossierId: row.id, act: { do: 'reveal', part, field, reason } };
  const sent = await engine.carryOut(key, { kind: 'privacy', subject: row.id, body });
  return commandReply(sent, 200, undefined, async () => ({ part, field, value: (await valueNow()) ?? null }));
});

/** Who saw what of a dossier's people, and what else was done about their data. */
export const readPrivacy: Handler = signedIn(async ({ read, catalogue }, call) => {
  requireOverseer(call.actor);
  const row = await visibleDossier(read, call.actor, call.path.ref ?? '', call.now);
  call.about(row.code ?? row.id);
  const events = await privacyEventsOf(read, row.id);
  return ok({ items: events.map((event) => privacyEventView(catalogue, event)) });
});

/** The same of all dossiers, the latest first. */
export const listPrivacy: Handler = signedIn(async ({ read, catalogue }, { actor, query }) => {
  if (actor.role !== 'auditor') throw new Refusal('not-your-role');
  const { cursor, limit } = query as { cursor?: string; limit: number };
  const page = await privacyPage(read, limit, cursor === undefined ? undefined : decodeCursor(cursor));
  return ok({ items: page.items.map((event) => privacyEventView(catalogue, event)), next: page.next });
});

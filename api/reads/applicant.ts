import type { Knex } from 'knex';
import { vaultOf } from '../../config/vault';
import { maskContent } from '../../domain/masking';
import type { UnitId } from '../../domain/unit';
import { deliveryPage } from './deliveries';
import { attachmentsOf, papersOf, partiesOf, type DossierRow } from './dossiers';
import { feeHistory } from './fees';
import { modelOf, printsOfDossier } from './prints';
import { privacyEventsOf } from './privacy';
import { eventsOf } from './timeline';

/** Dossiers in which somebody is named, the oldest first: those of some units, and how many there are elsewhere. */
export async function dossiersOfPerson(
  db: Knex,
  identityNumber: string,
  units: UnitId[] | 'all',
): Promise<{ rows: DossierRow[]; elsewhere: number }> {
  const named = db('parties')
    .where({ identity_hash: vaultOf(db).blind('identity', identityNumber) })
    .select('dossier_id');
  const all: DossierRow[] = await db<DossierRow>('dossiers').whereIn('id', named).orderBy(['opened_at', 'id']);
  const mine = ({ receiving_unit, deciding_unit, support_unit }: DossierRow) =>
    units === 'all' || [receiving_unit, deciding_unit, support_unit].some((unit) => unit && units.includes(unit));
  const rows = all.filter(mine);
  return { rows, elsewhere: all.length - rows.length };
}

const MOST_MESSAGES = 1000;

/** All that is held about a person in one dossier; what it says of somebody else is masked. */
export async function heldInDossier(db: Knex, row: DossierRow, identityNumber: string) {
  const [parties, events, papers, files, fees, prints, messages, privacy] = await Promise.all([
    partiesOf(db, [row.id]),
    eventsOf(db, row.id),
    papersOf(db, row.id),
    attachmentsOf(db, row.id),
    feeHistory(db, row.id),
    printsOfDossier(db, row.id),
    deliveryPage(db, { subject: row.id }, MOST_MESSAGES),
    privacyEventsOf(db, row.id),
  ]);
  const others = parties.filter((party) => party.identity_number !== identityNumber).map(({ part }) => part);
  const own = (content: Record<string, unknown> | null) =>
    content &&
    Object.fromEntries(Object.entries(content).map(([k, v]) => [k, others.includes(k) ? maskContent(v) : v]));
  return {
    id: row.id,
    code: row.code,
    procedure: row.procedure_code,
    openedAt: row.opened_at,
    receivedAt: row.received_at,
    closedAt: row.closed_at,
    summary: row.summary,
    parties: parties.map(({ part, name, content }) =>
      others.includes(part) ? { part, name, ...maskContent(content) } : { part, ...content },
    ),
    steps: events.map(({ event, content }) => ({
      seq: event.seq,
      at: event.at,
      action: event.action,
      by: event.by.id,
      ...(event.by.onBehalfOf && { onBehalfOf: event.by.onBehalfOf.id }),
      content: own(content),
    })),
    papers,
    files: files.map(({ id, name, media_type, size, sha256 }) => ({ id, name, mediaType: media_type, size, sha256 })),
    fees: fees.map(({ event, reason }) => ({ ...event, reason })),
    prints: await Promise.all(
      prints.map(async ({ id, kind, printed_at, sha256 }) => ({
        ...{ id, kind, printedAt: printed_at, sha256 },
        document: row.erased_at ? null : await modelOf(db, id),
      })),
    ),
    messages: messages.items
      .filter(({ audience }) => audience === 'applicant')
      .map(({ kind, channel, recipient, state, created_at, sent_at }) => ({
        ...{ kind, channel, recipient, state, createdAt: created_at, sentAt: sent_at },
      })),
    privacy: privacy.map(({ event }) => event),
  };
}

export type HeldInDossier = Awaited<ReturnType<typeof heldInDossier>>;

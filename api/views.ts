import type { By } from '../domain/actor';
import type { Catalogue } from '../domain/catalogue';
import { addWorkingDays, CalendarGap, closingOf } from '../domain/calendar';
import type { DossierState } from '../domain/dossier';
import { maskNumber } from '../domain/masking';
import type { Text } from '../domain/text';
import type { Instant, LocalDate } from '../domain/time';
import type { Unit, UnitId } from '../domain/unit';
import { unitId } from '../domain/unit';
import { stateOf, type AttachmentRow, type DossierRow, type PaperRow, type PartyRow } from './reads/dossiers';
import { STATUS_TITLES } from './status-titles';

export const API = '/api/v1';

/** Where a dossier is found: by its code once it has one. */
export function dossierPath({ code, id }: { code: string | null; id: string }): string {
  return `${API}/dossiers/${encodeURIComponent(code ?? id)}`;
}

/** A name that the configuration no longer knows is shown as its code rather than not at all. */
const unnamed = (code: string): Text => ({ vi: code, en: code });

export function unitName(catalogue: Catalogue, id: UnitId): { id: UnitId; name: Text } {
  return { id, name: catalogue.unit(id)?.name ?? unnamed(id) };
}

/** Who did something, with the name of the unit, and for whom where a delegation gave the right. */
export function personView(catalogue: Catalogue, { id, role, unit, onBehalfOf }: By) {
  return { id, role, unit: unitName(catalogue, unit), ...(onBehalfOf && { onBehalfOf }) };
}

/** The same without the unit. */
export function actorView({ id, role, onBehalfOf }: Omit<By, 'unit'>) {
  return { id, role, ...(onBehalfOf && { onBehalfOf }) };
}

export function stageView(
  catalogue: Catalogue,
  state: DossierState,
  name = state.stage,
): { name: string; title: Text } {
  const stage = catalogue.process(state.process)?.stages.find((candidate) => candidate.name === name);
  return { name, title: stage?.title ?? unnamed(name) };
}

export function unitView(unit: Unit) {
  const {
    code,
    kind,
    level,
    name,
    validFrom,
    validTo,
    type,
    parent,
    identification,
    address,
    postBuilding,
    successor,
  } = unit;
  const optional = { validTo, type, parent, identification, address, postBuilding, successor };
  return { id: unitId(unit), code, kind, level, name, validFrom, ...present(optional) };
}

/** What is nearly late: due by the end of the next working day. Undefined where the calendar ends. */
export function nearlyUntil(catalogue: Catalogue, today: LocalDate): Instant | undefined {
  try {
    return closingOf(catalogue.calendar, addWorkingDays(catalogue.calendar, today, 1));
  } catch (error) {
    if (error instanceof CalendarGap) return undefined;
    throw error;
  }
}

export type Moment = { now: Instant; today: LocalDate };

/** A dossier in a list. */
export function summaryView(catalogue: Catalogue, row: DossierRow, parties: PartyRow[], { now, today }: Moment) {
  const state = stateOf(row);
  const late = row.next_due_at !== null && row.next_due_at <= now;
  const until = nearlyUntil(catalogue, today);
  const procedure = catalogue.procedure(state.procedure.code, state.procedure.version);
  return {
    id: row.id,
    code: row.code,
    seq: row.seq,
    stage: stageView(catalogue, state),
    status: { code: row.status, title: STATUS_TITLES[row.status] },
    closed: Boolean(row.closed),
    procedure: { ...state.procedure, name: procedure?.name ?? unnamed(row.procedure_code) },
    field: { code: row.field, name: catalogue.field(row.field)?.name ?? unnamed(row.field) },
    channel: row.channel,
    openedAt: row.opened_at,
    receivedAt: row.received_at,
    dueAt: row.due_at,
    stageDueAt: row.stage_due_at,
    nextDueAt: row.next_due_at,
    late,
    nearlyLate: !late && until !== undefined && row.next_due_at !== null && row.next_due_at <= until,
    summary: row.summary,
    parties: parties
      .filter((party) => party.dossier_id === row.id)
      .map(({ part, name, identity_number, phone }) => ({
        part,
        name,
        identityNumber: identity_number && maskNumber(identity_number),
        phone: phone && maskNumber(phone),
      })),
    links: { self: dossierPath(row) },
  };
}

type Details = { parties: PartyRow[]; papers: PaperRow[]; attachments: AttachmentRow[] };

/** A dossier with all that its desk needs. */
export function dossierView(catalogue: Catalogue, row: DossierRow, details: Details, moment: Moment) {
  const state = stateOf(row);
  const { units, clock, receipt, outcome, process } = state;
  const self = dossierPath(row);
  return {
    ...summaryView(catalogue, row, details.parties, moment),
    process,
    units: {
      receiving: unitName(catalogue, units.receiving),
      deciding: unitName(catalogue, units.deciding),
      ...(units.support && { support: unitName(catalogue, units.support) }),
    },
    firstDueAt: clock.firstDueAt ?? null,
    rules: receipt?.rules ?? state.rules,
    outcome: outcome ?? null,
    papers: details.papers.map(({ code, originals, copies, seq }) => ({
      seq,
      code,
      name: paperName(catalogue, state, code),
      originals,
      copies,
    })),
    attachments: details.attachments.map((file) => ({
      id: file.id,
      seq: file.seq,
      documentCode: file.document_code,
      name: file.name,
      mediaType: file.media_type,
      size: file.size,
      sha256: file.sha256,
      href: `${self}/attachments/${file.id}`,
    })),
    links: { self, actions: `${self}/actions`, timeline: `${self}/timeline`, payments: `${self}/payments` },
  };
}

export function paperName(catalogue: Catalogue, { procedure }: Pick<DossierState, 'procedure'>, code: string): Text {
  const documents = catalogue.procedure(procedure.code, procedure.version)?.documents ?? [];
  return documents.find((document) => document.code === code)?.name ?? unnamed(code);
}

/** Without the members that are undefined. */
export function present<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Partial<T>;
}

import type { Catalogue } from '../domain/catalogue';
import { balance, blockedDossiers, type HandoverBy, type HandoverPaper, type HandoverState } from '../domain/handover';
import type { Instant } from '../domain/time';
import type { HandoverEntry, StoredHandover } from './reads/handovers';
import { API, dossierPath, paperName, unitName, personView } from './views';

export const handoverPath = (id: string) => `${API}/handovers/${id}`;

/** A slip in a list. */
export function handoverSummary(catalogue: Catalogue, { state, listedAt }: StoredHandover) {
  const { id, kind, stage, seq, from, to, givenBy, receivedBy } = state;
  const self = handoverPath(id);
  return {
    id,
    kind,
    stage,
    seq,
    from: unitName(catalogue, from),
    to: unitName(catalogue, to),
    listedAt,
    balance: { ...balance(state), unsettled: blockedDossiers(state).length },
    givenBy: signature(catalogue, givenBy),
    receivedBy: signature(catalogue, receivedBy),
    links: { self, slip: `${self}/slip` },
  };
}

export type Procedures = Map<string, { code: string; version: number }>;

/** A slip with its items and all that happened to it. */
export function handoverView(
  catalogue: Catalogue,
  found: StoredHandover,
  { procedures, events }: { procedures: Procedures; events: HandoverEntry[] },
) {
  const { items } = found.state;
  const codeOf = (dossierId: string) => items.find((item) => item.dossierId === dossierId)?.code ?? dossierId;
  return {
    ...handoverSummary(catalogue, found),
    items: items.map((item) => itemView(catalogue, item, procedures)),
    events: events.map(({ event, hash }) => ({
      seq: event.seq,
      at: event.at,
      kind: event.kind,
      by: personView(catalogue, event.by),
      dossier: event.kind === 'settled' ? codeOf(event.dossierId) : null,
      note: event.kind === 'settled' ? event.note : null,
      hash,
    })),
  };
}

function itemView(catalogue: Catalogue, item: HandoverState['items'][number], procedures: Procedures) {
  const { dossierId, code, result, counted, note, settled } = item;
  const named = (list: HandoverPaper[]) =>
    list.map((paper) => ({ ...paper, name: nameOf(catalogue, procedures, dossierId, paper.code) }));
  return {
    dossierId,
    code,
    papers: named(item.papers),
    result: result ?? null,
    counted: counted ? named(counted) : null,
    note: note ?? null,
    settled: settled ? { at: settled.at, by: personView(catalogue, settled.by), note: settled.note } : null,
    links: { dossier: dossierPath({ code, id: dossierId }) },
  };
}

export function nameOf(catalogue: Catalogue, procedures: Procedures, dossierId: string, paper: string) {
  const procedure = procedures.get(dossierId);
  return procedure ? paperName(catalogue, { procedure }, paper) : { vi: paper, en: paper };
}

function signature(catalogue: Catalogue, by: (HandoverBy & { at: Instant }) | undefined) {
  return by ? { ...personView(catalogue, by), at: by.at } : null;
}

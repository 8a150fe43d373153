import type { Knex } from 'knex';
import type { DossierEvent, DossierState } from '../domain/dossier';
import type { Instant } from '../domain/time';
import type { TransferEvent, TransferState } from '../domain/transfer';
import type { UnitId } from '../domain/unit';
import { idFrom } from './canonical';

/** A line of the outbox with what it tells of. */
export type FeedRow = {
  place: number;
  subject: string;
  seq: number;
  kind: string;
  created_at: Instant;
  /** The event of a dossier, its code and its state as they now are. */
  event: string | null;
  code: string | null;
  turn_unit: UnitId | null;
  dossier: string | null;
  /** The event of a transfer or programme, and a transfer's state as it now is. */
  ledger: string | null;
  transfer: string | null;
};

/** What happened after a place, in order. Read by the API, by webhooks, and by whoever decides who is told. */
export async function feedRows(db: Knex, after: number, limit: number): Promise<FeedRow[]> {
  return (
    db('outbox as o')
      .leftJoin('events as e', (on) => on.on('e.dossier_id', 'o.subject').andOn('e.seq', 'o.seq'))
      .leftJoin('dossiers as d', 'd.id', 'o.subject')
      .leftJoin('ledger as l', (on) => on.on('l.subject', 'o.subject').andOn('l.seq', 'o.seq'))
      // After `transfer:`; written so that the key of transfers is used.
      .leftJoin('transfers as t', 't.id', db.raw('substr(o.subject, 10)'))
      .where('o.place', '>', after)
      .orderBy('o.place')
      .limit(limit)
      .select('o.place', 'o.subject', 'o.seq', 'o.kind', 'o.created_at', 'e.event', 'd.code', 'd.turn_unit')
      .select({ dossier: 'd.state', ledger: 'l.event', transfer: 't.state' })
  );
}

/** The last place that was given out. */
export async function lastPlace(db: Knex): Promise<number> {
  const row: { value: number } | undefined = await db('relay').where({ name: 'outbox' }).first('value');
  return row?.value ?? 0;
}

/** What other programs get to know of something that happened: no names, no accounts, nothing that was written. */
export type FeedEvent = {
  /** Version of this shape. */
  v: 1;
  cursor: number;
  /** The same for the same thing however often it is sent. */
  id: string;
  /** `dossier.receive`, `transfer.opened`, `programme.begun` … */
  type: string;
  subject: { kind: string; id: string };
  seq: number;
  at: Instant;
  code?: string;
  stage?: string;
  status?: number;
  closed?: boolean;
  dueAt?: Instant;
  outcome?: string;
  field?: string;
  unit?: UnitId;
  deciding?: UnitId;
  procedure?: string;
};

export function feedEvent(row: FeedRow): FeedEvent {
  const { place, subject, seq, kind, created_at: at } = row;
  const [about, id] = subjectOf(subject);
  const common = {
    v: 1 as const,
    cursor: place,
    id: idFrom(`event\n${subject}\n${seq}\n${kind}\n${at}`),
    type: typeOf(row),
    subject: { kind: about, id },
    seq,
  };
  if (about === 'dossier') return { ...common, ...dossierPart(row) };
  return { ...common, at, ...transferPart(row) };
}

export function typeOf({ subject, kind }: Pick<FeedRow, 'subject' | 'kind'>): string {
  return `${subjectOf(subject)[0]}.${kind}`;
}

/** A dossier is known by its bare id, everything else by `kind:id`. */
export function subjectOf(subject: string): [kind: string, id: string] {
  const colon = subject.indexOf(':');
  return colon < 0 ? ['dossier', subject] : [subject.slice(0, colon), subject.slice(colon + 1)];
}

function dossierPart({ event, dossier, code, created_at: at, kind }: FeedRow) {
  const happened = event === null ? undefined : (JSON.parse(event) as DossierEvent);
  const state = dossier === null ? undefined : (JSON.parse(dossier) as DossierState);
  // A reminder comes later than the event after which it holds.
  const isEvent = happened?.action === kind;
  return {
    at: isEvent ? happened.at : at,
    ...(code !== null && { code }),
    ...(happened && { stage: happened.to, status: happened.status, closed: happened.closed }),
    ...(happened?.clock.dueAt && { dueAt: happened.clock.dueAt }),
    ...(happened?.outcome && { outcome: happened.outcome }),
    ...(state && {
      field: state.field,
      unit: state.units.receiving,
      deciding: state.units.deciding,
      procedure: state.procedure.code,
    }),
  };
}

function transferPart({ ledger, transfer }: FeedRow) {
  if (transfer === null || ledger === null) return {};
  const { field, unit } = JSON.parse(transfer) as TransferState;
  const stage = stageAfter(JSON.parse(ledger) as TransferEvent);
  return { field, unit, ...(stage && { stage }) };
}

/** The stage into which an event of a transfer leads, where it leads into one. */
function stageAfter(event: TransferEvent): string | undefined {
  if (event.kind === 'begun' || event.kind === 'restored') return event.stage;
  if (event.kind === 'opened') return event.gate.stage;
  return LEADS_INTO_ITSELF.has(event.kind) ? event.kind : undefined;
}

const LEADS_INTO_ITSELF = new Set<string>(['suspended', 'withdrawn', 'handed-back']);

/** Whether a type is among those that somebody wants: all, all of a subject (`dossier.*`), or one by its name. */
export function wants(kinds: readonly string[], type: string): boolean {
  return kinds.some(
    (kind) => kind === '*' || kind === type || (kind.endsWith('.*') && type.startsWith(kind.slice(0, -1))),
  );
}

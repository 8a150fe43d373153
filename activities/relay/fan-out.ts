import type { Knex } from 'knex';
import { idFrom } from '../../config/canonical';
import { feedRows, lastPlace, subjectOf, type FeedRow } from '../../config/feed';
import { digitsOf, openParty } from '../../config/party-row';
import type { OfDossier } from '../../config/encrypted';
import { vaultOf } from '../../config/vault';
import { inWriteTurn } from '../../config/write-turns';
import type { Catalogue } from '../../domain/catalogue';
import type { DossierEvent, DossierState } from '../../domain/dossier';
import {
  CHANNELS,
  MOVED,
  toldOf,
  TOLD_OF_TRANSFERS,
  type About,
  type Audience,
  type MessageChannel,
  type Told,
} from '../../domain/message';
import type { Instant } from '../../domain/time';
import type { TransferState } from '../../domain/transfer';
import type { UnitId } from '../../domain/unit';
import { holdCounter } from './sequence';

const MOST = 100;

export type FanOut = {
  db: Knex;
  read: Knex;
  catalogue: Catalogue;
  /** Whether a channel is configured. */
  isOn: (channel: MessageChannel) => boolean;
  now: () => Instant;
};

/** One message to one recipient on one channel. */
type Wanted = {
  row: FeedRow;
  audience: Audience;
  channel: MessageChannel;
  recipient: string;
  /** The wrapped key of the dossier whose applicant the recipient is; a unit's address is public. */
  dataKey?: string | null;
};

/**
 * Decides for the next lines of the feed who is told, and writes a delivery for each recipient and channel. How far it
 * has come moves in the same transaction: no line is decided twice, none is left out.
 * @returns how many lines were looked at
 */
export async function fanOut(parts: FanOut): Promise<number> {
  const { db, read } = parts;
  const done: { value: number } | undefined = await read('relay').where({ name: 'fan-out' }).first('value');
  if ((done?.value ?? 0) >= (await lastPlace(read))) return 0;
  return inWriteTurn(db, () =>
    db.transaction(async (trx) => {
      const after = await holdCounter(trx, 'fan-out');
      const rows = await feedRows(trx, after, MOST);
      const last = rows.at(-1);
      if (!last) return 0;
      const wanted = await wantedFor(trx, parts.catalogue, rows);
      const deliveries = wanted.map((one) => deliveryRow(trx, one, parts));
      if (deliveries.length > 0) await trx('deliveries').insert(deliveries).onConflict('id').ignore();
      await trx('relay').where({ name: 'fan-out' }).update({ value: last.place });
      return rows.length;
    }),
  );
}

/** The id is made from what it is about, so that the same message to the same recipient is one delivery. */
function deliveryRow(db: Knex, { row, audience, channel, recipient: to, dataKey }: Wanted, { isOn, now }: FanOut) {
  const { subject, seq, kind, created_at: at } = row;
  // Keyed: from a plain hash the number could be guessed.
  const id = idFrom(`delivery\n${subject}\n${seq}\n${kind}\n${at}\n${channel}\n${dataKey ? vaultOf(db).hmac(to) : to}`);
  const recipient = dataKey ? vaultOf(db).encrypt({ id: subject, dataKey }, `deliveries/${id}`, to) : to;
  const on = isOn(channel);
  const state = on ? { state: 'pending', due_at: new Date().toISOString() } : { state: 'off', due_at: null };
  return { id, subject, seq, kind, audience, channel, recipient, ...state, created_at: now() };
}

async function wantedFor(trx: Knex, catalogue: Catalogue, rows: FeedRow[]): Promise<Wanted[]> {
  const unmoved = await unmovedOf(trx, rows);
  const told = rows
    .filter((row) => !unmoved.has(row))
    .map((row) => ({ row, told: toldOfRow(catalogue, row) }))
    .filter(({ told }) => told.length > 0);
  const dossiers = told.filter(({ told: who }) => who.includes('applicant')).map(({ row }) => row.subject);
  const contacts = await contactsOf(trx, [...new Set(dossiers)]);
  return told.flatMap(({ row, told: who }) =>
    who.flatMap((one) =>
      one === 'applicant'
        ? toApplicant(catalogue, row, contacts.get(row.subject) ?? {})
        : toUnit(catalogue, row, unitOf(row, one)),
    ),
  );
}

/** Those that reckoned a dossier anew and left its appointment where it was: its applicant has nothing to hear. */
async function unmovedOf(trx: Knex, rows: FeedRow[]): Promise<Set<FeedRow>> {
  const amended = rows.filter(({ kind }) => (MOVED as readonly string[]).includes(kind));
  if (amended.length === 0) return new Set();
  const before: { dossier_id: string; seq: number; event: string }[] = await trx('events')
    .whereIn(
      ['dossier_id', 'seq'],
      amended.map(({ subject, seq }) => [subject, seq - 1]),
    )
    .select('dossier_id', 'seq', 'event');
  const due = (event: string | null) => event !== null && (JSON.parse(event) as DossierEvent).clock.dueAt;
  const dueBefore = new Map(before.map((row) => [`${row.dossier_id} ${row.seq + 1}`, due(row.event)]));
  return new Set(amended.filter((row) => dueBefore.get(`${row.subject} ${row.seq}`) === due(row.event)));
}

function toldOfRow(catalogue: Catalogue, { subject, kind, event, dossier, transfer }: FeedRow): readonly Told[] {
  const [about] = subjectOf(subject);
  if (about === 'transfer') return transfer !== null && TOLD_OF_TRANSFERS.includes(kind) ? ['receiving'] : [];
  if (about !== 'dossier' || dossier === null) return [];
  const happened = event === null ? undefined : (JSON.parse(event) as DossierEvent);
  const { process } = JSON.parse(dossier) as DossierState;
  const action = happened?.action === kind ? catalogue.actionOf(process, happened.from, kind) : undefined;
  return toldOf(kind, action?.tells);
}

function unitOf(row: FeedRow, who: Exclude<Told, 'applicant'>): UnitId | undefined {
  if (row.transfer !== null) return (JSON.parse(row.transfer) as TransferState).unit;
  if (who === 'turn') return row.turn_unit ?? undefined;
  return row.dossier === null ? undefined : (JSON.parse(row.dossier) as DossierState).units[who];
}

type Contacts = { email?: string; phone?: string; dataKey?: string | null };

/** How the people of dossiers are reached: whoever handed it in; the owner where that one left nothing. */
async function contactsOf(trx: Knex, dossierIds: string[]): Promise<Map<string, Contacts>> {
  if (dossierIds.length === 0) return new Map();
  const rows: (OfDossier & { part: string; content: string })[] = await trx('parties as p')
    .join('dossiers as d', 'd.id', 'p.dossier_id')
    .whereIn('p.dossier_id', dossierIds)
    // The submitter comes last and so stays.
    .orderBy('p.part')
    .select('p.dossier_id', 'p.part', 'p.content', 'd.data_key');
  const found = new Map<string, Contacts>();
  for (const row of rows) {
    const { email, ...party } = openParty(trx, row);
    const phone = digitsOf(party.phone);
    found.set(row.dossier_id, {
      ...found.get(row.dossier_id),
      dataKey: row.data_key,
      ...(typeof email === 'string' && email !== '' && { email }),
      ...(phone && { phone }),
    });
  }
  return found;
}

function toApplicant(catalogue: Catalogue, row: FeedRow, { email, phone, dataKey }: Contacts): Wanted[] {
  const addresses: Record<MessageChannel, string | undefined> = { email, sms: phone, zalo: phone };
  return CHANNELS.flatMap((channel) =>
    wanted(catalogue, row, 'applicant', channel, addresses[channel]).map((one) => ({ ...one, dataKey })),
  );
}

function toUnit(catalogue: Catalogue, row: FeedRow, unit: UnitId | undefined): Wanted[] {
  return wanted(catalogue, row, 'unit', 'email', unit === undefined ? undefined : catalogue.unit(unit)?.email);
}

/** Nothing where there is no address, or no text for it. */
function wanted(
  catalogue: Catalogue,
  row: FeedRow,
  audience: Audience,
  channel: MessageChannel,
  recipient: string | undefined,
): Wanted[] {
  const about = subjectOf(row.subject)[0] as About;
  if (!recipient || !catalogue.message({ about, kind: row.kind, audience, channel })) return [];
  return [{ row, audience, channel, recipient }];
}

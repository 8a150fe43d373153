import type { Knex } from 'knex';
import { digitsOf, openParty } from '../../config/party-row';
import { holderOf, type OfDossier } from '../../config/encrypted';
import { vaultOf } from '../../config/vault';
import { formatCode, parseCode } from '../../domain/code';
import type { HandedIn } from '../../domain/documents';
import type { DossierState } from '../../domain/dossier';
import { Refusal } from '../../domain/problem';
import type { Channel } from '../../domain/procedure';
import type { StatusCode } from '../../domain/process';
import type { Instant } from '../../domain/time';
import type { Group } from '../../domain/plan';
import type { UnitId } from '../../domain/unit';
import type { Catalogue } from '../../domain/catalogue';
import { whereDossierSeen, type Onlooker } from './seen';

export type DossierRow = {
  id: string;
  code: string | null;
  seq: number;
  stage: string;
  status: StatusCode;
  closed: number;
  procedure_code: string;
  field: string;
  channel: Channel;
  receiving_unit: UnitId;
  deciding_unit: UnitId;
  support_unit: UnitId | null;
  opened_at: Instant;
  received_at: Instant | null;
  due_at: Instant | null;
  stage_due_at: Instant | null;
  next_due_at: Instant | null;
  summary: string | null;
  closed_at: Instant | null;
  held_at: Instant | null;
  erased_at: Instant | null;
  received_group: Group | null;
  finished_at: Instant | null;
  returned_at: Instant | null;
  state: string;
};

export type PartyRow = {
  dossier_id: string;
  part: string;
  name: string;
  identity_number: string | null;
  phone: string | null;
  /** All that the form says of the person; empty once it is erased. */
  content: Record<string, unknown>;
};

export type AttachmentRow = {
  id: string;
  dossier_id: string;
  seq: number;
  document_code: string | null;
  name: string;
  media_type: string;
  size: number;
  sha256: string;
};

/** A dossier by its code as people write it, or by its id. */
export async function findDossier(db: Knex, ref: string): Promise<DossierRow | undefined> {
  return (await dossierNamed(db, ref)) as DossierRow | undefined;
}

function dossierNamed(db: Knex, ref: string): Knex.QueryBuilder {
  const code = parseCode(ref);
  return db('dossiers')
    .where(code ? { 'dossiers.code': formatCode(code) } : { 'dossiers.id': ref.trim().toLowerCase() })
    .first('dossiers.*');
}

/**
 * A dossier that the actor may see. One that is not for him does not exist for him either: codes can be counted.
 * @throws Refusal dossier-not-found
 */
export async function visibleDossier(
  { read, catalogue }: { read: Knex; catalogue: Catalogue },
  who: Onlooker,
  ref: string,
): Promise<DossierRow> {
  const query = dossierNamed(read, ref);
  whereDossierSeen(read, query, catalogue, who);
  const row = (await query) as DossierRow | undefined;
  if (!row) throw new Refusal('dossier-not-found');
  return row;
}

export function stateOf(row: Pick<DossierRow, 'state'>): DossierState {
  return JSON.parse(row.state) as DossierState;
}

export async function partiesOf(db: Knex, dossierIds: string[]): Promise<PartyRow[]> {
  const rows: (OfDossier & { part: string; name: string; content: string })[] = await db('parties as p')
    .join('dossiers as d', 'd.id', 'p.dossier_id')
    .whereIn('p.dossier_id', dossierIds)
    .orderBy('p.part')
    .select('p.dossier_id', 'p.part', 'p.name', 'p.content', 'd.data_key');
  return rows.map((row) => {
    const content = openParty(db, row);
    const { dossier_id, part, name } = row;
    return {
      dossier_id,
      part,
      name,
      identity_number: digitsOf(content.identityNumber),
      phone: digitsOf(content.phone),
      content,
    };
  });
}

export async function attachmentsOf(db: Knex, dossierId: string): Promise<AttachmentRow[]> {
  const rows: (AttachmentRow & OfDossier)[] = await db('attachments as a')
    .join('dossiers as d', 'd.id', 'a.dossier_id')
    .where('a.dossier_id', dossierId)
    .orderBy(['a.seq', 'a.document_code'])
    .select('a.*', 'd.data_key');
  return rows
    .map(({ data_key, ...row }) => {
      const holder = holderOf({ dossier_id: dossierId, data_key });
      return { ...row, name: vaultOf(db).open(holder, `attachments/${row.id}`, row.name) ?? '' };
    })
    .sort(
      (a, b) =>
        a.seq - b.seq ||
        compare(a.document_code ?? '', b.document_code ?? '') ||
        compare(a.name, b.name) ||
        compare(a.id, b.id),
    );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export type PaperRow = Pick<HandedIn, 'code' | 'originals' | 'copies'> & { seq: number };

export async function papersOf(db: Knex, dossierId: string): Promise<PaperRow[]> {
  return db<PaperRow & { dossier_id: string }>('documents')
    .where({ dossier_id: dossierId })
    .orderBy(['seq', 'code'])
    .select('seq', 'code', 'originals', 'copies');
}

/** Papers that a dossier has already, as the check of a later receipt counts them. */
export async function handedIn(db: Knex, dossierId: string): Promise<HandedIn[]> {
  const [papers, files] = await Promise.all([papersOf(db, dossierId), attachmentsOf(db, dossierId)]);
  return papers.map(({ seq, code, originals, copies }) => ({
    code,
    originals,
    copies,
    uploads: files.filter((file) => file.seq === seq && file.document_code === code).map((file) => file.id),
  }));
}

import type { Knex } from 'knex';
import type { Actor } from '../../domain/actor';
import type { Catalogue } from '../../domain/catalogue';
import type { Reach } from '../../domain/permission';
import { formatCode, parseCode } from '../../domain/code';
import type { DossierState } from '../../domain/dossier';
import type { HandoverEvent, HandoverPaper, HandoverState } from '../../domain/handover';
import { Refusal } from '../../domain/problem';
import { reaches } from '../../domain/reach';
import type { Instant } from '../../domain/time';
import type { UnitId } from '../../domain/unit';
import { newestPage, type Cursor, type Page } from '../cursor';
import { stateOf, type DossierRow } from './dossiers';

export type HandoverRow = {
  id: string;
  from_unit: UnitId;
  to_unit: UnitId;
  stage: string;
  listed_at: Instant;
  state: string;
};

/** A slip as it stands, and when it was written. */
export type StoredHandover = { state: HandoverState; listedAt: Instant };

export type HandoverFilter = {
  /** Units whose slips may be seen; `all` for an auditor. */
  units: UnitId[] | 'all';
  direction: 'out' | 'in' | 'both';
  stage?: HandoverState['stage'];
};

/** Slips that fit, the newest first. */
export async function handoverPage(
  db: Knex,
  { units, direction, stage }: HandoverFilter,
  limit: number,
  cursor?: Cursor,
): Promise<Page<StoredHandover>> {
  const query = db<HandoverRow>('handovers');
  if (units !== 'all') {
    void query.where((own) => {
      if (direction !== 'in') void own.orWhereIn('from_unit', units);
      if (direction !== 'out') void own.orWhereIn('to_unit', units);
    });
  }
  if (stage) void query.where({ stage });
  const page = await newestPage<HandoverRow>(query, ['listed_at', 'id'], limit, cursor);
  return { ...page, items: page.items.map(stored) };
}

export async function findHandover(db: Knex, id: string): Promise<StoredHandover | undefined> {
  const row = await db<HandoverRow>('handovers').where({ id }).first();
  return row && stored(row);
}

/** A slip that the actor may see: one of either of his sides. @throws Refusal handover-not-found */
export async function visibleHandover(
  { read, catalogue }: { read: Knex; catalogue: Catalogue },
  { actor, reach }: { actor: Actor; reach: Reach },
  id: string,
): Promise<StoredHandover> {
  const found = await findHandover(read, id.toLowerCase());
  const units = found && [found.state.from, found.state.to];
  if (!found || !reaches(catalogue, actor, reach, { units })) throw new Refusal('handover-not-found');
  return found;
}

const stored = (row: HandoverRow): StoredHandover => ({
  state: JSON.parse(row.state) as HandoverState,
  listedAt: row.listed_at,
});

export type HandoverEntry = { event: HandoverEvent; hash: string };

/** Everything that happened to a slip, in order. */
export async function handoverEvents(db: Knex, id: string): Promise<HandoverEntry[]> {
  const rows: { event: string; hash: string }[] = await db('ledger')
    .where({ subject: `handover:${id}` })
    .orderBy('seq')
    .select('event', 'hash');
  return rows.map(({ event, hash }) => ({ event: JSON.parse(event) as HandoverEvent, hash }));
}

export type NamedDossier = Pick<DossierRow, 'id' | 'code' | 'state'>;

/** Whatever dossiers a list of codes and ids means, each at its place. */
export async function dossiersNamed(db: Knex, refs: string[]): Promise<(NamedDossier | undefined)[]> {
  const wanted = refs.map(dossierKey);
  const named = (column: 'code' | 'id') =>
    db<DossierRow>('dossiers')
      .whereIn(
        column,
        wanted.flatMap((one) => one[column] ?? []),
      )
      .select('id', 'code', 'state');
  const rows: NamedDossier[] = (await Promise.all([named('code'), named('id')])).flat();
  const [byCode, byId] = [new Map(rows.map((row) => [row.code, row])), new Map(rows.map((row) => [row.id, row]))];
  return wanted.map(({ code, id }) => (code === undefined ? byId.get(id) : byCode.get(code)));
}

/** What people call a dossier by: its code, however they write it, or its id. */
export function dossierKey(ref: string): { code: string; id?: undefined } | { code?: undefined; id: string } {
  const code = parseCode(ref);
  return code ? { code: formatCode(code) } : { id: ref.trim().toLowerCase() };
}

/** The papers of dossiers, summed per kind. What came as a file only is not in anybody's hands. */
export async function papersInHand(db: Knex, dossierIds: string[]): Promise<Map<string, HandoverPaper[]>> {
  const rows: { dossier_id: string; code: string; originals: number | string; copies: number | string }[] = await db(
    'documents',
  )
    .whereIn('dossier_id', dossierIds)
    .groupBy('dossier_id', 'code')
    .orderBy(['dossier_id', 'code'])
    .select('dossier_id', 'code')
    .sum({ originals: 'originals', copies: 'copies' });
  const papers = new Map<string, HandoverPaper[]>();
  for (const { dossier_id: id, code, ...sums } of rows) {
    const paper = { code, originals: Number(sums.originals), copies: Number(sums.copies) };
    if (paper.originals + paper.copies > 0) papers.set(id, [...(papers.get(id) ?? []), paper]);
  }
  return papers;
}

/** Those of some dossiers that are on a slip under way. */
export async function onTheirWay(db: Knex, dossierIds: string[]): Promise<Set<string>> {
  const rows: { dossier_id: string }[] = await db('handover_items')
    .whereIn('dossier_id', dossierIds)
    .where({ open: 1 })
    .select('dossier_id');
  return new Set(rows.map((row) => row.dossier_id));
}

/** The procedure of each dossier on a slip, which names its papers. */
export async function proceduresOf(db: Knex, dossierIds: string[]) {
  return new Map([...(await statesOf(db, dossierIds))].map(([id, state]) => [id, state.procedure]));
}

/** The state of each dossier on a slip. */
export async function statesOf(db: Knex, dossierIds: string[]): Promise<Map<string, DossierState>> {
  const rows: Pick<DossierRow, 'id' | 'state'>[] = await db<DossierRow>('dossiers')
    .whereIn('id', dossierIds)
    .select('id', 'state');
  return new Map(rows.map((row) => [row.id, stateOf(row)]));
}

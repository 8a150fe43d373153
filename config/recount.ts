import type { Knex } from 'knex';
import { recountDossier } from '../domain/amend';
import type { Actor } from '../domain/actor';
import type { Catalogue } from '../domain/catalogue';
import type { DossierEvent, DossierState } from '../domain/dossier';
import type { Instant } from '../domain/time';

/** Why the dates of open dossiers are reckoned anew, as it waits in the database for the step that orders it. */
export type RecountBody = { actor: Actor; decision: string; reason: string };

/** A dossier whose dates today's calendar has elsewhere, as it is and as it would be. */
export type Affected = { state: DossierState; moved: DossierEvent };

/** `next` is where to look on; nothing when all were looked at. */
export type AffectedPage = { found: Affected[]; next?: string };

type Scan = {
  /** Dossiers with a greater id only. */
  after: string;
  /** Stops when so many were found … */
  most: number;
  /** … or so many looked at. */
  looked: number;
  at: Instant;
};

const CHUNK = 100;
const NOBODY = { actor: { id: '', role: 'system', unit: '' }, commandId: '' } as const;

/** Open dossiers whose dates a change of the calendar moves, in the order of their ids. */
export async function affectedPage(db: Knex, catalogue: Catalogue, scan: Scan): Promise<AffectedPage> {
  const found: Affected[] = [];
  let { after } = scan;
  for (let looked = 0; looked < scan.looked; looked += CHUNK) {
    const rows: { id: string; state: string }[] = await db('dossiers')
      .where({ closed: 0 })
      .andWhere('id', '>', after)
      .orderBy('id')
      .limit(CHUNK)
      .select('id', 'state');
    const ids = rows.map(({ id }) => id);
    const events = await eventsOfAll(db, ids);
    for (const { id, state: written } of rows) {
      const state = JSON.parse(written) as DossierState;
      const moved = recountOf(catalogue, state, events.get(id) ?? [], scan.at, NOBODY);
      if (moved) found.push({ state, moved });
      after = id;
      if (found.length === scan.most) return { found, next: after };
    }
    if (rows.length < CHUNK) return { found };
  }
  return { found, next: after };
}

/** The event that moves a dossier's dates to where the calendar has them; nothing when they are there. */
export function recountOf(
  catalogue: Catalogue,
  state: DossierState,
  events: DossierEvent[],
  at: Instant,
  by: Parameters<typeof recountDossier>[3],
): DossierEvent | undefined {
  const lifecycle = catalogue.movesOf(state);
  return recountDossier(state, events, { lifecycle, calendarAt: (unit) => catalogue.calendarAt(unit), at }, by);
}

async function eventsOfAll(db: Knex, ids: string[]): Promise<Map<string, DossierEvent[]>> {
  const rows: { dossier_id: string; event: string }[] = await db('events')
    .whereIn('dossier_id', ids)
    .orderBy(['dossier_id', 'seq'])
    .select('dossier_id', 'event');
  const events = new Map<string, DossierEvent[]>();
  for (const { dossier_id: id, event } of rows) {
    const list = events.get(id) ?? [];
    list.push(JSON.parse(event) as DossierEvent);
    events.set(id, list);
  }
  return events;
}

/** The id of a dossier's own part in a recount. */
export const recountCommand = (recountId: string, dossierId: string) => `${recountId}/${dossierId}`;

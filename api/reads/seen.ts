import type { Knex } from 'knex';
import type { Actor } from '../../domain/actor';
import type { Catalogue } from '../../domain/catalogue';
import { reachOf } from '../../domain/permission';
import { DOSSIER_READ } from '../../domain/permission-names';
import { unitsReached } from '../../domain/reach';
import type { Instant } from '../../domain/time';
import { wherePostSees } from './authority';

export type Onlooker = { actor: Actor; now: Instant };

/**
 * Only dossiers that somebody may see: the one predicate behind every list and every single dossier. One of its three
 * units must be within reach; who created it has no right by that alone.
 */
export function whereDossierSeen(db: Knex, query: Knex.QueryBuilder, catalogue: Catalogue, who: Onlooker): void {
  const reach = reachOf(catalogue.permissions, who.actor.role, DOSSIER_READ);
  const units = reach ? unitsReached(catalogue, who.actor, reach) : [];
  if (units !== 'all') {
    void query.where(
      (own) =>
        void own
          .whereIn('dossiers.receiving_unit', units)
          .orWhereIn('dossiers.deciding_unit', units)
          .orWhereIn('dossiers.support_unit', units),
    );
  }
  const { fields } = who.actor.onBehalfOf ?? {};
  if (fields) void query.whereIn('dossiers.field', fields);
  if (reach === 'field') wherePostSees(db, query, who.now);
}

/** Those of some dossiers that somebody may see. */
export async function dossiersSeen(db: Knex, catalogue: Catalogue, who: Onlooker, ids: string[]): Promise<Set<string>> {
  const query = db('dossiers').whereIn('dossiers.id', ids).select('dossiers.id');
  whereDossierSeen(db, query, catalogue, who);
  return new Set(((await query) as { id: string }[]).map(({ id }) => id));
}

import type { Knex } from 'knex';
import { erasable, type ErasableRow } from '../../config/erasable';
import type { Catalogue } from '../../domain/catalogue';
import type { LocalDate } from '../../domain/time';
import { pageOf, type Cursor, type Page } from '../cursor';
import { whereDossierSeen, type Onlooker } from './seen';

type Asked = { until: LocalDate; limit: number; place?: Cursor };

/** Dossiers that somebody may see whose personal data are erased by a day, the oldest first. */
export async function erasablePage(
  db: Knex,
  catalogue: Catalogue,
  who: Onlooker,
  { until, limit, place }: Asked,
): Promise<Page<ErasableRow>> {
  const query = erasable(db, catalogue, until).limit(limit + 1);
  whereDossierSeen(db, query, catalogue, who);
  if (place) void query.whereRaw('(closed_at, id) > (?, ?)', [place.after ?? '', place.id]);
  return pageOf((await query) as ErasableRow[], limit, (row) => ({ after: row.closed_at, id: row.id }));
}

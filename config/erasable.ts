import type { Knex } from 'knex';
import type { Catalogue } from '../domain/catalogue';
import { closedBefore, DEFAULT_RETENTION, ownRules } from '../domain/retention';
import type { Instant, LocalDate } from '../domain/time';

export type ErasableRow = { id: string; code: string | null; procedure_code: string; closed_at: Instant };

/** Closed dossiers whose personal data may be erased on a day, the oldest first; held ones are left out. */
export function erasable(db: Knex, catalogue: Catalogue, day: LocalDate): Knex.QueryBuilder {
  const rules = ownRules(catalogue);
  const apart = [...rules.values()].flat();
  return db('dossiers')
    .where({ closed: 1 })
    .whereNull('erased_at')
    .whereNull('held_at')
    .where((due) => {
      void due.where((usual) => {
        void usual.where('closed_at', '<', closedBefore(day, DEFAULT_RETENTION));
        if (apart.length > 0) void usual.whereNotIn('procedure_code', apart);
      });
      for (const [years, codes] of rules)
        void due.orWhere(
          (own) => void own.whereIn('procedure_code', codes).where('closed_at', '<', closedBefore(day, { years })),
        );
    })
    .orderBy(['closed_at', 'id'])
    .select('id', 'code', 'procedure_code', 'closed_at');
}

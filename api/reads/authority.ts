import type { Knex } from 'knex';
import { employerOf } from '../../domain/authority';
import type { Group } from '../../domain/plan';
import type { Role } from '../../domain/process';
import type { Instant } from '../../domain/time';

/** Roles of the Post see a field only where it is theirs. */
export function isPostal(role: Role): boolean {
  return employerOf(role) === 'post';
}

/** Responsibilities that hold at an instant as known now, for the dossier of the outer statement. */
function holding(db: Knex, at: Instant): Knex.QueryBuilder {
  return db('responsibility as r')
    .select(db.raw('1'))
    .whereRaw('r.unit = dossiers.receiving_unit and r.field = dossiers.field')
    .whereNull('r.known_to')
    .where('r.from_at', '<=', at)
    .where((open) => void open.whereNull('r.to_at').orWhere('r.to_at', '>', at));
}

/** Of responsibilities that hold, those under which the Post works on the dossier, or may finish it. */
function withPost(holds: Knex.QueryBuilder): Knex.QueryBuilder {
  return holds.where(
    (own) =>
      void own
        .where('r.post', 1)
        .orWhere((finish) => void finish.where('r.finish', 1).whereRaw("dossiers.received_group = 'post'")),
  );
}

/** Only dossiers of fields that are with the Post, or that it received and may finish. */
export function wherePostSees(db: Knex, query: Knex.QueryBuilder, at: Instant): void {
  void query.whereExists(withPost(holding(db, at)));
}

/** Only work that a group may do: the task that is next is its own. What no transfer touches is the government's. */
export function whereGroupMay(db: Knex, query: Knex.QueryBuilder, group: Group, at: Instant): void {
  const task = holding(db, at).whereRaw('r.task = dossiers.turn_task');
  if (group === 'post') {
    void query.whereExists(withPost(task));
    return;
  }
  void query.where(
    (may) =>
      void may
        .whereNotExists(task.where('r.government', 0))
        .orWhere((begun) => void begun.where({ received_group: 'government', turn_task: 'receive' })),
  );
}

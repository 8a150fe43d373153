import type { Knex } from 'knex';
import { requireAuthority, type Claimant, type TaskPlace } from '../../config/responsibility';
import type { Actor } from '../../domain/actor';
import { groupOf, taskOfAction } from '../../domain/authority';
import type { Group } from '../../domain/plan';
import type { ActionRule, Lifecycle, Role } from '../../domain/process';
import type { Instant } from '../../domain/time';
import type { UnitId } from '../../domain/unit';

export type Counter = { stage: string; unit: UnitId; field: string; at: Instant; receivedBy?: Group };

/**
 * Refuses before anything is stored what the transaction would refuse anyway: a task that is another group's.
 * @throws Refusal as `checkAuthority`
 */
export async function requireCounter(
  db: Knex,
  lifecycle: Lifecycle,
  rule: ActionRule,
  actor: Actor,
  { stage, unit, field, at, receivedBy }: Counter,
): Promise<void> {
  const group = groupOf(actor.role);
  const task = taskOfAction(lifecycle, stage, rule);
  if (!group || !task) return;
  const place: TaskPlace = { unit, field, task };
  const claimant: Claimant = { group, at, ...(receivedBy && { receivedBy }) };
  await requireAuthority(db, place, claimant);
}

/** Roles of the Post: they see a field only where it is theirs. */
const POSTAL: ReadonlySet<Role> = new Set<Role>(['post-clerk', 'post-manager']);

export function isPostal(role: Role): boolean {
  return POSTAL.has(role);
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

/** Only dossiers of fields that are with the Post, or that it received and may finish. */
export function wherePostSees(db: Knex, query: Knex.QueryBuilder, at: Instant): void {
  void query.whereExists(
    holding(db, at).where(
      (own) =>
        void own
          .where('r.post', 1)
          .orWhere((finish) => void finish.where('r.finish', 1).whereRaw("dossiers.received_group = 'post'")),
    ),
  );
}

/** Only work that a group may do: the task that is next is its own. What no transfer touches is the government's. */
export function whereGroupMay(db: Knex, query: Knex.QueryBuilder, group: Group, at: Instant): void {
  const task = () => holding(db, at).whereRaw('r.task = dossiers.turn_task');
  if (group === 'post') {
    const mine = task().where(
      (own) =>
        void own
          .where('r.post', 1)
          .orWhere((finish) => void finish.where('r.finish', 1).whereRaw("dossiers.received_group = 'post'")),
    );
    void query.where((may) => void may.whereExists(mine));
    return;
  }
  void query.where(
    (may) =>
      void may
        .whereNotExists(task().where('r.government', 0))
        .orWhere((begun) => void begun.where({ received_group: 'government', turn_task: 'receive' })),
  );
}

import type { Knex } from 'knex';
import { BY_DEFAULT, checkAuthority, groupOf, mayDo, taskOfAction, type Responsibility } from '../domain/authority';
import type { Group, Task } from '../domain/plan';
import type { ActionRule, Lifecycle, Role } from '../domain/process';
import type { Instant, LocalDate } from '../domain/time';
import type { UnitId } from '../domain/unit';

export type TaskPlace = { unit: UnitId; field: string; task: Task };

type Row = {
  government: number;
  post: number;
  finish: number;
  from_at: Instant;
  transfer_id: string;
  stage: string;
  planned_on?: LocalDate | null;
};

/**
 * Who is responsible for a task at an instant, as known at another (now, unless told): one read of one index.
 * Shared by the activities that record receiving and returning and by the API that offers them.
 */
export async function responsibilityAt(
  db: Knex,
  place: TaskPlace,
  at: Instant,
  knownAt?: Instant,
): Promise<Responsibility> {
  const query = db('responsibility')
    .where(place)
    .where('from_at', '<=', at)
    .where((open) => void open.whereNull('to_at').orWhere('to_at', '>', at))
    .orderBy('from_at', 'desc')
    .first('government', 'post', 'finish', 'from_at', 'transfer_id', 'stage');
  if (knownAt === undefined) void query.whereNull('known_to');
  else {
    void query
      .where('known_from', '<=', knownAt)
      .where((open) => void open.whereNull('known_to').orWhere('known_to', '>', knownAt));
  }
  const row = (await query) as Row | undefined;
  return row ? responsibilityOf(row) : BY_DEFAULT;
}

function responsibilityOf({ government, post, finish, from_at: since, transfer_id: id, stage }: Row): Responsibility {
  return {
    groups: [...(government ? (['government'] as const) : []), ...(post ? (['post'] as const) : [])],
    since,
    transfer: { id, stage },
    finish: Boolean(finish),
  };
}

/** The date of an open transfer that has not gone over: told to whoever is refused, never a ground to let anybody in. */
export async function plannedOn(db: Knex, { unit, field, task }: TaskPlace): Promise<LocalDate | undefined> {
  const row: { effective_on: LocalDate } | undefined = await db('transfer_claims')
    .join('transfers', 'transfers.id', 'transfer_claims.transfer_id')
    .where({ 'transfer_claims.unit': unit, 'transfer_claims.field': field, task })
    .first('transfers.effective_on');
  return row?.effective_on;
}

/** Whoever stands at a counter of a unit, and when; with the group that received the dossier, once it was received. */
export type Counter = { unit: UnitId; field: string; at: Instant; receivedBy?: Group };

/**
 * Lets a role take an action at a counter: what is no part of receiving or returning, and roles that stand at none, pass.
 * The API asks it before anything is stored, the transaction that records asks it again.
 * @throws Refusal as `requireAuthority`
 */
export async function requireCounter(
  db: Knex,
  lifecycle: Lifecycle,
  stage: string,
  action: ActionRule,
  role: Role,
  counter: Counter,
): Promise<void> {
  const group = groupOf(role);
  const task = taskOfAction(lifecycle, stage, action);
  if (group && task) await requireAuthority(db, task, group, counter);
}

/**
 * Lets a group do a task, or says why not and from when. One read where it may; only a refusal asks for the date.
 * @throws Refusal not-transferred, not-transferred-yet, transfer-suspended, transferred-to-post
 */
export async function requireAuthority(db: Knex, task: Task, group: Group, counter: Counter): Promise<void> {
  const { unit, field, at, receivedBy } = counter;
  const place = { unit, field, task };
  const responsibility = await responsibilityAt(db, place, at);
  if (mayDo(responsibility, group, task, receivedBy)) return;
  const planned = await plannedOn(db, place);
  checkAuthority({ ...responsibility, plannedOn: planned }, { group, task, field, receivedBy });
}

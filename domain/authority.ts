import type { Group, Task } from './plan';
import { Refusal } from './problem';
import {
  stageOf,
  type ActionRule,
  type Actors,
  type Lifecycle,
  type Role,
  type StageRule,
  type StatusCode,
} from './process';
import { localDate, type Instant, type LocalDate } from './time';

/** Who is responsible for a task of a field at a unit, over a span of time, and by which transfer. */
export type Responsibility = {
  groups: Group[];
  /** Since when; nothing where no transfer ever touched the field. */
  since?: Instant;
  transfer?: { id: string; stage: string };
  /** The date from which an open transfer may bring it to the postal staff, if they are ready by then. */
  plannedOn?: LocalDate;
  /** Postal staff may finish what they received before. */
  finish?: boolean;
};

/** Where no transfer says otherwise, the authority's own staff do the work. */
export const BY_DEFAULT: Responsibility = { groups: ['government'] };

const GROUP_OF: { [role in Role]?: Group } = { 'post-clerk': 'post', 'government-clerk': 'government' };

/** Roles of the Post's people; everybody else works for the authority. */
const POSTAL: ReadonlySet<Role> = new Set<Role>(['post-clerk', 'post-manager']);

export function employerOf(role: Role): Group {
  return POSTAL.has(role) ? 'post' : 'government';
}

/** The group of a counter role; other roles stand at no counter. */
export function groupOf(role: Role): Group | undefined {
  return GROUP_OF[role];
}

/** From the result at the counter (9) to its return (10) it is returning; all before is receiving. */
export function taskOf(from: StatusCode | undefined, to: StatusCode): Task {
  return to >= 9 || from === 9 ? 'return' : 'receive';
}

/** Only what both groups may do by the process is transferred; refusing on the merits, for one, never leaves the authority. */
function isTransferable(actors: Actors | undefined): boolean {
  return actors !== undefined && actors.roles.includes('post-clerk') && actors.roles.includes('government-clerk');
}

/** The transferred task that an action is part of; none for what the process gives to one group or to others alone. */
export function taskOfAction(lifecycle: Lifecycle, from: string, action: ActionRule): Task | undefined {
  const stage = stageOf(lifecycle, from);
  if (!isTransferable(action.by ?? stage?.actors)) return undefined;
  const to = action.to === undefined ? stage : stageOf(lifecycle, action.to);
  return to && taskOf(stage?.status, to.status);
}

/** The task that is next in a stage where it is the counter's turn: what leads on to the result at the counter is returning. */
export function taskOfTurn(lifecycle: Lifecycle, stage: StageRule): Task | undefined {
  if (!isTransferable(stage.actors)) return undefined;
  const out = lifecycle.actions.filter(({ from }) => from.includes(stage.name));
  const returns = out.some((action) => taskOfAction(lifecycle, stage.name, action) === 'return');
  return returns ? 'return' : 'receive';
}

/**
 * Whether a group may do a task.
 * @param receivedBy the group that received the dossier. What government staff received they carry on to the result;
 * returning moves with the field. Postal staff carry on only where the plan lets them finish.
 */
export function mayDo(
  { groups, finish }: Responsibility,
  group: Group,
  task: Task,
  receivedBy: Group | undefined,
): boolean {
  if (groups.includes(group)) return true;
  if (receivedBy !== group) return false;
  return group === 'government' ? task === 'receive' : finish === true;
}

/**
 * The one gate of receiving and returning.
 * @throws Refusal with the reason, and from when it would be allowed: not-transferred, not-transferred-yet,
 * transfer-suspended, transferred-to-post
 */
export function checkAuthority(
  responsibility: Responsibility,
  asked: { group: Group; task: Task; field: string; receivedBy?: Group },
): void {
  const { group, task, field, receivedBy } = asked;
  if (mayDo(responsibility, group, task, receivedBy)) return;
  const { since, transfer, plannedOn } = responsibility;
  if (group === 'government') {
    throw new Refusal('transferred-to-post', { field, since: since ? localDate(since) : '' });
  }
  if (transfer?.stage === 'suspended') throw new Refusal('transfer-suspended', { field });
  if (plannedOn) throw new Refusal('not-transferred-yet', { field, from: plannedOn });
  throw new Refusal('not-transferred', { field });
}

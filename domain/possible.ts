import type { Actor } from './actor';
import { groupOf, mayDo, taskOfAction, type Responsibility } from './authority';
import { checkAction, type DossierState } from './dossier';
import type { Group, Task } from './plan';
import { Refusal, type ProblemCode } from './problem';
import { stageOf, type ActionRule, type Lifecycle, type Role } from './process';
import type { Instant } from './time';
import type { UnitId } from './unit';

/** One action out of a stage: who could take it at a moment, and why nobody could. */
export type PossibleAction = {
  name: string;
  roles: Role[];
  unit?: UnitId;
  /** Who may not, because he did the step before that this one looks over. */
  notBy?: string;
  /** From this instant on it was too late. */
  until?: Instant;
  /** Why nobody could take it. */
  problem?: ProblemCode;
};

/** Who was responsible for the tasks of a field, and who had received the dossier. */
export type Counter = { responsibility: { [task in Task]: Responsibility }; receivedBy?: Group };

/**
 * What could be done with a dossier at a moment, and by whom: said by the function that decides a command, asked once for
 * each role that the process names.
 */
export function possibleAt(lifecycle: Lifecycle, state: DossierState, counter: Counter, at: Instant): PossibleAction[] {
  return lifecycle.actions
    .filter(({ from }) => from.includes(state.stage))
    .map((action) => possible(lifecycle, state, action, counter, at));
}

function possible(
  lifecycle: Lifecycle,
  state: DossierState,
  action: ActionRule,
  { responsibility, receivedBy }: Counter,
  at: Instant,
): PossibleAction {
  const allowed = action.by ?? stageOf(lifecycle, state.stage)?.actors;
  const unit = allowed && state.units[allowed.unit];
  const task = taskOfAction(lifecycle, state.stage, action);
  const isTheirs = (role: Role) => {
    const group = groupOf(role);
    return !group || !task || mayDo(responsibility[task], group, task, receivedBy);
  };
  const roles = (allowed?.roles ?? []).filter(isTheirs);
  const [role = allowed?.roles[0] ?? 'system'] = roles;
  const refused = refusalOf(() => checkAction(lifecycle, state, action.name, somebody(role, unit), at));
  const problem = refused ?? (roles.length === 0 ? 'not-your-role' : undefined);
  const by = action.notBy ? state.done[action.notBy]?.by : undefined;
  const until = state.clock.until[action.name];
  return {
    name: action.name,
    roles,
    ...(unit && { unit }),
    ...(by && { notBy: by }),
    ...(until && { until }),
    ...(problem && { problem }),
  };
}

/** Nobody's account, so that only what concerns everybody refuses. */
function somebody(role: Role, unit: UnitId = ''): Actor {
  return { id: '', role, unit, actsFor: [unit] };
}

function refusalOf(check: () => unknown): ProblemCode | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

import type { Limit } from './deadline';
import type { Condition } from './procedure';
import { resolveLimit, type LimitRef, type RuleSet } from './rules';
import type { Text } from './text';

/** The roles that can take part in a dossier; `system` is the clock, `portal` the public face. */
export const ROLES = [
  'post-clerk',
  'government-clerk',
  'specialist',
  'signatory',
  'head-of-unit',
  'portal',
  'system',
  'process-owner',
  'post-manager',
  'authority-officer',
  'auditor',
  'leader',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];

/** The three units of a dossier: where the applicant was helped, where it was received, who decides. */
export type UnitPart = 'support' | 'receiving' | 'deciding';

/** Who may act: one of these roles, at this one of the dossier's units. */
export type Actors = { roles: Role[]; unit: UnitPart };

/**
 * What the legal period does while a dossier is in a stage:
 * it runs; it pauses and goes on with what was left; it starts from zero when the stage is left
 * (supplement at appraisal, Nghị định 61/2018/NĐ-CP, Điều 19 khoản 4); it has not begun; it has ended.
 */
export type ClockRule = 'before' | 'runs' | 'pauses' | 'restarts' | 'ended';

/** National status code of the public-service portal, 1 (newly registered) to 10 (result returned). */
export type StatusCode = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

export type Stage = {
  name: string;
  title: Text;
  status: StatusCode;
  clock: ClockRule;
  /** Whose turn it is. An end stage may have none. */
  actors?: Actors;
  /** The stage's own limit, counted from the entry into it. */
  limit?: LimitRef;
  /** The system action that is taken when the limit passes; without it the stage is only marked late. */
  onLimit?: string;
  end?: boolean;
};

export type Outcome = 'granted' | 'refused' | 'answered' | 'withdrawn' | 'stopped' | 'lapsed' | 'not-accepted';

export type Action = {
  name: string;
  title: Text;
  /** Stages out of which it leads; `new` is the stage of a dossier that does not exist yet. */
  from: string[];
  /** Next stage; without it the dossier stays where it is. */
  to?: string;
  /** Who may take it; without it, those whose turn the stage is. */
  by?: Actors;
  /** Reference to a form, `id@version`. */
  form?: string;
  /** The receipt in the legal sense: takes a number, starts the clock, asks for the required papers. */
  receives?: boolean;
  /** Papers may be handed in with it. */
  takesDocuments?: boolean;
  /** At most once in the life of a dossier; actions with the same word share the one time. */
  once?: string;
  /** Only within this limit from the receipt (from the completed supplement, when the period started anew). */
  within?: LimitRef;
  /** Only while the legal period has not passed. */
  beforeDue?: boolean;
  /** Only up to the last working day before the appointment, and moves the appointment to the date in the form. */
  extends?: boolean;
  /** Whoever did the named action may not do this one, nor for whom he did it. */
  notBy?: string;
  /** Facts that must hold, over `{content, dossier, procedure}`, with what to say when they do not. */
  when?: { schema: Condition; message: Text };
  outcome?: Outcome;
  /** Kinds of printed document that it produces; the rule set of the day says which template of law that is. */
  prints?: string[];
  tells?: ('applicant' | 'receiving' | 'deciding')[];
  legal?: string;
};

/** A process definition: how a dossier of some procedures moves. Versioned; immutable once published. */
export type Process = {
  id: string;
  version: number;
  title: Text;
  stages: Stage[];
  actions: Action[];
  sources?: string[];
};

/** The stage of a dossier of which nothing is recorded yet. */
export const NEW = 'new';

export function stageOf(process: Lifecycle, name: string): StageRule | undefined {
  return process.stages.find((stage) => stage.name === name);
}

/** The action of a name out of a stage, in a whole process or in its bare moves. */
export function actionOf<A extends Pick<Action, 'name' | 'from'>>(
  process: { actions: A[] },
  stage: string,
  name: string,
): A | undefined {
  return process.actions.find((action) => action.name === name && action.from.includes(stage));
}

export type StageRule = Omit<Stage, 'title' | 'limit'> & { limit?: Limit };
export type ActionRule = Omit<Action, 'title' | 'when' | 'prints' | 'tells' | 'legal' | 'form' | 'within'> & {
  within?: Limit;
};

/** The part of a process that decides moves, without texts and forms: what a workflow carries. */
export type Lifecycle = { stages: StageRule[]; actions: ActionRule[] };

/** A process reduced to the rules that decide moves, its limits taken from the rules of the day of receipt. */
export function lifecycleOf(process: Process, rules: RuleSet): Lifecycle {
  return {
    stages: process.stages.map(({ title, limit, ...rule }) => ({
      ...rule,
      ...(limit && { limit: resolveLimit(limit, rules) }),
    })),
    actions: process.actions.map(({ title, when, prints, tells, legal, form, within, ...rule }) => ({
      ...rule,
      ...(within && { within: resolveLimit(within, rules) }),
    })),
  };
}

/** A process written as what it changes in another: the common life of a dossier is written once. */
export type DerivedProcess = Pick<Process, 'id' | 'version' | 'title' | 'sources'> & {
  base: { id: string; version: number };
  /** Stage limits that replace the base's. */
  limits?: { [stage: string]: LimitRef };
  /** Names of stages and actions to leave out; actions lose the stages that are gone. */
  omit?: string[];
  /** Stages and actions to add, or to put in place of those with the same name. */
  stages?: Stage[];
  actions?: Action[];
};

/** The whole process that a derived one stands for. */
export function derive(base: Process, own: DerivedProcess): Process {
  const omitted = new Set(own.omit ?? []);
  const replaced = (list: { name: string }[] | undefined, name: string) =>
    list?.some((item) => item.name === name) ?? false;
  const stages = [...base.stages.filter((stage) => !replaced(own.stages, stage.name)), ...(own.stages ?? [])]
    .filter((stage) => !omitted.has(stage.name))
    .map((stage) => ({ ...stage, ...(own.limits?.[stage.name] && { limit: own.limits[stage.name] }) }));
  const actions = [...base.actions.filter((action) => !replaced(own.actions, action.name)), ...(own.actions ?? [])]
    .filter((action) => !omitted.has(action.name) && !omitted.has(action.to ?? ''))
    .map((action) => ({ ...action, from: action.from.filter((stage) => !omitted.has(stage)) }))
    .filter((action) => action.from.length > 0);
  const { id, version, title, sources } = own;
  return { id, version, title, ...(sources && { sources }), stages, actions };
}

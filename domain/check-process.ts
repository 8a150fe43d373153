import type { CatalogueData } from './catalogue';
import { absent, overlap, repeated, type CheckFault } from './check-fault';
import { roughMinutes } from './deadline';
import type { Form } from './form';
import { NEW, type Process, type Stage } from './process';
import { resolveLimit, type RuleSet } from './rules';

/*
 * Stages and actions are named in the paths, not numbered: a derived process is checked as a whole,
 * and what it takes from its base has no place in its own file.
 */

export function checkProcesses(data: CatalogueData): CheckFault[] {
  return [
    ...repeated(data.processes, ({ id, version }) => `${id}@${version}`, '/id'),
    ...data.processes.flatMap((process) => [...checkProcess(process, data.forms), ...checkTimes(process, data)]),
  ];
}

/** Whether every dossier that begins in a process can come to an end in it. */
export function checkProcess(process: Process, forms: Form[]): CheckFault[] {
  return [
    ...checkNames(process),
    ...checkEnds(process),
    ...checkNotBy(process),
    ...checkWays(process),
    ...process.stages.flatMap((stage) => checkOnLimit(process, stage)),
    ...process.actions.flatMap(({ name, form }) =>
      form === undefined || forms.some(({ id, version }) => `${id}@${version}` === form)
        ? []
        : [absent(process, `/actions/${name}/form`, 'forms', form)],
    ),
  ];
}

function checkNames(process: Process): CheckFault[] {
  // `new` is where every dossier begins; a stage of that name would never be the one that is meant.
  const taken = new Set<string>([NEW]);
  const twice = (key: string) => taken.has(key) || !taken.add(key);
  const stages = process.stages
    .filter(({ name }) => twice(name))
    .map(({ name }) => ({
      row: process,
      path: `/stages/${name}`,
      reason: { vi: 'tên bước bị trùng', en: 'two stages have this name' },
    }));
  const actions = process.actions.flatMap(({ name, from }) =>
    from
      .filter((stage) => twice(`${stage}\n${name}`))
      .map((stage) => ({
        row: process,
        path: `/actions/${name}/from`,
        reason: { vi: `bước «${stage}» đã có hành động cùng tên`, en: `“${stage}” has an action of this name already` },
      })),
  );
  return [...stages, ...actions];
}

function checkEnds(process: Process): CheckFault[] {
  const names = new Set(process.stages.map((stage) => stage.name));
  const fault = (path: string, stage: string): CheckFault => ({
    row: process,
    path,
    reason: { vi: `không có bước «${stage}»`, en: `there is no stage “${stage}”` },
  });
  return process.actions.flatMap(({ name, from, to }) => [
    ...from.filter((stage) => stage !== NEW && !names.has(stage)).map((stage) => fault(`/actions/${name}/from`, stage)),
    ...(to === undefined || names.has(to) ? [] : [fault(`/actions/${name}/to`, to)]),
  ]);
}

/** A name that no action has would let the same person draft and sign. */
function checkNotBy(process: Process): CheckFault[] {
  return process.actions.flatMap(({ name, notBy }): CheckFault[] => {
    if (notBy === undefined || process.actions.some((action) => action.name === notBy)) return [];
    const reason = { vi: `không có hành động «${notBy}»`, en: `there is no action “${notBy}”` };
    return [{ row: process, path: `/actions/${name}/notBy`, reason }];
  });
}

function checkWays(process: Process): CheckFault[] {
  const moves = process.actions.flatMap(({ from, to }) =>
    to === undefined ? [] : from.map((stage): [string, string] => [stage, to]),
  );
  const reached = spread([NEW], moves);
  const ends = process.stages.filter((stage) => stage.end).map((stage) => stage.name);
  const ending = spread(
    ends,
    moves.map(([from, to]) => [to, from]),
  );
  return process.stages.flatMap(({ name }): CheckFault[] => [
    ...(reached.has(name) ? [] : [{ row: process, path: `/stages/${name}`, reason: UNREACHED }]),
    ...(ending.has(name) ? [] : [{ row: process, path: `/stages/${name}`, reason: STUCK }]),
  ]);
}

const UNREACHED = { vi: 'không có đường nào dẫn tới bước này', en: 'no way leads to this stage' };
const STUCK = { vi: 'từ bước này không có đường tới bước kết thúc', en: 'no way leads from this stage to an end' };

function spread(start: string[], moves: [string, string][]): Set<string> {
  const seen = new Set(start);
  // A set is walked together with what is added to it on the way.
  for (const here of seen) for (const [from, to] of moves) if (from === here) seen.add(to);
  return seen;
}

function checkOnLimit(process: Process, stage: Stage): CheckFault[] {
  if (stage.onLimit === undefined) return [];
  const path = `/stages/${stage.name}/onLimit`;
  if (!stage.limit)
    return [{ row: process, path, reason: { vi: 'bước này không có thời hạn', en: 'the stage has no limit' } }];
  const action = process.actions.find(({ name, from }) => name === stage.onLimit && from.includes(stage.name));
  if ((action?.by ?? stage.actors)?.roles.includes('system') && action) return [];
  const reason = action
    ? { vi: `hệ thống không được làm «${stage.onLimit}»`, en: `the role system may not take “${stage.onLimit}”` }
    : { vi: `bước này không có hành động «${stage.onLimit}»`, en: `the stage has no action “${stage.onLimit}”` };
  return [{ row: process, path, reason }];
}

/** The steps together may not take longer than the law gives the whole, in any rule set the procedure lives under. */
function checkTimes(process: Process, { procedures, rules }: CatalogueData): CheckFault[] {
  return procedures
    .filter((procedure) => procedure.process.id === process.id && procedure.process.version === process.version)
    .flatMap((procedure) => {
      const sums = rules.filter((set) => overlap(set, procedure)).map((set) => stepMinutes(process, set));
      const steps = Math.max(0, ...sums);
      return Object.entries(procedure.limits).flatMap(([channel, limit]): CheckFault[] => {
        if (!limit || steps <= roughMinutes(limit) + 0.5) return [];
        const [total, whole] = [Math.round(steps), Math.round(roughMinutes(limit))];
        const key = `${process.id}@${process.version}`;
        const reason = {
          vi: `các bước của «${key}» cộng lại ${total} phút làm việc, thời hạn chỉ có ${whole}`,
          en: `the steps of “${key}” take ${total} working minutes together, the limit is only ${whole}`,
        };
        return [{ row: procedure, path: `/limits/${channel}`, reason }];
      });
    });
}

function stepMinutes(process: Process, rules: RuleSet): number {
  const limits = process.stages.flatMap(({ clock, limit }) => (clock === 'runs' && limit ? [limit] : []));
  return limits.reduce((sum, limit) => sum + roughMinutes(resolveLimit(limit, rules)), 0);
}

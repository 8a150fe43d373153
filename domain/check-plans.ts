import { repeated, type CheckFault } from './check-fault';
import type { Criterion, Party, StagePlan, TransferStage } from './plan';
import type { Text } from './text';

/** What a transfer is called when it is in none of its plan's stages. */
export const RESERVED: readonly string[] = ['suspended', 'withdrawn', 'handed-back'];

export function checkPlans(plans: StagePlan[]): CheckFault[] {
  return [
    ...repeated(plans, ({ id, version }) => `${id}@${version}`, '/id'),
    ...plans.flatMap((plan) => [
      ...checkNames(plan),
      ...checkEnds(plan),
      ...checkOpening(plan),
      ...checkTrials(plan),
      ...checkLastCriteria(plan),
    ]),
  ];
}

const fault = (row: StagePlan, path: string, vi: string, en: string): CheckFault => ({ row, path, reason: { vi, en } });

function checkNames(plan: StagePlan): CheckFault[] {
  const reserved = plan.stages.flatMap(({ name }, i) =>
    RESERVED.includes(name)
      ? [fault(plan, `/stages/${i}/name`, `«${name}» là tên dành riêng`, `the name “${name}” is reserved`)]
      : [],
  );
  return [
    ...reserved,
    ...namedTwice(plan, plan.stages, '/stages'),
    ...plan.stages.flatMap((stage, i) => namedTwice(plan, stage.criteria, `/stages/${i}/criteria`)),
    ...namedTwice(plan, plan.handBack, '/handBack'),
  ];
}

function namedTwice(plan: StagePlan, list: { name: string }[], path: string): CheckFault[] {
  const names = list.map(({ name }) => name);
  return names.flatMap((name, i) =>
    names.indexOf(name) === i
      ? []
      : [fault(plan, `${path}/${i}/name`, `«${name}» đã có ở trên`, `“${name}” is there already`)],
  );
}

/** A transfer begins with government staff alone and without a condition, and ends with postal staff. */
function checkEnds(plan: StagePlan): CheckFault[] {
  const [first, last, end] = [plan.stages[0], plan.stages.at(-1), plan.stages.length - 1];
  if (!first || !last || first === last) {
    return [fault(plan, '/stages', 'cần ít nhất hai giai đoạn', 'needs at least two stages')];
  }
  const wrong: [boolean, string, Text][] = [
    [first.criteria.length > 0, '/stages/0/criteria', NO_CRITERIA],
    [first.groups.join() !== 'government', '/stages/0/groups', GOVERNMENT_ONLY],
    [!last.groups.includes('post'), `/stages/${end}/groups`, WITH_POST],
    [last.daysBefore !== 0, `/stages/${end}/daysBefore`, ON_THE_DAY],
  ];
  return wrong.filter(([is]) => is).map(([, path, reason]) => ({ row: plan, path, reason }));
}

const NO_CRITERIA = { vi: 'giai đoạn đầu không được có tiêu chí', en: 'the first stage must have no criteria' };
const GOVERNMENT_ONLY = {
  vi: 'giai đoạn đầu chỉ có công chức, viên chức (government)',
  en: 'the first stage belongs to the group government alone',
};
const WITH_POST = { vi: 'giai đoạn cuối phải có nhóm post', en: 'the last stage must include the group post' };
const ON_THE_DAY = { vi: 'giai đoạn cuối phải là 0', en: 'must be 0 in the last stage' };

/** A stage without days opens at once, which is earlier than any day. */
function checkOpening(plan: StagePlan): CheckFault[] {
  const days = (stage: TransferStage | undefined) => stage?.daysBefore ?? Infinity;
  return plan.stages.flatMap((stage, i) =>
    i === 0 || days(stage) <= days(plan.stages[i - 1])
      ? []
      : [
          fault(
            plan,
            `/stages/${i}/daysBefore`,
            'mở sớm hơn giai đoạn trước đó',
            'opens earlier than the stage before',
          ),
        ],
  );
}

/** Postal staff must have worked in an earlier stage, or there is nothing to measure. */
function checkTrials(plan: StagePlan): CheckFault[] {
  const first = plan.stages.findIndex(({ groups }) => groups.includes('post'));
  const tooEarly = (i: number) => first === -1 || i <= first;
  return plan.stages.flatMap(({ criteria }, i) =>
    criteria.flatMap(({ kind }, j) =>
      kind === 'trial' && tooEarly(i)
        ? [
            fault(
              plan,
              `/stages/${i}/criteria/${j}`,
              'trước đó nhân viên Bưu điện chưa làm việc ở giai đoạn nào',
              'postal staff work in no stage before this one',
            ),
          ]
        : [],
    ),
  );
}

/** Nothing goes over on a promise alone, nor without both sides. */
function checkLastCriteria(plan: StagePlan): CheckFault[] {
  const criteria = plan.stages.at(-1)?.criteria ?? [];
  const path = `/stages/${plan.stages.length - 1}/criteria`;
  const confirmedBy = (party: Party) => (criterion: Criterion) =>
    criterion.kind === 'confirmed' && criterion.by === party;
  const needed: [(criterion: Criterion) => boolean, string, string][] = [
    [confirmedBy('authority'), 'thiếu xác nhận của cơ quan nhà nước', 'lacks a confirmation by the authority'],
    [confirmedBy('post'), 'thiếu xác nhận của Bưu điện', 'lacks a confirmation by the post'],
    [({ kind }) => kind !== 'confirmed', 'thiếu tiêu chí đo được', 'lacks a criterion that is measured'],
  ];
  return needed.filter(([fits]) => !criteria.some(fits)).map(([, vi, en]) => fault(plan, path, vi, en));
}

import type { CatalogueData } from '../../../domain/catalogue';
import { checkDecisions } from '../../../domain/check-decisions';
import { checkPlans } from '../../../domain/check-plans';
import { edited, type Edits } from './edits';

const text = { vi: 'Tên', en: 'Name' };
const staff = { name: 'staff', title: text, kind: 'staff', group: 'post', of: 'official', least: 1 };
const trial = { name: 'trial', title: text, kind: 'trial', dossiers: 20, errorRate: 0.05 };
const confirmed = (by: string) => ({ name: by, title: text, kind: 'confirmed', by });
const stage = (name: string, groups: string[], more: object) => ({ name, title: text, groups, criteria: [], ...more });

/** Plans and decisions without fault, new for every test so that they may be broken. */
function sound() {
  return {
    units: [
      { code: 'a', validFrom: '2018-08-01', validTo: '2025-07-01', kind: 'one-stop', level: 'district', name: text },
      { code: 'd', validFrom: '2018-08-01', kind: 'department', level: 'district', name: text },
    ],
    fields: [
      {
        ...{ code: 'f', name: text, order: 1, national: [] },
        decidedBy: [{ level: 'district', unit: 'own', validFrom: '2019-01-01' }],
      },
      {
        ...{ code: 'g', name: text, order: 2, national: [] },
        decidedBy: [{ level: 'province', unit: 'd@2018-08-01', validFrom: '2018-08-01' }],
      },
    ],
    plans: [
      {
        ...{ id: 'p', version: 1, title: text, graceDays: 5, openDossiers: 'finish', handBack: [confirmed('post')] },
        stages: [
          stage('planned', ['government'], {}),
          stage('preparing', ['government'], { daysBefore: 60 }),
          stage('trial', ['government', 'post'], { daysBefore: 14, criteria: [staff] }),
          stage('in-force', ['post'], {
            daysBefore: 0,
            criteria: [staff, trial, confirmed('authority'), confirmed('post')],
          }),
        ],
      },
    ],
    decisions: [
      {
        ...{ number: '1', date: '2020-09-21', effectiveOn: '2020-10-05', title: text, reference: 'r', sources: [] },
        transfers: [
          { ...transfer, scope: 'receive' },
          { ...transfer, scope: 'return' },
        ],
      },
    ],
  };
}

const transfer = { unit: 'a@2018-08-01', field: 'f', effectiveOn: '2020-10-05', plan: { id: 'p', version: 1 } };

function faults(edits: Edits): string[] {
  const data = edited(sound(), edits) as unknown as CatalogueData;
  const found = [...checkPlans(data.plans ?? []), ...checkDecisions(data)];
  return found.map(({ path, reason }) => `${path}: ${reason.en}`);
}

test('sound plans and decisions have no fault', () => {
  expect(faults({})).toEqual([]);
});

const LAST = '/stages/3/criteria: lacks a';
const EARLY = '/stages/2/criteria/0: postal staff work in no stage before this one';
const broken: [string, Edits, string[]][] = [
  ['a version twice', { 'plans.1': sound().plans[0] }, ['/id: “p@1” is there already']],
  [
    'one stage only',
    { 'plans.0.stages': [sound().plans[0]?.stages[0]] },
    expect.arrayContaining(['/stages: needs at least two stages']) as string[],
  ],
  [
    'two stages of one name',
    { 'plans.0.stages.2.name': 'preparing' },
    ['/stages/2/name: “preparing” is there already'],
  ],
  ...['suspended', 'withdrawn', 'handed-back'].map((name): [string, Edits, string[]] => [
    `a stage called ${name}`,
    { 'plans.0.stages.1.name': name },
    [`/stages/1/name: the name “${name}” is reserved`],
  ]),
  [
    'a condition on the beginning',
    { 'plans.0.stages.0.criteria': [staff] },
    ['/stages/0/criteria: the first stage must have no criteria'],
  ],
  ...[['post'], ['government', 'post']].map((groups): [string, Edits, string[]] => [
    `a beginning with ${groups.join(' and ')}`,
    { 'plans.0.stages.0.groups': groups },
    ['/stages/0/groups: the first stage belongs to the group government alone'],
  ]),
  [
    'an end without postal staff',
    { 'plans.0.stages.3.groups': ['government'] },
    ['/stages/3/groups: the last stage must include the group post'],
  ],
  [
    'two criteria of one name in a stage',
    { 'plans.0.stages.2.criteria.1': staff },
    ['/stages/2/criteria/1/name: “staff” is there already'],
  ],
  [
    'two criteria of one name for handing back',
    { 'plans.0.handBack.1': confirmed('post') },
    ['/handBack/1/name: “post” is there already'],
  ],
  [
    'a stage that opens before the one it follows',
    { 'plans.0.stages.2.daysBefore': 61 },
    ['/stages/2/daysBefore: opens earlier than the stage before'],
  ],
  [
    'a stage that opens at once after one that has a day',
    { 'plans.0.stages.2.daysBefore': undefined },
    ['/stages/2/daysBefore: opens earlier than the stage before'],
  ],
  [
    'an end before the effective date',
    { 'plans.0.stages.3.daysBefore': 1 },
    ['/stages/3/daysBefore: must be 0 in the last stage'],
  ],
  ['a trial before anybody tries', { 'plans.0.stages.2.criteria': [trial] }, [EARLY]],
  [
    'a trial where only the last stage has postal staff',
    { 'plans.0.stages.2.groups': ['government'] },
    ['/stages/3/criteria/1: postal staff work in no stage before this one'],
  ],
  [
    'no confirmation by the authority',
    { 'plans.0.stages.3.criteria': [staff, confirmed('post')] },
    [`${LAST} confirmation by the authority`],
  ],
  [
    'no confirmation by the post',
    { 'plans.0.stages.3.criteria': [staff, confirmed('authority')] },
    [`${LAST} confirmation by the post`],
  ],
  [
    'nothing measured',
    { 'plans.0.stages.3.criteria': [confirmed('authority'), confirmed('post')] },
    [`${LAST} criterion that is measured`],
  ],
  ['a number twice', { 'decisions.1': sound().decisions[0] }, ['/number: “1” is there already']],
  [
    'no such unit and no such field',
    { 'decisions.0.transfers.0.unit': 'b@2018-08-01', 'decisions.0.transfers.0.field': 'h' },
    ['/transfers/0/unit: there is no “b@2018-08-01”', '/transfers/0/field: there is no “h”'],
  ],
  [
    'a unit that has ended',
    { 'decisions.0.transfers.1.effectiveOn': '2025-07-01' },
    ['/transfers/1/unit: “a@2018-08-01” is not open on 2025-07-01'],
  ],
  [
    'a field of another level',
    { 'decisions.0.transfers.1.field': 'g' },
    ['/transfers/1/field: “a@2018-08-01” does not serve the field “g” on 2020-10-05'],
  ],
  [
    'a field that is decided there only later',
    { 'decisions.0.date': '2018-07-27', 'decisions.0.transfers.1.effectiveOn': '2018-12-31' },
    ['/transfers/1/field: “a@2018-08-01” does not serve the field “f” on 2018-12-31'],
  ],
  [
    'a department',
    { 'decisions.0.transfers.1.unit': 'd@2018-08-01' },
    ['/transfers/1/field: “d@2018-08-01” does not serve the field “f” on 2020-10-05'],
  ],
  [
    'no such plan',
    { 'decisions.0.transfers.1.plan': { id: 'p', version: 2 } },
    ['/transfers/1/plan: there is no “p@2”'],
  ],
  [
    'a transfer before the decision',
    { 'decisions.0.transfers.1.effectiveOn': '2020-09-20' },
    [`/transfers/1/effectiveOn: is before the decision's own date 2020-09-21`],
  ],
  [
    'a task twice',
    { 'decisions.0.transfers.1.scope': 'both' },
    ['/transfers/1: this task of “f” at “a@2018-08-01” is there already'],
  ],
];

test.each(broken)('%s', (_, edits, expected) => {
  expect(faults(edits)).toEqual(expected);
});

test('a transfer on the very day of its decision is in order', () => {
  expect(faults({ 'decisions.0.transfers.1.effectiveOn': '2020-09-21' })).toEqual([]);
});

import type { CatalogueData } from '../../../domain/catalogue';
import { checkConfig } from '../../../domain/check-config';
import { edited, type Edits } from './edits';

const text = { vi: 'Tên', en: 'Name' };
const day = (date: string) => ({ date, name: text, decision: 'Quyết định' });
const hours = (...days: number[]) =>
  Object.fromEntries(
    days.map((n) => [
      n,
      [
        ['07:00', '11:00'],
        ['13:00', '17:00'],
      ],
    ]),
  );
const limit = (amount: number) => ({ amount, unit: 'working-day' as const });
const clerk = { roles: ['post-clerk' as const], unit: 'receiving' as const };
const system = { roles: ['system' as const], unit: 'receiving' as const };
const rules = (code: string, validFrom: string, validTo?: string) => ({
  ...{ code, validFrom, validTo, title: text, forms: {}, sources: [] },
  limits: { supplementNotice: limit(3), forwarding: limit(1) },
});

/** A small configuration without fault, new for every test so that it may be broken. */
function sound() {
  return {
    units: [
      {
        code: 'a',
        validFrom: '2018-01-01',
        validTo: '2025-07-01',
        kind: 'one-stop',
        level: 'district',
        name: text,
        identification: 'H20.1',
        parent: 'p@2018-01-01',
        successor: 'b@2025-07-01',
      },
      {
        code: 'b',
        validFrom: '2025-07-01',
        kind: 'one-stop',
        level: 'commune',
        name: text,
        identification: 'H20.1',
        parent: 'p@2018-01-01',
      },
      { code: 'p', validFrom: '2018-01-01', kind: 'department', level: 'province', name: text },
    ],
    fields: [
      {
        code: 'f',
        name: text,
        order: 1,
        national: [],
        decidedBy: [{ level: 'district', unit: 'own', validFrom: '2018-01-01' }],
      },
    ],
    procedures: [
      {
        code: '1',
        version: 1,
        validFrom: '2018-01-01',
        validTo: '2022-01-01',
        name: text,
        field: 'f',
        levels: ['district'],
        limits: { direct: limit(3), post: limit(3), online: null },
        documents: [],
        fee: [],
        process: { id: 'x', version: 1 },
        sources: [],
      },
      {
        code: '1',
        version: 2,
        validFrom: '2022-01-01',
        name: text,
        field: 'f',
        levels: ['district'],
        limits: { direct: limit(3), post: limit(3), online: null },
        documents: [],
        fee: [],
        process: { id: 'x', version: 1 },
        sources: [],
      },
    ],
    processes: [
      {
        ...{ id: 'x', version: 1, title: text },
        stages: [
          { name: 'accepted', title: text, status: 2, clock: 'runs', actors: clerk, limit: { rule: 'forwarding' } },
          { name: 'waiting', title: text, status: 4, clock: 'runs', actors: clerk, limit: limit(2), onLimit: 'lapse' },
          { name: 'done', title: text, status: 10, clock: 'ended', end: true },
        ],
        actions: [
          { name: 'receive', title: text, from: ['new'], to: 'accepted', by: clerk, form: 'receive@1', receives: true },
          { name: 'forward', title: text, from: ['accepted'], to: 'waiting' },
          { name: 'finish', title: text, from: ['waiting'], to: 'done' },
          { name: 'lapse', title: text, from: ['waiting'], to: 'done', by: system },
        ],
      },
    ],
    forms: [
      {
        id: 'receive',
        version: 1,
        title: text,
        schema: {
          type: 'object',
          additionalProperties: false,
          properties: { note: { type: 'string', 'x-title': text } },
        },
      },
    ],
    calendars: [
      {
        code: 'vn',
        years: { from: 2018, to: 2026 },
        hours: hours(1, 2, 3, 4, 5),
        daysOff: [day('2026-01-01')],
        daysWorked: [day('2026-01-10')],
        sources: [],
      },
    ],
    rules: [rules('61', '2018-01-01', '2025-07-01'), rules('118', '2025-07-01')],
  };
}

function faults(edits: Edits): string[] {
  const config = edited(sound(), edits) as unknown as CatalogueData;
  return checkConfig(config).map(({ path, reason }) => `${path}: ${reason.en}`);
}

test('a sound configuration has no fault', () => {
  expect(faults({})).toEqual([]);
});

const go = (from: string, to: string, name = 'go') => ({ name, title: text, from: [from], to });
const department = sound().units[2];
const CYCLE = '/successor: leads back to this unit';
const long = (sum: number, whole: number) =>
  `the steps of “x@1” take ${sum} working minutes together, the limit is only ${whole}`;

const broken: [string, Edits, string[]][] = [
  ['a stage nothing leads to', { 'processes.0.actions.1.to': 'done' }, ['/stages/waiting: no way leads to this stage']],
  [
    'a stage without a way out',
    {
      'processes.0.stages.3': { ...sound().processes[0]?.stages[0], name: 'trap', limit: undefined },
      'processes.0.actions.4': go('waiting', 'trap'),
    },
    ['/stages/trap: no way leads from this stage to an end'],
  ],
  [
    'an action to no stage',
    { 'processes.0.actions.4': go('waiting', 'gone') },
    ['/actions/go/to: there is no stage “gone”'],
  ],
  [
    'an action from no stage',
    { 'processes.0.actions.4': go('gone', 'done') },
    ['/actions/go/from: there is no stage “gone”'],
  ],
  [
    'two actions of one name',
    { 'processes.0.actions.4': go('waiting', 'done', 'finish') },
    ['/actions/finish/from: “waiting” has an action of this name already'],
  ],
  ['no such form', { 'processes.0.actions.0.form': 'receive@2' }, ['/actions/receive/form: there is no “receive@2”']],
  [
    'a limit with no such action',
    { 'processes.0.stages.1.onLimit': 'receive' },
    ['/stages/waiting/onLimit: the stage has no action “receive”'],
  ],
  [
    'a limit that a person must act on',
    { 'processes.0.stages.1.onLimit': 'finish' },
    ['/stages/waiting/onLimit: the role system may not take “finish”'],
  ],
  ['steps longer than the whole', { 'procedures.1.limits.post': limit(2.5) }, [`/limits/post: ${long(1440, 1200)}`]],
  [
    'steps longer under a later rule set',
    { 'rules.1.limits.forwarding': limit(2) },
    [`/limits/direct: ${long(1920, 1440)}`, `/limits/post: ${long(1920, 1440)}`],
  ],
  [
    'a question in one language',
    { 'forms.0.schema.properties.note.x-title': { vi: 'Ghi chú' } },
    ['/schema/properties/note: lacks an “x-title” in both languages'],
  ],
  ['an open form', { 'forms.0.schema.additionalProperties': true }, ['/schema/additionalProperties: must be false']],
  ['no such field', { 'procedures.0.field': 'g' }, ['/field: there is no “g”']],
  ['no such process', { 'procedures.0.process': { id: 'x', version: 2 } }, ['/process: there is no “x@2”']],
  ['versions that overlap', { 'procedures.0.validTo': '2022-01-02' }, ['/validFrom: version 1 is in force then']],
  ['a version twice', { 'procedures.1.version': 1 }, ['/code: “1@1” is there already']],
  ['a unit twice', { 'units.3': { ...department } }, [': “p@2018-01-01” is there already']],
  [
    'rows of a code that overlap',
    { 'units.3': { ...department, validFrom: '2020-01-01' } },
    ['/validFrom: code “p” is still “p@2018-01-01” then'],
  ],
  ['a unit that ends before it begins', { 'units.2.validTo': '2017-01-01' }, ['/validTo: must be after validFrom']],
  ['no such parent', { 'units.0.parent': 'q@2018-01-01' }, ['/parent: there is no “q@2018-01-01”']],
  ['no such successor', { 'units.0.successor': 'b@2018-01-01' }, ['/successor: there is no “b@2018-01-01”']],
  ['units that succeed each other', { 'units.1.successor': 'a@2018-01-01' }, [CYCLE, CYCLE]],
  [
    'a malformed identification',
    { 'units.0.identification': 'H2' },
    ['/identification: “H2” is not an identification code'],
  ],
  [
    'no identification',
    { 'units.0.identification': undefined },
    ['/identification: a One-Stop unit needs an identification code'],
  ],
  [
    'an identification shared at one time',
    { 'units.0.validTo': '2025-07-02' },
    ['/identification: “H20.1” identifies “a@2018-01-01” at the same time'],
  ],
  [
    'a unit that leaves the Post building before it comes',
    { 'units.1.postBuilding': { from: '2026-01-01', to: '2026-01-01' } },
    ['/postBuilding/to: must be after from'],
  ],
  [
    'no such deciding unit',
    { 'fields.0.decidedBy.0.unit': 'q@2018-01-01' },
    ['/decidedBy/0/unit: there is no “q@2018-01-01”'],
  ],
  [
    'two deciders at one time',
    { 'fields.0.decidedBy.1': { level: 'district', unit: 'p@2018-01-01', validFrom: '2020-01-01' } },
    ['/decidedBy/1/validFrom: another unit decides for level “district” then'],
  ],
  [
    'a gap between rule sets',
    { 'rules.0.validTo': '2025-06-30' },
    ['/validTo: must be 2025-07-01, when the rule set “118” begins'],
  ],
  ['rule sets that end', { 'rules.1.validTo': '2026-01-01' }, ['/validTo: the last rule set must not end']],
  [
    'no working weekday',
    { 'calendars.0.hours': {}, 'calendars.0.daysOff': [], 'calendars.0.daysWorked': [] },
    ['/hours: no weekday is worked'],
  ],
  ['spans that overlap', { 'calendars.0.hours.1.1.0': '10:59' }, ['/hours/1/1: overlaps the span before it']],
  [
    'a day off on a rest day',
    { 'calendars.0.daysOff.1': day('2026-01-03') },
    ['/daysOff/1/date: 2026-01-03 is a rest day anyway'],
  ],
  [
    'a day worked on a working day',
    { 'calendars.0.daysWorked.1': day('2026-01-05') },
    ['/daysWorked/1/date: 2026-01-05 is a working day anyway'],
  ],
  [
    'a date that does not exist',
    { 'calendars.0.daysOff.1': day('2019-02-29') },
    ['/daysOff/1/date: there is no date 2019-02-29'],
  ],
  [
    'a date outside of the years',
    { 'calendars.0.daysOff.1': day('2027-01-01') },
    ['/daysOff/1/date: the year 2027 is outside of this calendar'],
  ],
  ['a date twice', { 'calendars.0.daysOff.1': day('2026-01-01') }, ['/daysOff/1/date: 2026-01-01 is there already']],
  [
    'a date both off and worked',
    { 'calendars.0.daysWorked.1': day('2026-01-01') },
    ['/daysWorked/1/date: 2026-01-01 is in another list as well'],
  ],
  ['no rule set', { rules: [] }, ['/rules: the configuration has no rules']],
];

test.each(broken)('%s', (_, edits, expected) => {
  expect(faults(edits)).toEqual(expected);
});

test('several faults are told at once', () => {
  const edits = {
    'procedures.0.field': 'g',
    'units.0.parent': 'q@2018-01-01',
    'calendars.0.daysOff.1': day('2027-01-01'),
  };
  expect(faults(edits)).toHaveLength(3);
});

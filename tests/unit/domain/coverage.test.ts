import { loadConfig } from '../../../config/load';
import { Catalogue } from '../../../domain/catalogue';
import { coverageOf, endOfDate, figureOf } from '../../../domain/coverage';
import { countedIn, type CoverageRow } from '../../../domain/coverage-figure';
import { tasksOf } from '../../../domain/plan';
import { startOfDay } from '../../../domain/time';
import type { Unit } from '../../../domain/unit';
import { SHIPPED } from '../../support/config-copy';

const data = loadConfig(SHIPPED);
const catalogue = new Catalogue(data);
const NEW = '1469/QĐ-UBND-HC';

/** As if every transfer had gone over on the date that its decision names. */
const shipped = (date: string): CoverageRow[] =>
  catalogue.decisions.flatMap(({ number, date: decisionDate, transfers }) =>
    transfers.flatMap(({ unit, field, scope, effectiveOn, illustrative = false }) => {
      const gone = effectiveOn <= date;
      return tasksOf(scope).map((task) => ({
        ...{ transferId: `${unit} ${field}`, unit, field, task, decision: number, decisionDate, illustrative },
        ...{ final: gone ? 1 : 0, post: gone ? 1 : 0, stage: gone ? 'in-force' : 'planned' },
        since: startOfDay(gone ? effectiveOn : decisionDate),
      }));
    }),
  );

const coverage = (date: string, rows = shipped(date)) => {
  const served = (unit: Unit) =>
    data.fields.map(({ code }) => code).filter((code) => catalogue.servesField(unit, code, date));
  return coverageOf({ units: data.units, date, rows, servedFields: served });
};
const values = (date: string, ...keys: string[]) =>
  Object.fromEntries(keys.map((key) => [key, figureOf(coverage(date), key)?.value]));

test('the figures of 2020-10-05 are those of the notice', () => {
  const expected = {
    'centre.fields': 11,
    [`centre.fields.byDecision.${NEW}`]: 3,
    'districts.total': 12,
    'districts.running': 11,
    'districts.inPostBuilding': 9,
    'districts.allFields': 4,
    [`districts.byDecision.${NEW}`]: 3,
    'communes.running': 41,
    'communes.districts': 12,
    [`communes.byDecision.${NEW}`]: 13,
    [`communes.districts.byDecision.${NEW}`]: 8,
  };
  expect(values('2020-10-05', ...Object.keys(expected))).toEqual(expected);
});

test.each([
  ['2018-07-31', 0, 0, 0],
  ['2018-08-01', 8, 2, 4],
  ['2018-10-01', 8, 8, 27],
  ['2019-08-01', 8, 10, 28],
  ['2020-10-04', 8, 10, 28],
])('on %s: %i fields at the centre, %i districts, %i communes', (date, fields, districts, communes) => {
  expect(values(date, 'centre.fields', 'districts.running', 'communes.running')).toEqual({
    'centre.fields': fields,
    'districts.running': districts,
    'communes.running': communes,
  });
});

test('the day before, the decision has figures of nothing in force, and its transfers are coming', () => {
  const byNew = [`centre.fields.byDecision.${NEW}`, `total.decision.${NEW}.units.coming`];
  expect(Object.values(values('2020-10-04', ...byNew))).toEqual([0, 17]);
});

test('every figure opens into rows of exactly what it counts, and its key is its own', () => {
  const { figures, totals } = coverage('2020-10-05');
  const all = [...figures, ...totals];
  expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
  for (const { key, value, ids, counts, entries } of all) {
    expect([key, ids.length, new Set(entries.map((entry) => countedIn(counts, entry)))]).toEqual([
      key,
      value,
      new Set(ids),
    ]);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  }
});

test('what was chosen is marked in every figure that counts it, and in no other', () => {
  const marked = (key: string) => figureOf(coverage('2020-10-05'), key)?.illustrative;
  const keys = ['centre.fields', 'districts.total', 'districts.running', 'districts.inPostBuilding'];
  expect(keys.map(marked)).toEqual([false, false, true, true]);
});

test('after the merger there are no districts, and what was with the old units counts no more', () => {
  const keys = ['districts.total', 'districts.inPostBuilding', 'communes.running', 'centre.fields'];
  expect(Object.values(values('2025-06-30', ...keys))).toEqual([12, 9, 41, 11]);
  expect(Object.values(values('2025-07-01', ...keys))).toEqual([0, 0, 0, 0]);
});

const CENTRE = '87@2018-08-01';
const row = (more: Partial<CoverageRow>): CoverageRow => ({
  ...{ transferId: 't', unit: CENTRE, field: 'tai-chinh', task: 'receive', final: 0, post: 0, stage: 'planned' },
  ...{ since: '2020-01-01T00:00:00.000Z', decision: NEW, decisionDate: '2020-09-21', illustrative: false },
  ...more,
});

test('a field is on trial, coming or suspended by what postal staff may do, and in force by either task', () => {
  const found = coverage('2020-10-05', [
    row({ final: 1, post: 1, stage: 'in-force' }),
    row({ task: 'return', transferId: 'u' }),
    row({ field: 'ngoai-vu', post: 1, stage: 'trial' }),
    row({ field: 'cong-thuong', stage: 'suspended' }),
  ]);
  const ids = (phase: string) => figureOf(found, `total.unit.${CENTRE}.fields.${phase}`)?.ids;
  expect(['in-force', 'coming', 'trial', 'suspended'].map(ids)).toEqual([
    ['tai-chinh'],
    ['tai-chinh'],
    ['ngoai-vu'],
    ['cong-thuong'],
  ]);
  expect(figureOf(found, 'centre.fields')?.value).toBe(1);
  expect(figureOf(found, 'total.level.province.units.trial')?.ids).toEqual([CENTRE]);
  expect(figureOf(found, 'total.level.commune.units.trial')).toBeUndefined();
});

test('a date means its last moment in Viet Nam, up to the last date that there is', () => {
  expect(endOfDate('2020-10-05')).toBe('2020-10-05T16:59:59.999Z');
  expect(endOfDate('9999-12-31')).toBe('9999-12-31T16:59:59.999Z');
});

import { loadConfig } from '../../../config/load';
import { Catalogue } from '../../../domain/catalogue';
import type { PlannedTransfer } from '../../../domain/plan';
import { isOpen, unitId, type Level, type Unit } from '../../../domain/unit';
import { SHIPPED } from '../../support/config-copy';

const data = loadConfig(SHIPPED);
const catalogue = new Catalogue(data);
const DAY = '2020-10-05';
const NEW = '1469/QĐ-UBND-HC';
const CENTRE = '87@2018-08-01';

type Planned = PlannedTransfer & { decision: string; at: Unit };

/** What has gone over by a day, as the decisions date it. */
function inForce(date: string): Planned[] {
  return catalogue.decisions.flatMap(({ number, transfers }) =>
    transfers.flatMap((transfer) => {
      const at = catalogue.unit(transfer.unit);
      return at && transfer.effectiveOn <= date && isOpen(at, date) ? [{ ...transfer, decision: number, at }] : [];
    }),
  );
}

const byNew = ({ decision }: Planned) => decision === NEW;
const distinct = <T>(list: T[]) => [...new Set(list)];
const unitsAt = (level: Level, list: Planned[]) =>
  distinct(list.filter(({ at }) => at.level === level).map(({ at }) => at));
const districtsOf = (communes: Unit[]) => distinct(communes.map(({ parent }) => parent));
const fieldsAt = (unit: string, list: Planned[]) => list.filter((row) => row.unit === unit).map(({ field }) => field);
const servedAt = (unit: Unit) => data.fields.filter(({ code }) => catalogue.servesField(unit, code, DAY));

test('the centre has eight fields before the decision of 2020, and eleven with the three it names', () => {
  const [before, after] = [fieldsAt(CENTRE, inForce('2020-10-04')), fieldsAt(CENTRE, inForce(DAY))];
  expect(before).toHaveLength(8);
  expect(after).toHaveLength(11);
  expect(after.filter((field) => !before.includes(field)).sort()).toEqual([
    'an-toan-thuc-pham',
    'khu-kinh-te',
    'tai-chinh',
  ]);
  expect(fieldsAt(CENTRE, inForce(DAY).filter(byNew))).toHaveLength(3);
});

test('eleven of twelve districts, nine in Post buildings, four with every field', () => {
  const all = data.units.filter((unit) => unit.level === 'district' && isOpen(unit, DAY));
  const taking = unitsAt('district', inForce(DAY));
  const whole = taking.filter((unit) => fieldsAt(unitId(unit), inForce(DAY)).length === servedAt(unit).length);
  expect(all).toHaveLength(12);
  expect(taking).toHaveLength(11);
  expect(all.filter(({ postBuilding }) => postBuilding && postBuilding.from <= DAY)).toHaveLength(9);
  expect(whole).toHaveLength(4);
});

test('the three districts of the decision get from one to eight fields each', () => {
  const added = inForce(DAY).filter(byNew);
  const counts = unitsAt('district', added).map(({ code }) => [code, fieldsAt(`${code}@2018-08-01`, added).length]);
  expect(Object.fromEntries(counts)).toEqual({ 869: 4, 870: 1, 872: 8 });
});

test('forty-one communes of twelve districts, thirteen of eight of them by the decision', () => {
  const communes = unitsAt('commune', inForce(DAY));
  const added = unitsAt('commune', inForce(DAY).filter(byNew));
  expect([communes.length, districtsOf(communes).length]).toEqual([41, 12]);
  expect([added.length, districtsOf(added).length]).toEqual([13, 8]);
  // «13 xã thuộc 08 huyện, thị xã»: none is a ward, none lies in a city of that day.
  expect(distinct(added.map(({ type }) => type))).toEqual(['xã']);
  expect(districtsOf(added)).not.toEqual(expect.arrayContaining(['866@2018-08-01']));
  expect(districtsOf(added)).not.toEqual(expect.arrayContaining(['867@2018-08-01']));
  expect(unitsAt('commune', inForce('2020-10-04'))).toHaveLength(28);
});

test.each([
  ['2018-07-31', 0, 0, 0],
  ['2018-08-01', 8, 2, 4],
  ['2018-10-01', 8, 8, 27],
  ['2019-08-01', 8, 10, 28],
])('on %s: %i fields at the centre, %i districts, %i communes', (date, fields, districts, communes) => {
  const found = inForce(date);
  expect(fieldsAt(CENTRE, found)).toHaveLength(fields);
  expect(unitsAt('district', found)).toHaveLength(districts);
  expect(unitsAt('commune', found)).toHaveLength(communes);
});

test('what was chosen says so: everything below the province', () => {
  for (const { at, illustrative } of inForce(DAY)) expect(illustrative ?? false).toBe(at.level !== 'province');
});

test('no field goes over twice at a unit', () => {
  const keys = catalogue.decisions.flatMap(({ transfers }) => transfers.map(({ unit, field }) => `${unit} ${field}`));
  expect(distinct(keys)).toHaveLength(keys.length);
});

test('plans and decisions are found by their references', () => {
  const { transfers = [] } = catalogue.decision(NEW) ?? {};
  const plans = distinct(transfers.map(({ unit, plan }) => `${unit === CENTRE} ${catalogue.plan(plan)?.id}`));
  expect(plans).toEqual(['true direct', 'false direct']);
  expect(catalogue.plan({ id: 'standard', version: 2 })).toBeUndefined();
  expect(catalogue.decision('1/QĐ')).toBeUndefined();
  expect(catalogue.plans).toHaveLength(2);
});

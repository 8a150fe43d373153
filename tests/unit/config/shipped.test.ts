import { join } from 'node:path';
import { loadConfig } from '../../../config/load';
import { Catalogue } from '../../../domain/catalogue';
import { procedureInForce, servedAt } from '../../../domain/opening';
import { normalise } from '../../../domain/text';
import type { Unit } from '../../../domain/unit';

const data = loadConfig(join(__dirname, '../../../config/dong-thap'));
const catalogue = new Catalogue(data);

function inPostBuilding({ postBuilding }: Unit, date: string): boolean {
  if (!postBuilding) return false;
  return postBuilding.from <= date && (postBuilding.to === undefined || date < postBuilding.to);
}

/** Codes that a unit receives on a date. */
function received(code: string, date: string): string[] {
  const unit = catalogue.unitAt(code, date);
  if (!unit) return [];
  const codes = [...new Set(data.procedures.map((procedure) => procedure.code))];
  return codes.filter((each) => {
    const procedure = catalogue.procedureAt(each, date);
    return procedure && servedAt(catalogue, procedureInForce(catalogue, each, date), unit, date);
  });
}

test.each([
  ['87', '2020-10-05'],
  ['82', '2026-11-25'],
])('centre %s receives a procedure of each of the eleven fields on %s', (unit, date) => {
  const fields = received(unit, date).map((code) => catalogue.procedureAt(code, date)?.field);
  expect(new Set(fields)).toEqual(new Set(data.fields.map((field) => field.code)));
});

test.each([
  ['872', '2020-10-05'],
  ['30208', '2026-11-25'],
])('unit %s below the province receives at least two procedures on %s', (unit, date) => {
  expect(received(unit, date).length).toBeGreaterThanOrEqual(2);
});

test('whoever decides a field is open on that day', () => {
  for (const date of ['2020-10-05', '2026-11-25']) {
    for (const field of data.fields) {
      for (const rule of field.decidedBy.filter((row) => row.unit !== 'own')) {
        const inForce = rule.validFrom <= date && (rule.validTo === undefined || date < rule.validTo);
        if (inForce) expect([field.code, catalogue.unitAt(rule.unit, date)?.code]).not.toContain(undefined);
      }
    }
  }
});

test('nine of the twelve districts are in Post buildings, and each of those rows says that this was chosen', () => {
  const districts = data.units.filter((unit) => unit.level === 'district');
  expect(districts.filter((unit) => inPostBuilding(unit, '2020-10-05'))).toHaveLength(9);
  expect(districts.every((unit) => unit.illustrative && unit.unverified?.includes('postBuilding'))).toBe(true);
});

test.each([
  ['87', '2020-10-05', true],
  ['82', '2025-12-31', true],
  ['82', '2026-01-01', false],
])('that centre %s is in the Post building on %s is %s', (code, date, expected) => {
  const centre = catalogue.unitAt(code, date);
  expect(centre && inPostBuilding(centre, date)).toBe(expected);
});

test.each([
  ['87', 11],
  ['872', 9],
  ['30037', 9],
])('unit %s serves %i fields', (code, count) => {
  const unit = catalogue.unitAt(code, '2020-10-05');
  const served = data.fields.filter((field) => unit && catalogue.servesField(unit, field.code, '2020-10-05'));
  expect(served).toHaveLength(count);
});

test('a department and an unknown field are not served', () => {
  const [department, centre] = [catalogue.unitAt('so-tai-chinh', '2020-10-05'), catalogue.unitAt('87', '2020-10-05')];
  expect(department && catalogue.servesField(department, 'tai-chinh', '2020-10-05')).toBe(false);
  expect(centre && catalogue.servesField(centre, 'gone', '2020-10-05')).toBe(false);
  expect(centre && catalogue.servesField(centre, 'tai-chinh', '2018-07-31')).toBe(false);
});

test('names are NFC and without double blanks', () => {
  for (const { name } of data.units) {
    expect(name.vi).toBe(normalise(name.vi));
    expect(name.vi).not.toMatch(/\s\s/);
  }
});

test('every kind of document that a step prints has a template in every rule set', () => {
  const printed = new Set(data.processes.flatMap(({ actions }) => actions.flatMap((action) => action.prints ?? [])));
  for (const rules of data.rules) expect(Object.keys(rules.forms)).toEqual(expect.arrayContaining([...printed]));
});

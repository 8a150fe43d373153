import { join } from 'node:path';
import { loadConfig } from '../../../config/load';
import { Catalogue } from '../../../domain/catalogue';
import { procedureInForce, servedAt } from '../../../domain/opening';
import { normalise } from '../../../domain/text';

const data = loadConfig(join(__dirname, '../../../config/dong-thap'));
const catalogue = new Catalogue(data);

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
  expect(districts.filter((unit) => unit.inPostBuilding)).toHaveLength(9);
  expect(districts.every((unit) => unit.illustrative)).toBe(true);
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

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadConfig } from '../../../config/load';
import { configCopy, SHIPPED } from '../../support/config-copy';

test('the shipped configuration loads without fault', () => {
  const { units, fields } = loadConfig(SHIPPED);
  const count = (level: string, open: string) =>
    units.filter(
      (unit) =>
        unit.kind === 'one-stop' &&
        unit.level === level &&
        unit.validFrom <= open &&
        (unit.validTo === undefined || open < unit.validTo),
    ).length;
  expect(count('district', '2025-06-30')).toBe(12);
  expect(count('commune', '2025-06-30')).toBe(143);
  expect(count('commune', '2025-07-01')).toBe(102);
  expect(fields).toHaveLength(11);
});

describe('a folder with faults', () => {
  const { path, faults } = configCopy();
  const change = (name: string, edit: (text: string) => string) =>
    writeFileSync(path(name), edit(readFileSync(path(name), 'utf8')));

  test('a file that is not JSON is one fault, not one for each reference to its rows', () => {
    change('fields.json', () => '[\n  {]');
    const found = faults();
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((fault) => /^fields\.json : is not valid JSON, line 2 column/.test(fault))).toBe(true);
  });

  test('a missing file', () => {
    rmSync(path('rules.json'));
    expect(faults()).toEqual(['rules.json : there is no configuration file']);
  });

  test('plans and decisions may be missing, all the same a decision needs its plan', () => {
    rmSync(path('plans'), { recursive: true });
    expect(new Set(faults().map((fault) => fault.replace(/^decisions\S+ \/transfers\/\d+/, '')))).toEqual(
      new Set(['/plan: there is no “direct@1”']),
    );
    rmSync(path('decisions'), { recursive: true });
    expect(faults()).toEqual([]);
    expect(loadConfig(path())).toMatchObject({ plans: [], decisions: [] });
  });

  test('a plan that cannot be read is one fault, not one for each decision', () => {
    change('plans/direct.v1.json', (text) => text.replace('"graceDays"', '"grace"'));
    change('plans/standard.v1.json', (text) => text.replace('"errorRate": 0.05', '"errorRate": 5, "rate": 1'));
    expect(faults()).toEqual([
      'plans/direct.v1.json /graceDays: “graceDays” is missing',
      'plans/direct.v1.json /grace: there is no field “grace”',
      'plans/standard.v1.json /stages/3/criteria/3/rate: there is no field “rate”',
      'plans/standard.v1.json /stages/3/criteria/3/errorRate: must not be more than 1',
    ]);
  });

  test('a key written twice', () => {
    change('fields.json', (text) => text.replace('"order"', '"order": 1, "order"'));
    expect(faults()).toEqual(['fields.json /0/order: this key is written twice']);
  });

  test('an unknown property, a broken schema and a missing base are told together, in both languages', () => {
    change('rules.json', (text) => text.replace('"code"', '"colour": "red", "code"'));
    change('forms/note.v1.json', (text) => text.replace(/"type": "string"/, '"type": "strong"'));
    const derived = { id: 'new', version: 1, title: { vi: 'Mới', en: 'New' }, base: { id: 'gone', version: 1 } };
    writeFileSync(path('processes/new.json'), JSON.stringify(derived));
    expect(faults()).toEqual(
      expect.arrayContaining([
        'rules.json /0/colour: there is no field “colour”',
        'processes/new.json /base: there is no base “gone@1”',
        expect.stringMatching(/^forms\/note\.v1\.json \/?0?\/schema: is not a valid JSON Schema/),
      ]),
    );
    expect(() => loadConfig(path())).toThrow(/Cấu hình có \d+ lỗi[^]*The configuration has \d+ fault/);
  });

  test('a derived process that leaves out or limits what its base does not have', () => {
    const own = { id: 'new', version: 1, title: { vi: 'Mới', en: 'New' }, base: { id: 'standard', version: 1 } };
    const more = { omit: ['nothing'], limits: { nowhere: { rule: 'forwarding' } } };
    writeFileSync(path('processes/new.json'), JSON.stringify({ ...own, ...more }));
    expect(faults()).toEqual([
      'processes/new.json /limits/nowhere: there is no “nowhere” in the base',
      'processes/new.json /omit/0: there is no “nothing” in the base',
    ]);
  });
});

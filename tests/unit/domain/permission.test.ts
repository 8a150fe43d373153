import type { Actor } from '../../../domain/actor';
import { Catalogue } from '../../../domain/catalogue';
import { checkPermissions } from '../../../domain/check-permissions';
import { holdersOf, permissionsOf, reachOf, REACHES, type PermissionTable } from '../../../domain/permission';
import { decide, reaches, unitsReached } from '../../../domain/reach';
import { shippedPermissions } from '../../support/permissions';
import { data } from '../api/tiny-catalogue';

const [ward, other, province] = ['87@2020-01-01', '88@2020-01-01', '00@2020-01-01'];
const units = data.units.map((unit) => (unit.kind === 'one-stop' ? { ...unit, parent: province } : unit));
const top = { ...units[0], code: '00', parent: undefined, kind: 'department' } as (typeof units)[number];
const catalogue = new Catalogue({ ...data, units: [...units, top] });
const actor = (role: Actor['role'], unit = ward): Actor => ({ id: 'an', role, unit, actsFor: catalogue.actsFor(unit) });
const [table] = shippedPermissions() as [PermissionTable];

test.each([
  ['self', { owner: 'an', units: [ward] }, { owner: 'binh', units: [ward] }],
  ['own', { units: [other, ward] }, { units: [other] }],
  ['own', { units: ['82@2020-01-01'] }, { units: [] }],
  ['field', { units: [ward], withPost: true }, { units: [ward], withPost: false }],
  ['subtree', { units: [ward] }, { units: [province] }],
] as const)('the reach %s holds %j and not %j', (reach, inside, outside) => {
  expect(reaches(catalogue, actor('leader'), reach, { ...inside, units: [...(inside.units ?? [])] })).toBe(true);
  expect(reaches(catalogue, actor('leader'), reach, { ...outside, units: [...outside.units] })).toBe(false);
});

test('lists and single things agree on what is within a reach', () => {
  for (const unit of [ward, province, 'SNV@2020-01-01'])
    for (const reach of REACHES.filter((one) => one !== 'self')) {
      const who = actor('leader', unit);
      const list = unitsReached(catalogue, who, reach);
      for (const { code, validFrom } of catalogue.data.units) {
        const id = `${code}@${validFrom}`;
        const inList = list === 'all' || list.includes(id);
        expect([unit, reach, id, reaches(catalogue, who, reach, { units: [id], withPost: true })]).toEqual([
          unit,
          reach,
          id,
          inList,
        ]);
      }
    }
});

test('a decision says whether it is the role or the unit, and names the reach', () => {
  expect(decide(catalogue, actor('head-of-unit'), 'dossier.correct', { units: [ward] })).toEqual({ reach: 'own' });
  expect(decide(catalogue, actor('head-of-unit'), 'dossier.correct', { units: [other] })).toEqual({
    denied: 'not-your-unit',
  });
  expect(decide(catalogue, actor('leader'), 'dossier.correct', { units: [ward] })).toEqual({ denied: 'not-your-role' });
  expect(decide(catalogue, actor('leader'), 'no.such')).toEqual({ denied: 'not-your-role' });
  // Names that every object has are no permissions.
  expect(decide(catalogue, actor('leader'), 'constructor')).toEqual({ denied: 'not-your-role' });
  expect(decide(new Catalogue({ ...data, permissions: [] }), actor('leader'), 'dossier.read')).toEqual({
    denied: 'not-your-role',
  });
});

test('the clock has no permission, and holders are those whom the table names', () => {
  for (const permission of Object.keys(table.rows)) expect(reachOf(table, 'system', permission)).toBeUndefined();
  expect(holdersOf(table, 'dossier.correct')).toEqual([{ role: 'head-of-unit', reach: 'own' }]);
  expect(permissionsOf(table, 'administrator').map(({ permission }) => permission)).not.toContain('dossier.read');
});

describe('a table that cannot be right is refused', () => {
  const faultsWith = (change: PermissionTable['rows']) =>
    checkPermissions({ ...data, permissions: [{ ...table, rows: { ...table.rows, ...change } }] }).map(
      ({ path, reason }) => `${path} ${reason.en}`,
    );
  const title = { vi: 'x', en: 'x' };

  test('the shipped one is right', () => {
    expect(faultsWith({})).toEqual([]);
  });

  test.each([
    ['two reaches for a role', { 'fee.report': { title, may: { own: ['leader'], all: ['leader'] } } }, /two reaches/],
    ['an administrator in dossiers', { 'dossier.read': { title, may: { all: ['administrator'] } } }, /no part/],
    ['an auditor who changes', { 'webhook.manage': { title, may: { all: ['auditor'] } } }, /only looks/],
    ['a role of a process left out', { 'dossier.act': { title, may: { own: ['portal'] } } }, /a process names/],
    [
      'a portal that looks around',
      { 'staff.read': { title, may: { own: ['portal'] } } },
      /online dossiers and nothing/,
    ],
    ['dossiers for who created them', { 'dossier.read': { title, may: { self: ['portal'] } } }, /“self” means nothing/],
    ['a field of nothing', { 'staff.read': { title, may: { field: ['post-clerk'] } } }, /“field” means nothing/],
  ] as [string, PermissionTable['rows'], RegExp][])('%s', (_name, change, fault) => {
    const faults = faultsWith(change);
    expect(faults.join('\n')).toMatch(fault);
    expect(faults[0]).toMatch(/^\/rows\/[a-z]+\.[a-z]+\/may /);
  });
});

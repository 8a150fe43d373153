import type { Account } from '../../../domain/account';
import { byOf, isOneOf, personsOf, requireField, type Actor } from '../../../domain/actor';
import { Catalogue } from '../../../domain/catalogue';
import { checkPermissions } from '../../../domain/check-permissions';
import {
  actingFor,
  evolveDelegation,
  giveDelegation,
  holdsOn,
  withdrawDelegation,
  type DelegationFacts,
  type DelegationOrder,
  type DelegationState,
} from '../../../domain/delegation';
import { mayReview } from '../../../domain/draft';
import type { AccountRole, PermissionTable } from '../../../domain/permission';
import { Refusal } from '../../../domain/problem';
import { shippedPermissions } from '../../support/permissions';
import { data } from '../api/tiny-catalogue';

const [ward, province] = ['87@2020-01-01', '00@2020-01-01'];
const units = data.units.map((unit) => (unit.kind === 'one-stop' ? { ...unit, parent: province } : unit));
const top = { ...units[0], code: '00', parent: undefined, kind: 'department' } as (typeof units)[number];
const catalogue = new Catalogue({ ...data, units: [...units, top] });
const today = '2026-11-25';
const when = ['2026-11-25T02:00:00.000Z', 'c1'] as const;

const account = (id: string, role: AccountRole = 'government-clerk', unit = '87'): Account => ({
  ...{ id, role, unit },
  ...{ subject: id, name: id, kind: 'person', state: 'active' },
});
const as = ({ id, role, unit }: Account): Actor => {
  const own = `${unit}@2020-01-01`;
  return { id, role, unit: own, actsFor: [own] };
};
const [an, binh, head] = [account('an'), account('binh'), account('head', 'head-of-unit')];
const order: DelegationOrder = {
  ...{ id: 'd1', delegator: 'an', delegate: 'binh' },
  ...{ from: '2026-12-01', to: '2026-12-10', basis: 'Giấy ủy quyền 12/UQ' },
};
const facts: DelegationFacts = { catalogue, today, delegator: an, delegate: binh, others: [] };
const given = (more: Partial<DelegationOrder> = {}, by = as(an), about: Partial<DelegationFacts> = {}) =>
  evolveDelegation(undefined, giveDelegation({ ...order, ...more }, { ...facts, ...about }, by, ...when));
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return [error.code, ...error.faults.map(({ pointer }) => pointer)].join(' ');
    throw error;
  }
};

test('it holds on its days, both included, for the role and place of who gave it, under the name of who has it', () => {
  const state = given();
  const on = (day: string) => codeOf(() => actingFor(binh, state, an, { catalogue, today: day }));
  expect(['2026-11-30', '2026-12-01', '2026-12-10', '2026-12-11'].map(on)).toEqual([
    'delegation-not-in-force',
    'done',
    'done',
    'delegation-not-in-force',
  ]);
  const actor = actingFor(binh, state, an, { catalogue, today: '2026-12-05' });
  expect(actor).toEqual({
    ...{ id: 'binh', role: 'government-clerk', unit: ward, actsFor: catalogue.actsFor(ward) },
    onBehalfOf: { id: 'an', delegation: 'd1' },
  });
  expect(byOf(actor)).toEqual({
    ...{ id: 'binh', role: 'government-clerk', unit: ward },
    onBehalfOf: { id: 'an', delegation: 'd1' },
  });
});

test.each([
  ['closed', { ...an, state: 'closed' }, binh],
  ['locked', { ...an, state: 'locked' }, binh],
  ['another delegate', an, account('cuc')],
] as [string, Account, Account][])('nobody acts for somebody whose right is not there: %s', (_name, of, by) => {
  const work = () => actingFor(by, given(), of, { catalogue, today: '2026-12-05' });
  expect(codeOf(work)).toBe('delegation-not-in-force');
});

test.each([
  ['himself', () => given(), 'done'],
  ['the head to himself', () => given({ delegate: 'head' }, as(head), { delegate: head }), 'same-person /delegate'],
  ['the head of his unit', () => given({}, as(head)), 'done'],
  ['an officer above', () => given({}, as(account('of', 'authority-officer', '00'))), 'done'],
  ['another clerk', () => given({}, as(binh)), 'not-your-unit'],
  ['the head of another unit', () => given({}, as(account('x', 'head-of-unit', '88'))), 'not-your-unit'],
  ['the Post’s manager', () => given({}, as(account('m', 'post-manager', '00'))), 'not-your-role'],
  ['an administrator', () => given({}, as(account('adm', 'administrator', '00'))), 'not-your-role'],
  ['his stand-in', () => given({}, { ...as(an), onBehalfOf: { id: 'an', delegation: 'd0' } }), 'delegation-chain'],
])('given by %s', (_name, work, code) => expect(codeOf(work)).toBe(code));

test.each([
  ['to oneself', { delegate: 'an' }, {}, 'delegation-self /delegate'],
  ['to nobody', {}, { delegate: undefined }, 'account-unknown /delegate'],
  ['to a closed account', {}, { delegate: { ...binh, state: 'closed' } }, 'account-closed /delegate'],
  ['to a program', {}, { delegate: { ...binh, kind: 'service' } }, 'delegation-person /delegate'],
  ['to an auditor', {}, { delegate: account('k', 'auditor') }, 'delegation-role /delegate'],
  ['to an administrator', {}, { delegate: account('q', 'administrator') }, 'delegation-role /delegate'],
  ['to the Post', {}, { delegate: account('p', 'post-clerk') }, 'delegation-role /delegate'],
  ['to another ward', {}, { delegate: account('b', 'government-clerk', '88') }, 'delegation-unit /delegate'],
  ['to the unit above', {}, { delegate: account('b', 'specialist', '00') }, 'done'],
  ['from yesterday', { from: '2026-11-24' }, {}, 'date-past /from'],
  ['backwards', { to: '2026-11-30' }, {}, 'span-too-long /to'],
  ['for ninety days', { to: '2027-02-28' }, {}, 'done'],
  ['for ninety-one', { to: '2027-03-01' }, {}, 'delegation-too-long /to'],
  ['for a field that is none', { fields: ['justice', 'x'] }, {}, 'field-unknown /fields/1'],
] as [string, Partial<DelegationOrder>, Partial<DelegationFacts>, string][])('%s', (_name, more, about, code) =>
  expect(codeOf(() => given(more, as(an), about))).toBe(code),
);

test('for one matter one person stands in at a time, and nobody who is away himself', () => {
  const other = (more: Partial<DelegationState>): DelegationState => ({ ...given(), id: 'd0', ...more });
  const beside = (one: Partial<DelegationState>, more: Partial<DelegationOrder> = {}) =>
    codeOf(() => given(more, as(an), { others: [other(one)] }));
  expect(beside({ delegate: 'cuc' })).toBe('delegation-overlaps /from');
  expect(beside({ delegate: 'cuc', to: '2026-12-01' })).toBe('delegation-overlaps /from');
  expect(beside({ delegate: 'cuc', from: '2026-12-11', to: '2026-12-12' })).toBe('done');
  expect(beside({ delegate: 'cuc', fields: ['land'] })).toBe('delegation-overlaps /from');
  expect(beside({ delegate: 'cuc', fields: ['land'] }, { fields: ['justice'] })).toBe('done');
  // Under which of two he acts for the same person would be open.
  expect(beside({ fields: ['land'] }, { fields: ['justice'] })).toBe('delegation-overlaps /from');
  expect(beside({ delegator: 'binh', delegate: 'cuc' })).toBe('delegation-absent /delegate');
  expect(beside({ delegator: 'binh', delegate: 'cuc', fields: ['land'] })).toBe('done');
  const withdrawn = { by: byOf(as(an)), at: when[0], reason: 'x' };
  expect(beside({ delegate: 'cuc', withdrawn })).toBe('done');
});

test('it is withdrawn by those whose matter it is, once, and holds no more', () => {
  const state = given({}, as(head));
  const by = (who: Account, from = state) =>
    codeOf(() => withdrawDelegation(from, 'x', { catalogue, today }, as(who), ...when));
  expect([by(an), by(head), by(account('of', 'authority-officer', '00'))]).toEqual(['done', 'done', 'done']);
  expect([by(binh), by(account('cuc')), by(account('adm', 'administrator'))]).toEqual([
    'not-your-unit',
    'not-your-unit',
    'not-your-role',
  ]);
  const over = evolveDelegation(state, withdrawDelegation(state, 'x', { catalogue, today }, as(an), ...when));
  expect([holdsOn(over, '2026-12-05'), by(an, over)]).toEqual([false, 'delegation-ended']);
  expect(by(an, { ...state, from: '2026-11-01', to: '2026-11-24' })).toBe('delegation-ended');
});

test('two persons stand behind what one does for another, and neither is the second one that is asked for', () => {
  const forAn: Actor = { ...as(binh), onBehalfOf: { id: 'an', delegation: 'd1' } };
  const [editors, cuc] = [personsOf(byOf(forAn)), as(account('cuc'))];
  expect([forAn, as(an), as(binh), cuc].map((who) => mayReview({ editors }, who))).toEqual([false, false, false, true]);
  // The other way round: what he did himself, the other cannot look over through him, nor he for the other.
  expect(['an', 'binh', 'cuc'].map((one) => isOneOf(forAn, [one]))).toEqual([true, true, false]);
  expect(codeOf(() => requireField({ ...forAn, onBehalfOf: { id: 'an', delegation: 'd1', fields: ['x'] } }, 'y'))).toBe(
    'delegation-field',
  );
});

test('a table that would hand over what must stay apart is refused', () => {
  const [table] = shippedPermissions() as [PermissionTable];
  const faults = (to: NonNullable<PermissionTable['delegation']>['to']) =>
    checkPermissions({ ...data, permissions: [{ ...table, delegation: { maxDays: 9, to } }] }).map(({ path }) => path);
  expect(faults({ specialist: ['head-of-unit'] })).toEqual([]);
  expect(faults({ specialist: ['auditor'], administrator: ['specialist'] })).toEqual([
    '/delegation/to/specialist',
    '/delegation/to/administrator',
  ]);
  expect(faults({ 'post-clerk': ['government-clerk'] })).toEqual(['/delegation/to/post-clerk']);
});

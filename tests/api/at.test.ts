import type { Caller } from '../support/caller';
import { crew, DEPARTMENTS, flat, LABOUR_RULES, walk, WHOLE_WAY } from '../support/samples';
import { Stack } from '../support/stack';
import { confirmBoth, equip, moveTo, officers, postStaff, until } from '../support/transfers';

const CENTRE = '82@2025-07-01';

describe('what was so at an instant', () => {
  let stack: Stack;
  let auditor: Caller;
  beforeAll(async () => {
    stack = await Stack.start({ clock: '2026-11-23T02:00:00.000Z' });
    auditor = await stack.as('auditor', '82', 'kiem-tra');
  });
  afterAll(() => stack?.stop());

  test('a dossier as its desk saw it: stage, dates, papers, what could be done and by whom, and what changed since', async () => {
    const people = await crew(stack, DEPARTMENTS.labour);
    const { body } = flat(await people.clerk.post('/dossiers', LABOUR_RULES));
    const { body: assigned } = await walk(people, body, WHOLE_WAY.slice(0, 3));
    stack.clock.moveTo('2026-11-25T02:00:00.000Z');
    const later = await crew(stack, DEPARTMENTS.labour);
    auditor = await stack.as('auditor', '82', 'kiem-tra');
    const { body: signed } = await walk(later, { code: body.code, seq: assigned.seq }, WHOLE_WAY.slice(3, 5));
    expect(signed.stage.name ?? signed.stage).toBe('signed');

    const at = (query: string) => auditor.get(`/dossiers/${body.code}/at?${query}`);
    const then = (await at('at=2026-11-24T09:05:00%2B07:00&against=2026-11-25T23:00:00Z')).body;
    expect(then).toMatchObject({
      at: '2026-11-24T02:05:00.000Z',
      seq: 4,
      stage: { name: 'assigned' },
      by: { role: 'head-of-unit' },
      // Seven working days; 24 November is a holiday.
      dueAt: '2026-12-03T10:00:00.000Z',
      process: { version: 1 },
      late: { whole: false, stage: false },
      responsibility: { receive: ['government'], return: ['government'] },
      papers: [{ code: 'van-ban' }, { code: 'noi-quy' }],
    });
    const names = Object.fromEntries(
      (then.actions as { name: string; roles: string[]; problem: string | null }[]).map((one) => [one.name, one]),
    );
    expect(names['submit-for-signature']).toMatchObject({ roles: ['specialist'], problem: null });
    expect(names['take-supplement']).toBeUndefined();
    expect(then.differences).toContainEqual({ path: '/stage/name', left: 'assigned', right: 'signed' });

    // Before it began there is nothing.
    const first = (await at('at=2026-11-23T02:00:00.000Z')).body;
    expect(first.code).toBe('before-beginning');
    expect((await at('at=2026-13-01T00:00:00Z')).status).toBe(400);
    const elsewhere = await stack.as('specialist', DEPARTMENTS.education);
    expect((await elsewhere.get(`/dossiers/${body.code}/at?at=2026-11-25T02:00:00Z`)).status).toBe(404);
  });

  test('a transfer as it was, and as it was known: a gate that opened while nobody looked', async () => {
    const people = await officers(stack, '82');
    const order = { decision: '9/QĐ', date: '2026-11-01', effectiveOn: '2026-12-07', title: 'x', reference: 'x' };
    const transfers = [{ unit: '82', field: 'tai-chinh', plan: { id: 'direct', version: 1 } }];
    await people.authority.post('/programmes', { ...order, transfers });
    const { id } = (await people.authority.get('/transfers')).body.items[0];
    await people.post.post('/staff', { entries: postStaff('82', ['tai-chinh'], '2026-06-01') });
    await equip(people, CENTRE);
    await confirmBoth(people, id as string);
    await moveTo(stack, '2026-12-08T03:00:00.000Z');
    const now = await officers(stack, '82');
    await until(now.authority, `/transfers/${id}`, ({ stage }) => stage.name === 'in-force');

    auditor = await stack.as('auditor', '82', 'kiem-tra');
    const at = (query: string) => auditor.get(`/transfers/${id}/at?${query}`);
    const was = (await at('at=2026-12-07T02:00:00Z')).body;
    expect(was).toMatchObject({ stage: { name: 'in-force' }, stageSince: '2026-12-06T17:00:00.000Z' });
    expect(was.responsibility).toMatchObject([
      { task: 'receive', groups: ['post'] },
      { task: 'return', groups: ['post'] },
    ]);
    expect(was.learntLater).toContainEqual({ path: '/stage/name', left: 'preparing', right: 'in-force' });
    expect(was.learntLater).toContainEqual({ path: '/responsibility/0/groups/0', left: 'government', right: 'post' });
    const known = (await at('at=2026-12-07T02:00:00Z&known=2026-12-07T02:00:00Z')).body;
    expect(known).toMatchObject({ stage: { name: 'preparing' }, learntLater: [] });
    expect(known.responsibility).toMatchObject([{ groups: ['government'] }, { groups: ['government'] }]);
    expect((await at('at=2026-11-01T00:00:00Z')).body.code).toBe('before-beginning');
  });
});

import type { Knex } from 'knex';
import { insertAccount } from '../../../activities/stores/accounts';
import { writeDelegation } from '../../../activities/stores/delegations';
import { readContract, type Operation } from '../../../api/contract';
import type { Account } from '../../../domain/account';
import { byOf, SYSTEM } from '../../../domain/actor';
import { ACCOUNT_ROLES, reachOf, type AccountRole, type PermissionTable } from '../../../domain/permission';
import { DELEGATION_GIVE, DOSSIER_READ } from '../../../domain/permission-names';
import { Caller, type Answer } from '../../support/caller';
import { shippedPermissions } from '../../support/permissions';
import { ApiUnderTest, NOW } from './api-under-test';

/*
 * Every operation of the contract, called as every role, within reach and out of it; what the table says is what holds.
 * A new operation is in it by being in the contract.
 */

const contract = readContract();
const guarded = contract.operations.filter(({ open }) => !open);
const [table] = shippedPermissions() as [PermissionTable];
const [OWN, FOREIGN] = ['87', '88'];
const WHO = ACCOUNT_ROLES.map((role) => [role] as const);

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.start();
  await api.addDossier('mine');
  await api.addDossier('theirs', { unit: '88@2020-01-01', code: 'H20.88-261125-0001' });
});
afterAll(() => api.stop());

type Node = { [key: string]: unknown };

/** The example that the contract gives of a body, so that a call gets as far as its handler. */
function exampleOf({ path, method }: Operation): unknown {
  const paths = contract.document.paths as Record<string, Record<string, Node>>;
  const described = paths[path.replace(/:(\w+)/g, '{$1}')]?.[method] as Node;
  const content = (described.requestBody as Node | undefined)?.content as Record<string, Node> | undefined;
  const json = content?.['application/json'];
  const first = Object.values((json?.examples ?? {}) as Record<string, { value: unknown }>)[0];
  return json?.example ?? first?.value ?? {};
}

/** Calls an operation on something of a unit; of the many parameters only those that lead somewhere matter. */
async function call(caller: Caller, operation: Operation, unit: string): Promise<Answer> {
  const values: Record<string, string> = {
    ref: unit === OWN ? 'mine' : 'theirs',
    unit,
    code: '1.000001',
    action: 'receive',
    act: firstOf(operation, 'act'),
    file: 'x',
    id: '0123456789abcdef',
  };
  const named = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? 'x'));
  const path = named.replace(/^\/api\/v1/, '') + queryOf(operation, unit);
  if (operation.method === 'get') return caller.get(path);
  if (operation.method === 'delete') return caller.delete(path);
  return caller.post(path, exampleOf(operation));
}

function firstOf({ parameters }: Operation, name: string): string {
  const parameter = parameters.find((one) => one.name === name);
  const schema = parameter && (at(parameter.schema) as { enum?: string[] });
  return schema?.enum?.[0] ?? 'x';
}

const at = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce<Node>((node, part) => node[part] as Node, contract.document);

const KNOWN: Record<string, string> = { channel: 'direct', from: '2026-11-01', to: '2026-11-25', by: 'unit' };

function queryOf({ parameters }: Operation, unit: string): string {
  const needed = parameters.filter(
    ({ in: place, required, name }) => place === 'query' && (required || name === 'unit'),
  );
  const query = new URLSearchParams(
    Object.fromEntries(needed.map(({ name }) => [name, name === 'unit' ? unit : (KNOWN[name] ?? 'x')])),
  );
  return needed.length > 0 ? `?${query}` : '';
}

/** Streams do not end by themselves. */
const calls = guarded.filter(({ id }) => !/^(listen|follow|stream|watch|readLive)/i.test(id));

test.each(WHO)(
  '%s: a role without the permission is refused before all else, one that has it is let in',
  async (role) => {
    const caller = await api.as({ role, sub: `${role}.here` });
    for (const operation of calls) {
      const answer = await call(caller, operation, OWN);
      const has = reachOf(table, role, operation.permission) !== undefined;
      const refused = answer.status === 403 && answer.body.code === 'not-your-role';
      // What the table lets in may still be refused by the rules of the thing itself, but then not for want of the permission.
      if (!has) expect([operation.id, role, refused]).toEqual([operation.id, role, true]);
      else if (operation.method === 'get')
        expect([operation.id, role, answer.status, refused]).toEqual([operation.id, role, answer.status, false]);
      expect([operation.id, answer.status < 500 || answer.status === 503]).toEqual([operation.id, true]);
    }
  },
  120_000,
);

test.each(WHO)(
  '%s: dossiers of others are not there, whatever is asked of them',
  async (role) => {
    const caller = await api.as({ role, sub: `${role}.here` });
    const seesAll = reachOf(table, role, DOSSIER_READ) === 'all';
    for (const operation of calls.filter(({ path }) => path.includes(':ref'))) {
      if (!reachOf(table, role, operation.permission) || seesAll) continue;
      const answer = await call(caller, operation, FOREIGN);
      const got = [operation.id, role, answer.status];
      // Where a second id is made up too, its form may be told first.
      const plain =
        operation.method === 'get' && operation.path.split(':').length === 2 && !queryOf(operation, FOREIGN);
      if (plain) expect(got).toEqual([operation.id, role, 404]);
      else expect([403, 404, 400, 422]).toContain(answer.status);
      expect(JSON.stringify(answer.body)).not.toMatch(/Nguyễn Văn An|087123456789|H20\.88/);
    }
  },
  120_000,
);

test.each(WHO)(
  '%s: registers of other units are closed unless the table says otherwise',
  async (role) => {
    const caller = await api.as({ role, sub: `${role}.here` });
    for (const operation of calls.filter(({ path, parameters }) => path.includes(':unit') && parameters.length > 0)) {
      const reach = reachOf(table, role, operation.permission);
      if (!reach || reach === 'all' || operation.method !== 'get') continue;
      const answer = await call(caller, operation, FOREIGN);
      expect([operation.id, role, answer.status, answer.body.code]).toEqual([operation.id, role, 403, 'not-your-unit']);
    }
  },
  120_000,
);

test.each(['specialist', 'head-of-unit', 'authority-officer'] as const)(
  'acting for a %s is having his permissions and no more, but for handing on; some fields are what has a field',
  async (role) => {
    const own = await api.as({ role: 'signatory', sub: 'stand.in' });
    await handOver(api.db, { id: 'whole', delegator: `a.${role}`, delegate: 'stand.in', role });
    await handOver(api.db, { id: 'part', delegator: `b.${role}`, delegate: 'stand.in', role, fields: ['other'] });
    const [whole, part] = [own.for(`a.${role}`), own.for(`b.${role}`)];
    for (const operation of calls) {
      const { status, body } = await call(whole, operation, OWN);
      const handsOn = operation.permission === DELEGATION_GIVE;
      const has = reachOf(table, role, operation.permission) !== undefined;
      const code = status === 403 ? body.code : undefined;
      if (!has) expect([operation.id, code]).toEqual([operation.id, 'not-your-role']);
      else if (handsOn) expect([operation.id, code]).toEqual([operation.id, 'delegation-chain']);
      else if (operation.method === 'get') expect([operation.id, code]).not.toEqual([operation.id, 'not-your-role']);
      if (!has || handsOn || operation.method !== 'get') continue;
      // Of a field that is not his nothing is to be seen, neither the thing nor what hangs on it.
      const narrow = await call(part, operation, OWN);
      const held = narrow.status === 403 && narrow.body.code === 'delegation-field';
      if (!held)
        expect([operation.id, JSON.stringify(narrow.body)]).not.toEqual([
          operation.id,
          expect.stringMatching(/H20\.87-/),
        ]);
    }
    expect((await part.get('/dossiers')).body.items).toEqual([]);
    expect((await part.get('/dossiers/mine')).status).toBe(404);
    expect((await part.get('/staff')).body.code).toBe('delegation-field');
    expect((await own.for('nobody').get('/me')).body.code).toBe('delegation-not-in-force');
  },
  120_000,
);

type HandedOver = { id: string; delegator: string; delegate: string; role: AccountRole; fields?: string[] };

/** As the worker would have written it. */
async function handOver(db: Knex, { id, delegator, delegate, role, fields }: HandedOver): Promise<void> {
  await db.transaction(async (trx) => {
    const account: Account = {
      ...{ id: delegator, subject: delegator, name: delegator, role, unit: OWN },
      ...{ kind: 'person', state: 'active' },
    };
    await insertAccount(trx, account, undefined, { by: SYSTEM, now: NOW, commandId: delegator });
    const order = { id: `${id}.${role}`, delegator, delegate, from: '2026-11-20', to: '2026-11-30', basis: 'x' };
    const given = { seq: 1, at: NOW, recordedAt: NOW, by: byOf(SYSTEM), commandId: id, kind: 'given' } as const;
    await writeDelegation(trx, undefined, { ...given, order: { ...order, ...(fields && { fields }) }, unit: OWN });
  });
}

test('lists hold what single reads show, and nothing of others', async () => {
  for (const role of ACCOUNT_ROLES.filter((one) => reachOf(table, one, DOSSIER_READ))) {
    const caller = await api.as({ role, sub: `${role}.here` });
    const { body } = await caller.get('/dossiers');
    const listed = (body.items as { id: string }[]).map(({ id }) => id).sort();
    const shown = [];
    for (const id of ['mine', 'theirs']) if ((await caller.get(`/dossiers/${id}`)).status === 200) shown.push(id);
    expect([role, listed]).toEqual([role, shown]);
    expect([role, shown.includes('theirs')]).toEqual([role, role === 'auditor']);
  }
});

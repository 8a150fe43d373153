import { randomUUID } from 'node:crypto';
import { checkAnswer } from '../unit/api/check-answer';
import { Caller } from '../support/caller';
import { signToken } from '../../api/issuer/local-token';
import { TokenKeys } from '../../config/token-keys';
import { Stack } from '../support/stack';

const ORDER = { id: 'An.Nguyen', name: 'Nguyễn Văn An', kind: 'person', role: 'government-clerk', unit: '82' };

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('accounts on %s', (engine, databaseUrl) => {
  if (engine !== 'SQLite' && !databaseUrl) return;
  let stack: Stack;
  let admin: Caller;
  beforeAll(async () => {
    stack = await Stack.start({ databaseUrl, accountsOnRecord: true });
    admin = await stack.as('administrator', '82');
  }, 120_000);
  afterAll(() => stack.stop());

  const ask = async (form: Record<string, string>, name: string, secret: string) => {
    const authorization = `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;
    return fetch(`${stack.api.url}/oidc/token`, {
      method: 'POST',
      headers: { authorization },
      body: new URLSearchParams(form),
    });
  };

  test('an administrator makes one: its password is told once, the record has everything but that', async () => {
    const key = randomUUID();
    const made = checkAnswer('createAccount', await admin.post('/accounts', ORDER, key));
    expect([made.status, made.body.account.id, made.body.account.state]).toEqual([201, 'an.nguyen', 'active']);
    expect(made.body.password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect((await admin.post('/accounts', ORDER, key)).body.password).toBe(made.body.password);
    const listed = checkAnswer('listAccounts', await admin.get('/accounts?role=government-clerk'));
    expect(listed.body.items).toEqual([made.body.account]);
    const events = await stack.db('ledger').where({ subject: 'account:an.nguyen' });
    expect(events.map(({ kind, actor }) => [kind, actor])).toEqual([['created', 'administrator.82']]);
    expect(JSON.stringify(events)).not.toMatch(/scrypt|password/);
  });

  test('names that look alike, names of other alphabets and made-up units are refused, and nothing is written', async () => {
    const refused = async (more: object) => (await admin.post('/accounts', { ...ORDER, ...more })).body.code;
    expect(await refused({ id: 'an-nguyen' })).toBe('account-taken');
    expect(await refused({ id: 'аn.nguyen' })).toBe('account-name');
    expect(await refused({ id: 'system' })).toBe('account-name');
    expect(await refused({ id: 'binh', unit: '99' })).toBe('unit-unknown');
    expect(await refused({ id: 'binh', role: 'system' })).toBe('invalid-request');
    expect(await refused({ id: 'binh', state: 'active' })).toBe('invalid-request');
    expect(await stack.db('accounts').where({ id: 'binh' })).toEqual([]);
  });

  test('whoever is locked is out at once, and in again when unlocked; nobody locks himself', async () => {
    const sub = 'an.nguyen';
    const token = await signToken(new TokenKeys(stack.home.keys), stack.env.publicUrl, {
      ...{ sub, role: 'auditor', unit: '82', seconds: 600 },
    });
    const own = new Caller(stack.api.url, token);
    const me = checkAnswer('readMe', await own.get('/me'));
    expect([me.body.id, me.body.name, me.body.role]).toEqual(['an.nguyen', 'Nguyễn Văn An', 'government-clerk']);
    expect((await own.get('/accounts')).status).toBe(403);
    const act = (name: string, id = sub) => admin.post(`/accounts/${id}/${name}`, { reason: 'Thử' });
    expect(checkAnswer('actOnAccount', await act('lock')).body.account.state).toBe('locked');
    expect((await own.get('/me')).status).toBe(401);
    await act('unlock');
    expect((await own.get('/me')).status).toBe(200);
    expect((await act('lock', 'administrator.82')).body.code).toBe('same-person');
    expect((await act('lock', 'nobody')).status).toBe(404);
    await act('close');
    expect((await own.get('/me')).status).toBe(401);
    expect((await act('unlock')).body.code).toBe('account-closed');
  });

  test('a program gets a token with its secret, until it is reset', async () => {
    const order = { ...ORDER, id: 'may.dong-bo', kind: 'service', role: 'auditor' };
    const made = await admin.post('/accounts', order);
    const grant = { grant_type: 'client_credentials' };
    const got = (await (await ask(grant, 'may.dong-bo', made.body.password)).json()) as { access_token: string };
    expect((await new Caller(stack.api.url, got.access_token).get('/dossiers')).status).toBe(200);
    const reset = await admin.post('/accounts/may.dong-bo/reset', { reason: 'Đổi định kỳ' });
    expect((await ask(grant, 'may.dong-bo', made.body.password)).status).toBe(401);
    expect((await ask(grant, 'may.dong-bo', reset.body.password)).status).toBe(200);
  });
});

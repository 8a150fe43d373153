import { decodeJwt } from 'jose';
import { AccountDirectory } from '../../../api/account-directory';
import { remoteSource } from '../../../api/token-source';
import { SYSTEM } from '../../../domain/actor';
import { insertAccount } from '../../../activities/stores/accounts';
import { Caller, type Answer } from '../../support/caller';
import { ForeignIssuer, ROBOT } from '../../support/foreign-issuer';
import { ApiUnderTest, NOW } from './api-under-test';
import { checkAnswer } from './check-answer';

let issuer: ForeignIssuer;
let api: ApiUnderTest;
let moments = 0;

beforeAll(async () => {
  issuer = await ForeignIssuer.start();
  const env = { audience: 'mot-cua', client: 'web' };
  api = await ApiUnderTest.start(undefined, undefined, (db) => {
    // Accounts are remembered for some seconds; here they are always looked up.
    const { find } = new AccountDirectory(db, () => Date.now() + 60_000 * moments++);
    return { tokens: remoteSource(env, issuer.url, find, { cooldownMs: 0 }) };
  });
});
afterAll(async () => {
  await api.stop();
  await issuer.stop();
});

const me = async (token: string): Promise<Answer> => {
  const answer = await new Caller(api.url, token).get('/me');
  checkAnswer('readMe', answer);
  return answer;
};

test('somebody whom it knows and nobody here is told what is missing', async () => {
  const { status, body } = await me(await issuer.token());
  expect([status, body.code, body.params]).toEqual([403, 'no-account-here', { subject: ROBOT.id }]);
  expect(body.titles).toEqual({ vi: expect.stringContaining('«robot»'), en: expect.stringContaining('“robot”') });
});

test('role and unit come from the record, whatever the issuer says', async () => {
  const account = {
    id: 'may-chu',
    subject: ROBOT.id,
    name: 'Máy',
    kind: 'service',
    unit: '87',
    state: 'active',
  } as const;
  await api.db.transaction((trx) =>
    insertAccount(trx, { ...account, role: 'auditor' }, undefined, { by: SYSTEM, now: NOW, commandId: 'c' }),
  );
  const token = await issuer.token();
  expect(decodeJwt(token)).toEqual(expect.not.objectContaining({ role: expect.anything() }));
  const { status, body } = await me(token);
  expect([status, body.id, body.role]).toEqual([200, 'may-chu', 'auditor']);
});

test('a token that is meant for something else is not taken', async () => {
  expect((await me(await issuer.token('urn:other'))).status).toBe(401);
});

test('a key that the issuer has just made is fetched; the one before goes on', async () => {
  const before = await issuer.token();
  await issuer.rotate();
  expect((await me(await issuer.token())).status).toBe(200);
  expect((await me(before)).status).toBe(200);
});

test('the web application is told where to go', async () => {
  const { body } = await new Caller(api.url).get('/sign-in');
  expect(body).toMatchObject({ issuer: issuer.url, client: 'web', endpoints: { token: `${issuer.url}/token` } });
});

test('while it is away nobody new comes in and those who are in work on; then all is well again', async () => {
  const [known, later] = [await issuer.token(), await issuer.token()];
  expect((await me(known)).status).toBe(200);
  await issuer.rotate();
  const strange = await issuer.token();
  await issuer.stop();
  expect((await me(known)).status).toBe(200);
  expect((await me(later)).status).toBe(200);
  const refused = await me(strange);
  expect([refused.status, refused.body.code]).toEqual([503, 'issuer-unavailable']);
  await issuer.rise();
  expect((await me(strange)).status).toBe(200);
});

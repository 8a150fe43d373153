import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT, UnsecuredJWT } from 'jose';
import { authenticator } from '../../../api/auth';
import { signToken } from '../../../api/issuer/local-token';
import { embeddedSource } from '../../../api/token-source';
import { TokenKeys } from '../../../config/token-keys';
import type { Account } from '../../../domain/account';
import { NOW } from './api-under-test';
import { catalogue } from './tiny-catalogue';

const URL = 'https://motcua.example.vn';
const ISSUER = `${URL}/oidc`;
const folder = mkdtempSync(join(tmpdir(), 'mot-cua-tokens-'));
const keys = new TokenKeys(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const account: Account = {
  ...{ id: 'an', subject: 'an', name: 'An', kind: 'person', role: 'government-clerk', unit: '87', state: 'active' },
};
const accounts = new Map<string, Account>();
let at = Date.now();
const authenticate = authenticator({
  ...embeddedSource(keys, URL, (subject) => Promise.resolve(accounts.get(subject))),
  catalogue: () => catalogue,
  now: () => NOW,
  clock: () => at,
});
const seconds = () => Math.floor(Date.now() / 1000);

type Made = {
  sid?: string;
  issuer?: string;
  audience?: string;
  sub?: string;
  exp?: number | null;
  nbf?: number;
  kid?: string;
};
type Key = { alg?: string; key?: KeyObject | Uint8Array };

/** A token like the issuer's own, but for what a test changes. */
async function bearer(made: Made = {}, { alg = 'ES256', key = keys.signing.key }: Key = {}): Promise<string> {
  const { issuer = ISSUER, audience = 'mot-cua', sub = 'an', exp = seconds() + 60, nbf, kid = keys.signing.kid } = made;
  const token = new SignJWT({ role: 'auditor', unit: '88', ...(made.sid !== undefined && { sid: made.sid }) })
    .setProtectedHeader({ alg, kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(sub);
  if (exp !== null) token.setExpirationTime(exp);
  if (nbf !== undefined) token.setNotBefore(nbf);
  return `Bearer ${await token.sign(key)}`;
}

beforeEach(() => {
  at = Date.now();
  accounts.clear();
  accounts.set('an', account);
});

test('a token makes an actor by its account, whatever role and unit stand in it', async () => {
  await expect(authenticate(await bearer())).resolves.toEqual({
    id: 'an',
    role: 'government-clerk',
    unit: '87@2020-01-01',
    actsFor: ['87@2020-01-01', '82@2020-01-01'],
  });
});

test('a token with a session is taken while the session lasts', async () => {
  const asked: (string | undefined)[] = [];
  let open = true;
  const bySession = authenticator({
    ...embeddedSource(keys, URL, (subject, session) => {
      asked.push(session);
      return Promise.resolve(open ? accounts.get(subject) : undefined);
    }),
    catalogue: () => catalogue,
    now: () => NOW,
    clock: () => at,
  });
  const token = await bearer({ sid: 's1' });
  await expect(bySession(token)).resolves.toMatchObject({ id: 'an' });
  open = false;
  await expect(bySession(token)).rejects.toMatchObject({ code: 'not-signed-in' });
  expect(asked).toEqual(['s1', 's1']);
});

test('a remembered token still expires', async () => {
  const token = await bearer({ exp: seconds() + 60 });
  await authenticate(token);
  at += 70_000;
  await expect(authenticate(token)).rejects.toMatchObject({ code: 'not-signed-in' });
});

test.each(['locked', 'closed'] as const)('whoever is %s is out with the token he has', async (state) => {
  const token = await bearer();
  await authenticate(token);
  accounts.set('an', { ...account, state });
  await expect(authenticate(token)).rejects.toMatchObject({ code: 'not-signed-in' });
  accounts.delete('an');
  await expect(authenticate(token)).rejects.toMatchObject({ code: 'not-signed-in' });
});

test('every key that another process makes is seen, however soon after the one before', () => {
  const other = new TokenKeys(folder);
  for (let i = 0; i < 50; i++) {
    other.rotate();
    expect(keys.reload()).toBe(true);
    expect(keys.all.map(({ kid }) => kid)).toEqual(other.all.map(({ kid }) => kid));
  }
  expect(keys.reload()).toBe(false);
});

test('tokens of the key before are taken, and those of a key that another process has made', async () => {
  const before = await bearer();
  const other = new TokenKeys(folder);
  other.rotate();
  await authenticate(before);
  const after = await signToken(other, URL, { sub: 'an', role: 'x', unit: 'x', seconds: 60 });
  await expect(authenticate(`Bearer ${after}`)).resolves.toMatchObject({ id: 'an' });
  other.rotate();
  other.rotate();
  keys.reload();
  // Not one that was remembered: its key is gone by now.
  const late = new SignJWT({}).setProtectedHeader({ alg: 'ES256', kid: 'gone' }).setSubject('an');
  const token = await late.setIssuer(ISSUER).setAudience('mot-cua').setExpirationTime('1m').sign(keys.signing.key);
  await expect(authenticate(`Bearer ${token}`)).rejects.toMatchObject({ code: 'not-signed-in' });
});

const unsigned = () =>
  new UnsecuredJWT({})
    .setIssuer(ISSUER)
    .setAudience('mot-cua')
    .setSubject('an')
    .setExpirationTime(seconds() + 60)
    .encode();
const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const publicText = () =>
  Buffer.from(createPublicKey(keys.signing.key).export({ type: 'spki', format: 'pem' }).toString());

test.each<[string, () => Promise<string | undefined>]>([
  ['no header', async () => undefined],
  ['another scheme', async () => (await bearer()).replace('Bearer', 'Basic')],
  ['no token', async () => 'Bearer '],
  ['expired', () => bearer({ exp: seconds() - 10 })],
  ['without expiry', () => bearer({ exp: null })],
  ['not valid yet', () => bearer({ nbf: seconds() + 30 })],
  ['another audience', () => bearer({ audience: 'another' })],
  ['another issuer', () => bearer({ issuer: 'https://elsewhere.example.vn/oidc' })],
  ['a foreign key under a known id', () => bearer({}, { key: foreign })],
  ['an unknown key id', () => bearer({ kid: 'unknown' })],
  ['a shared secret: the public key', () => bearer({}, { alg: 'HS256', key: publicText() })],
  ['no signature', async () => `Bearer ${unsigned()}`],
  ['no signature, but a point', async () => `Bearer ${unsigned()}x`],
  ['somebody who has no account', () => bearer({ sub: 'binh' })],
  ['nobody', () => bearer({ sub: '' })],
  ['an endless token', async () => `Bearer a.${'b'.repeat(5000)}.c`],
])('%s is not accepted', async (_what, header) => {
  await expect(authenticate(await header())).rejects.toMatchObject({ code: 'not-signed-in' });
});

test.each(['99', '82'])('an account at the unit %s, which is not there any more, is nobody', async (unit) => {
  accounts.set('an', { ...account, unit });
  await expect(authenticate(await bearer())).rejects.toMatchObject({ code: 'not-signed-in' });
});

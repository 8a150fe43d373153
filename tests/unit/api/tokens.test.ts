import { UnsecuredJWT } from 'jose';
import { authenticator } from '../../../api/auth';
import { NOW, TOKEN_KEY, tokenFor } from './api-under-test';
import { catalogue } from './tiny-catalogue';

let now = NOW;
const authenticate = authenticator(TOKEN_KEY, catalogue, () => now);
const bearer = async (claims: Parameters<typeof tokenFor>[0] = {}) => `Bearer ${await tokenFor(claims)}`;
const seconds = Date.parse(NOW) / 1000;

beforeEach(() => {
  now = NOW;
});

test('a token makes an actor, with the units whose work his unit carries on', async () => {
  await expect(authenticate(await bearer())).resolves.toEqual({
    id: 'an',
    role: 'government-clerk',
    unit: '87@2020-01-01',
    actsFor: ['87@2020-01-01', '82@2020-01-01'],
  });
});

test('a remembered token still expires', async () => {
  const token = await bearer({ expiresAt: seconds + 60 });
  await authenticate(token);
  now = '2026-11-25T02:31:00.000Z';
  await expect(authenticate(token)).rejects.toMatchObject({ code: 'not-signed-in' });
});

const unsigned = () =>
  new UnsecuredJWT({ role: 'post-clerk', unit: '87' })
    .setIssuer('mot-cua-dev')
    .setAudience('mot-cua')
    .setSubject('an')
    .setExpirationTime(seconds + 60)
    .encode();

test.each<[string, () => Promise<string | undefined>]>([
  ['no header', async () => undefined],
  ['another scheme', async () => `Basic ${await tokenFor()}`],
  ['no token', async () => 'Bearer '],
  ['expired', () => bearer({ expiresAt: seconds - 1 })],
  ['without expiry', () => bearer({ expiresAt: null })],
  ['another audience', () => bearer({ audience: 'another' })],
  ['a foreign key', () => bearer({ key: Buffer.alloc(32, 8) })],
  ['another algorithm', () => bearer({ alg: 'HS512', key: Buffer.alloc(64, 7) })],
  ['no signature', async () => `Bearer ${unsigned()}`],
  ['a made-up role', () => bearer({ role: 'king' })],
  ['the role of the clock', () => bearer({ role: 'system' })],
  ['the name of the clock', () => bearer({ sub: 'system' })],
  ['an unknown unit', () => bearer({ unit: '99' })],
  ['a unit that is gone', () => bearer({ unit: '82' })],
  ['an endless token', async () => `Bearer a.${'b'.repeat(5000)}.c`],
])('%s is not accepted', async (_what, header) => {
  await expect(authenticate(await header())).rejects.toMatchObject({ code: 'not-signed-in' });
});

import { decodeJwt, decodeProtectedHeader } from 'jose';
import { signInNotes } from '../../../api/issuer/sign-in-notes';
import { verifyRecord } from '../../../config/verify';
import { Browser, pkce } from '../../support/browser';
import { Caller } from '../../support/caller';
import { KEYS, NOW } from './api-under-test';
import {
  account,
  api,
  authorize,
  begin,
  CHOSEN,
  codeFor,
  codeOf,
  FIRST,
  notes,
  QUIET,
  tokens,
  URL_HERE,
  withIssuer,
} from './issuer-under-test';
import { checkAnswer } from './check-answer';

withIssuer();

test('somebody signs in, has to change the first password, and gets a token that the API takes', async () => {
  await account('an.nguyen');
  const { browser, path, page, verifier } = await begin();
  expect(page).toContain('<h1>Đăng nhập <span lang="en">– Sign in</span></h1>');
  const wrong = await browser.post(path, { account: 'an.nguyen', password: 'nothing like it' });
  expect([wrong.status, await wrong.text()]).toEqual([401, expect.stringContaining('role="alert"')]);
  // As a telephone's keyboard writes it.
  const first = await browser.post(path, { account: ' An.Nguyen', password: FIRST });
  expect(await first.text()).toContain('Đổi mật khẩu');
  const change = { account: 'an.nguyen', password: FIRST, new: CHOSEN, repeat: `${CHOSEN}!` };
  expect((await browser.post(path, change)).status).toBe(422);
  expect((await browser.post(path, { ...change, new: FIRST, repeat: FIRST })).status).toBe(422);
  const guessed = await browser.post(path, { ...change, new: 'Dongthap@2026', repeat: 'Dongthap@2026' });
  expect(guessed.status).toBe(422);
  expect(await guessed.text()).toContain('Dễ đoán');
  const back = (await browser.follow(await browser.post(path, { ...change, repeat: CHOSEN }))) as URL;
  expect([back.pathname, back.searchParams.get('state')]).toEqual(['/signed-in', 'abc']);

  const { status, body } = await tokens({ browser, path, page, verifier, back });
  expect([status, body.token_type, 'refresh_token' in body]).toEqual([200, 'Bearer', false]);
  const token = body.access_token ?? '';
  expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt', kid: KEYS.signing.kid });
  expect(decodeJwt(token)).toMatchObject({ sub: 'an.nguyen', aud: 'mot-cua', iss: `${URL_HERE}/oidc` });
  expect((await new Caller(api.url, token).get('/procedures')).status).toBe(200);
  // The ID token is for the application and opens nothing.
  expect((await new Caller(api.url, body.id_token).get('/procedures')).status).toBe(401);

  // The page is opened anew: the session says who it is, nobody is asked.
  const again = pkce();
  const silent = (await browser.follow(await browser.get(authorize(again.challenge, { prompt: 'none' })))) as URL;
  expect(silent.searchParams.get('error')).toBeNull();
  expect((await tokens({ browser, path, page, verifier: again.verifier, back: silent })).status).toBe(200);

  // Locked meanwhile: neither the token nor the session is worth anything.
  await api.db('accounts').where({ id: 'an.nguyen' }).update({ state: 'locked' });
  expect((await new Caller(api.url, token).get('/procedures')).status).toBe(401);
  const out = (await browser.follow(await browser.get(authorize(pkce().challenge, { prompt: 'none' })))) as URL;
  expect(out.searchParams.get('error')).toBe('login_required');
});

test('somebody changes his password of his own accord: the present one is asked for, and open sessions end', async () => {
  await account('thuy_an');
  await account('thuyxan');
  const other = await codeFor('thuyxan');
  const { browser } = await codeFor('thuy_an');
  const place = (await new Caller(api.url).get('/sign-in')).body.endpoints.password as string;
  expect(await (await browser.get(`${place}?account=thuy_an"`)).text()).toContain('value="thuy_an&quot;"');
  const silent = async (of: Browser) => {
    const back = (await of.follow(await of.get(authorize(pkce().challenge, { prompt: 'none' })))) as URL;
    return back.searchParams.get('error');
  };
  const change = { account: 'thuy_an', password: CHOSEN, new: `${CHOSEN} nữa`, repeat: `${CHOSEN} nữa` };
  const attempt = async (more: object) => (await browser.post(place, { ...change, ...more })).status;
  expect(await attempt({ password: 'wrong all the time' })).toBe(401);
  expect(await attempt({ account: 'nobody' })).toBe(401);
  expect(await attempt({ repeat: CHOSEN })).toBe(422);
  expect(await attempt({ new: 'ngắn', repeat: 'ngắn' })).toBe(422);
  expect(await silent(browser)).toBeNull();
  expect(await attempt({})).toBe(200);
  expect([await silent(browser), await silent(other.browser)]).toEqual(['login_required', null]);
  expect(await attempt({})).toBe(401);
  const later = await begin();
  expect((await later.browser.post(later.path, { account: 'thuy_an', password: CHOSEN })).status).toBe(401);
  await notes.flush();
  const noted = await api.db('ledger').where('event', 'like', '%password-changed%').orderBy('seq');
  const told = noted.map(({ event }) => JSON.parse(event) as { account: string; count?: number });
  // The first password, and this one, in five minutes: the second is told as a number.
  expect(told.filter((one) => one.account === 'thuy_an').map(({ count }) => count)).toEqual([undefined, 1]);

  await account('may.thu', { kind: 'service', role: 'auditor' });
  const program = { account: 'may.thu', password: FIRST, new: CHOSEN, repeat: CHOSEN };
  expect(await attempt(program)).toBe(401);
}, 120_000);

test('cookies are for the issuer alone, and no script reads them', async () => {
  const { browser } = await begin();
  expect(browser.set.length).toBeGreaterThan(0);
  for (const line of browser.set) {
    expect(line).toMatch(/; path=\/oidc/i);
    expect(line).toMatch(/; httponly/i);
    expect(line).toMatch(/; samesite=lax/i);
  }
});

test('nothing comes without PKCE, to another address, or twice', async () => {
  await account('binh');
  const browser = new Browser(api.url);
  const plain = (await browser.follow(await browser.get(authorize('')))) as URL;
  expect(plain.searchParams.get('error')).toBe('invalid_request');
  const elsewhere = await browser.get(authorize(pkce().challenge, { redirect_uri: 'https://evil.example/signed-in' }));
  expect([elsewhere.status, elsewhere.headers.get('location')]).toEqual([400, null]);
  expect(elsewhere.headers.get('content-security-policy')).toContain("default-src 'none'");

  const done = await codeFor('binh');
  expect((await tokens({ ...done, verifier: pkce().verifier })).status).toBe(400);
  const other = await codeOf(done.browser);
  expect((await tokens(other)).status).toBe(200);
  expect((await tokens(other)).status).toBe(400);
});

test('wrong passwords have to wait, longer each time, and the right one with them', async () => {
  await account('cuong');
  const { browser, path } = await begin();
  const attempt = async (password: string) => (await browser.post(path, { account: 'cuong', password })).status;
  const tries = await Promise.all(Array.from({ length: 12 }, () => attempt('wrong all the time')));
  expect(tries.filter((status) => status === 401)).toHaveLength(5);
  expect(tries.filter((status) => status === 429)).toHaveLength(7);
  expect(await attempt(FIRST)).toBe(429);
  await api.db('credentials').where({ account: 'cuong' }).update({ wait_until: 0 });
  expect(await attempt(FIRST)).toBe(200);
});

test('names that look like another are that one or nobody, and unknown ones are told nothing', async () => {
  await account('dung');
  const { browser, path } = await begin();
  // A Cyrillic letter, and an unknown name: the same answer as for a wrong password.
  for (const name of ['dung', 'dսng', 'nobody', "dung' or '1'='1"]) {
    const answer = await browser.post(path, { account: name, password: 'not the password' });
    const page = (await answer.text()).replace(/value="[^"]*"/g, '').replace(/ autofocus/g, '');
    expect([answer.status, page]).toEqual([401, expect.stringContaining('hoặc mật khẩu không đúng')]);
  }
  await expect(account('dun9', { subject: 'x' })).resolves.toBeUndefined();
  await expect(account('du-ng')).resolves.toBeUndefined();
  await expect(account('rninh')).resolves.toBeUndefined();
  for (const taken of ['minh', 'dung', 'du.ng', 'du_ng'])
    await expect(account(taken)).rejects.toMatchObject({ code: 'account-taken' });
});

test('a program signs in with its own name and secret, a person cannot that way', async () => {
  await account('may.dong-bo', { kind: 'service', role: 'auditor' });
  await account('giang');
  const ask = (name: string, secret: string) =>
    fetch(`${api.url}/oidc/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
  const answer = await ask('may.dong-bo', FIRST);
  const { access_token: token } = (await answer.json()) as { access_token: string };
  expect(answer.status).toBe(200);
  expect(decodeJwt(token).sub).toBe('may.dong-bo');
  expect((await new Caller(api.url, token).get('/dossiers')).status).toBe(200);
  expect((await ask('may.dong-bo', 'wrong')).status).toBe(401);
  expect((await ask('giang', FIRST)).status).toBe(401);
});

test('signing out ends the session, and the way back is open to the application only', async () => {
  await account('hanh');
  const { browser } = await codeFor('hanh');
  const page = await (await browser.get('/oidc/session/end?client_id=web')).text();
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const out = await browser.post('/oidc/session/end/confirm', { xsrf, logout: 'yes' });
  expect(out.status).toBe(303);
  const after = (await browser.follow(await browser.get(authorize(pkce().challenge, { prompt: 'none' })))) as URL;
  expect(after.searchParams.get('error')).toBe('login_required');
});

test('a form of nobody begins again, and what comes from elsewhere is not believed', async () => {
  const answer = await new Browser(api.url).post('/oidc/interaction/abcdefghijklmnopqrstu', {
    account: 'an',
    password: 'x',
  });
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('Bắt đầu lại')]);
  const { browser, path } = await begin();
  expect(
    (await fetch(`${api.url}${path}`, { method: 'POST', body: new URLSearchParams({ account: 'an' }) })).status,
  ).toBe(400);
  expect((await browser.get(path)).headers.get('content-security-policy')).not.toContain('unsafe');
});

test('all of it is on the record, for auditors, without a word of what was typed', async () => {
  await notes.flush();
  await account('kiem-tra', { role: 'auditor' });
  const token = (await codeFor('kiem-tra').then(tokens)).body.access_token ?? '';
  const read = async (query: string) =>
    checkAnswer('listSignIns', await new Caller(api.url, token).get(`/sign-ins?limit=100${query}`)).body
      .items as Told[];
  type Told = Record<'kind' | 'account' | 'reason' | 'network', string | null> & { count: number; wait: number | null };
  const short = ({ kind, reason, count }: Told) => [kind, reason, count].filter((part) => part !== null).join(' ');
  // Of five wrong passwords the first was written at once, the others in one line; the fifth held the account off.
  expect((await read('&account=cuong')).map(short).sort()).toEqual([
    'held-off 1',
    'refused waiting 1',
    'refused waiting 7',
    'refused wrong 1',
    'refused wrong 4',
  ]);
  expect((await read('&account=cuong&kind=held-off'))[0]).toMatchObject({ wait: 30, network: '127.0.0.0/24' });
  expect((await read('&account=an.nguyen')).map(short)).toEqual(
    expect.arrayContaining(['signed-in 1', 'password-changed 1', 'refused wrong 1']),
  );
  expect((await read('&account=may.dong-bo')).map(short)).toEqual(['refused wrong 1', 'signed-in 1']);
  const unknown = (await read('&kind=refused')).filter(({ reason }) => reason === 'unknown');
  expect(unknown.map(({ account: name }) => name)).toEqual(unknown.map(() => null));
  expect(unknown.length).toBeGreaterThan(0);
  const rows = await api.db('ledger').where('subject', 'like', 'sign-ins:%').select('event');
  expect(JSON.stringify(rows)).not.toMatch(/mot-hai-ba-bon|trời xanh|nobody|wrong all|127\.0\.0\.1/);
  expect((await verifyRecord(api.db)).faults).toEqual([]);
});

test('what cannot be put on record keeps nobody out', async () => {
  const broken = signInNotes(
    new Proxy(api.db, { get: () => () => Promise.reject(new Error('full')) }),
    () => NOW,
    QUIET,
  );
  await expect(broken.note({ kind: 'signed-in', account: 'khanh' })).resolves.toBeUndefined();
  await broken.stop();
});

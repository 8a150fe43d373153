import { pkce } from '../../support/browser';
import { Caller } from '../../support/caller';
import { checkAnswer } from './check-answer';
import {
  account,
  api,
  authorize,
  begin,
  CHOSEN,
  codeFor,
  notes,
  tokens,
  withIssuer,
  type Begun,
} from './issuer-under-test';

withIssuer();

test('somebody sees where he is signed in, and ends it elsewhere; a token is worth nothing without its session', async () => {
  await account('lan_phuong');
  await account('lan_huong');
  const [here, there, third] = [await codeFor('lan_phuong'), await begin(), await begin()];
  const signInAt = async (at: Begun) => {
    const login = { account: 'lan_phuong', password: CHOSEN };
    const back = (await at.browser.follow(await at.browser.post(at.path, login))) as URL;
    return (await tokens({ ...at, back })).body.access_token ?? '';
  };
  const own = new Caller(api.url, (await tokens(here)).body.access_token ?? '');
  const [other, forgotten] = [new Caller(api.url, await signInAt(there)), new Caller(api.url, await signInAt(third))];
  const stranger = new Caller(api.url, (await tokens(await codeFor('lan_huong'))).body.access_token ?? '');
  const listed = async (by: Caller) => checkAnswer('listSessions', await by.get('/me/sessions')).body;
  const { items, elsewhere } = await listed(own);
  expect([elsewhere, items.map((one: { here: boolean }) => one.here).sort()]).toEqual([false, [false, false, true]]);
  const [theirs] = (await listed(other)).items.filter((one: { here: boolean }) => one.here);
  expect(Date.parse(theirs.until) - Date.parse(theirs.since)).toBeGreaterThan(9 * 3_600_000);

  const end = async (by: Caller, body: object) => checkAnswer('endSessions', await by.post('/me/sessions/end', body));
  // Another's session, and one's own present one, are not ended like this.
  await end(stranger, { id: theirs.id });
  const present = items.find((one: { here: boolean }) => one.here);
  await end(own, { id: present.id });
  expect([(await own.get('/me')).status, (await other.get('/me')).status]).toEqual([200, 200]);
  expect((await end(own, { id: theirs.id })).body.items).toHaveLength(2);
  expect([(await own.get('/me')).status, (await other.get('/me')).status]).toEqual([200, 401]);
  const silent = (await there.browser.follow(
    await there.browser.get(authorize(pkce().challenge, { prompt: 'none' })),
  )) as URL;
  expect(silent.searchParams.get('error')).toBe('login_required');
  expect((await end(own, {})).body.items).toMatchObject([{ id: present.id, here: true }]);
  expect([(await forgotten.get('/me')).status, (await stranger.get('/me')).status]).toEqual([401, 200]);
  await notes.flush();
  const noted = await api.db('ledger').where('event', 'like', '%session-ended%');
  expect(noted.map(({ event }) => (JSON.parse(event) as { account: string }).account)).toEqual([
    'lan_phuong',
    'lan_phuong',
  ]);

  // Signing out ends the token too, not only at its own time.
  const page = await (await here.browser.get('/oidc/session/end?client_id=web')).text();
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
  await here.browser.post('/oidc/session/end/confirm', { xsrf, logout: 'yes' });
  expect((await own.get('/me')).status).toBe(401);
}, 120_000);

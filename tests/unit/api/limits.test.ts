import { setTimeout as pause } from 'node:timers/promises';
import { Agent, get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { lookupKey } from '../../../api/lookup-key';
import { guessGuard } from '../../../api/limits';
import { ApiUnderTest, LOOKUP_KEY, tokenFor } from './api-under-test';

// Not `fetch`, which takes most of the time of ten thousand requests for itself.
async function statusOf(agent: Agent, url: string): Promise<number> {
  const [response] = (await once(get(url, { agent }), 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode ?? 0;
}

describe('wrong keys in the public look-up', () => {
  let api: ApiUnderTest;

  beforeAll(async () => {
    api = await ApiUnderTest.start(undefined, { perMinute: 0, freeGuesses: 5 });
  });
  afterAll(() => api.stop());
  const urlOf = (key: string) => `${api.url}/api/v1/lookup?code=H20.87-261125-0001&key=${key}`;
  const ask = (key: string) => fetch(urlOf(key));

  test('of 10,000 guesses from one address hardly any is looked at', async () => {
    const seen = new Map<number, number>();
    const agent = new Agent({ keepAlive: true, maxSockets: 100 });
    for (let i = 0; i < 10_000; i += 100) {
      const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => statusOf(agent, urlOf(`0000-${i + n}`))));
      for (const status of answers) seen.set(status, (seen.get(status) ?? 0) + 1);
    }
    expect([...seen.keys()].sort()).toEqual([404, 429]);
    // A hundred at once get in before the first of them is known to be wrong, and a few more after each wait.
    expect(seen.get(404)).toBeLessThan(200);
  });

  test('then even the right key waits, and both the answer and the page say how long', async () => {
    const answer = await ask(lookupKey(LOOKUP_KEY, 'whatever'));
    const body = (await answer.json()) as { code: string; params: { seconds: number }; titles: { vi: string } };
    expect([answer.status, body.code]).toEqual([429, 'too-many-requests']);
    expect(Number(answer.headers.get('retry-after'))).toBe(body.params.seconds);
    expect(body.titles.vi).toContain(`${body.params.seconds} giây`);
    const page = await fetch(`${api.url}/tra-cuu?code=H20.87-261125-0001&key=x`);
    expect([page.status, page.headers.get('content-type')]).toEqual([429, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('Đã nhập sai nhiều lần');
  });

  test('the wait doubles with each further wrong guess, up to an hour, and is of one address', async () => {
    const guard = guessGuard({ perMinute: 0, freeGuesses: 2 });
    const waits: number[] = [];
    for (let i = 0; i < 16; i++) {
      await guard.failed('a');
      const wait = await guard.check('a').then(
        () => 0,
        (error: { params: { seconds: number } }) => error.params.seconds,
      );
      waits.push(wait);
    }
    expect(waits).toEqual([0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600]);
    await expect(guard.check('b')).resolves.toBeUndefined();
  });

  test('after its wait an address may ask again', async () => {
    const guard = guessGuard({ perMinute: 0, freeGuesses: 1 });
    await guard.failed('a');
    await guard.failed('a');
    await expect(guard.check('a')).rejects.toThrow();
    await pause(1100);
    await expect(guard.check('a')).resolves.toBeUndefined();
  });
});

describe('a caller who asks without end', () => {
  let api: ApiUnderTest;

  beforeAll(async () => {
    api = await ApiUnderTest.start(undefined, { perMinute: 60, freeGuesses: 5 });
  });
  afterAll(() => api.stop());

  test('is stopped for a while, alone', async () => {
    const ask = async (sub: string) => {
      const authorization = `Bearer ${await tokenFor({ sub })}`;
      return fetch(`${api.url}/api/v1/fields`, { headers: { authorization } });
    };
    const statuses = [];
    for (let i = 0; i < 70; i++) statuses.push((await ask('wild')).status);
    expect(statuses.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 200));
    expect(statuses.at(-1)).toBe(429);
    expect((await ask('calm')).status).toBe(200);
  });
});

import { createHmac } from 'node:crypto';
import { eventually, Receiver, type Posted } from '../support/receivers';
import { crew, DEPARTMENTS, flat, LABOUR_RULES, PERSON, walk, type Crew } from '../support/samples';
import { Stack } from '../support/stack';
import type { Caller } from '../support/caller';

type Event = { v: 1; cursor: number; id: string; type: string; seq: number; code?: string; subject: { id: string } };
type Hook = { id: string; state: string; cursor: number; failures: number; behind: number; lastError: string | null };

const eventsIn = ({ text }: Posted) => (JSON.parse(text) as { events: Event[] }).events;

describe('other programs hear of what happens', () => {
  const receiver = new Receiver();
  const other = new Receiver();
  let stack: Stack;
  let people: Crew;
  let admin: Caller;

  beforeAll(async () => {
    await receiver.open();
    await other.open();
    stack = await Stack.start({
      clock: '2026-11-25T02:00:00.000Z',
      variables: {
        WEBHOOK_ALLOW_PRIVATE: '1',
        RELAY_BACKOFF_MS: '100',
        RELAY_BACKOFF_MAX_MS: '300',
        RELAY_TIMEOUT_MS: '800',
        RELAY_POLL_MS: '50',
      },
    });
    people = await crew(stack, DEPARTMENTS.labour);
    admin = await stack.as('administrator', '82');
  });
  afterAll(async () => {
    await stack?.stop();
    await receiver.close();
    await other.close();
  });
  beforeEach(() => {
    receiver.posts.length = 0;
    receiver.answer = () => ({ status: 204 });
  });
  afterEach(async () => {
    for (const { id } of (await admin.get('/webhooks')).body.items as Hook[])
      expect((await remove(id)).status).toBe(200);
  });

  const remove = (id: string) => admin.delete(`/webhooks/${id}`);
  const register = async (more: object = {}) =>
    (await admin.post('/webhooks', { url: `${receiver.url}/hook`, ...more })).body as { webhook: Hook; secret: string };
  const hook = async (id: string) => (await admin.get(`/webhooks/${id}`)).body as Hook;
  const dossier = async () => flat(await people.clerk.post('/dossiers', LABOUR_RULES)).body as { code: string };
  const forwarded = async () => {
    const { code } = await dossier();
    await walk(people, { code, seq: 1 }, [
      { who: 'clerk', action: 'forward' },
      { who: 'specialist', action: 'confirm-forwarded' },
    ]);
    return code;
  };
  const got = (code: string) => receiver.posts.flatMap(eventsIn).filter((event) => event.code === code);

  it('a receiver gets the events in order, signed with the secret that it was told once', async () => {
    const { webhook, secret } = await register();
    const code = await forwarded();
    await eventually(
      () => got(code),
      (events) => events.length === 3,
    );
    expect(got(code).map(({ type, seq }) => [type, seq])).toEqual([
      ['dossier.receive', 1],
      ['dossier.forward', 2],
      ['dossier.confirm-forwarded', 3],
    ]);
    expect(receiver.posts.map(({ text }) => text).join()).not.toMatch(/Nguyễn|087200001234|0912/);
    for (const { headers, text } of receiver.posts) {
      const { 'webhook-id': id, 'webhook-timestamp': seconds } = headers;
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
      const mac = createHmac('sha256', key)
        .update(`${String(id)}.${String(seconds)}.${text}`)
        .digest('base64');
      expect(headers['webhook-signature']).toBe(`v1,${mac}`);
      expect(Math.abs(Date.now() / 1000 - Number(seconds))).toBeLessThan(60);
    }
    expect(JSON.stringify((await admin.get('/webhooks')).body)).not.toContain(secret.slice(6));
    const noted = await stack.db('ledger').where({ subject: `webhook:${webhook.id}` });
    expect(JSON.stringify(noted)).not.toContain(secret.slice(6));
  });

  it('registering twice under one key is once, with the same secret', async () => {
    const body = { url: `${receiver.url}/hook`, kinds: ['dossier.receive'] };
    const [first, second] = [await admin.post('/webhooks', body, 'one'), await admin.post('/webhooks', body, 'one')];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect((await admin.get('/webhooks')).body.items).toHaveLength(1);
    const code = await forwarded();
    await eventually(
      () => hook(first.body.webhook.id as string),
      ({ behind }) => behind === 0,
    );
    expect(got(code).map(({ type }) => type)).toEqual(['dossier.receive']);
  });

  it('a batch that was not taken comes again as it was, before any later one; the failure is to be seen', async () => {
    const { webhook } = await register();
    receiver.answer = () => ({ status: 500 });
    const one = await dossier();
    const failed = await eventually(
      () => hook(webhook.id),
      ({ failures }) => failures >= 2,
    );
    expect(failed.lastError).toBe('answered 500');
    const two = await dossier();
    receiver.answer = () => ({ status: 200 });
    await eventually(
      () => hook(webhook.id),
      ({ behind, failures }) => behind === 0 && failures === 0,
    );
    const [first, ...rest] = receiver.posts;
    const again = rest.filter(({ headers }) => headers['webhook-id'] === first?.headers['webhook-id']);
    expect(again.length).toBeGreaterThanOrEqual(2);
    for (const { text } of again) expect(text).toBe(first?.text);
    const last = receiver.posts.at(-1);
    expect(last && eventsIn(last).map(({ code }) => code)).toEqual([two.code]);
    expect(got(one.code).length).toBe(again.length + 1);
  });

  it('a receiver that is too slow has failed, and one that breaks off too', async () => {
    const { webhook } = await register();
    receiver.answer = () => 'never';
    await dossier();
    const slow = await eventually(
      () => hook(webhook.id),
      ({ failures }) => failures === 1,
    );
    expect(slow.lastError).toBe('no answer in time');
    receiver.answer = () => 'drop';
    const dropped = await eventually(
      () => hook(webhook.id),
      ({ lastError }) => lastError !== 'no answer in time',
    );
    expect(dropped.lastError).toBe('ECONNRESET');
  });

  it('a redirect is refused and not followed', async () => {
    const { webhook } = await register();
    receiver.answer = () => ({ status: 307, headers: { location: `${other.url}/secret` } });
    await dossier();
    const failed = await eventually(
      () => hook(webhook.id),
      ({ failures }) => failures >= 2,
    );
    expect(failed.lastError).toBe('redirect refused (307)');
    expect(other.posts).toEqual([]);
  });

  it('is paused, goes on where it was, and is set back to the beginning', async () => {
    const { webhook } = await register({ kinds: ['dossier.*'] });
    const act = (name: string, body: object = {}) => admin.post(`/webhooks/${webhook.id}/${name}`, body);
    expect((await act('pause')).body.webhook.state).toBe('paused');
    const { code } = await dossier();
    await new Promise((done) => setTimeout(done, 400));
    expect(got(code)).toEqual([]);
    await act('resume');
    await eventually(
      () => got(code).length,
      (count) => count === 1,
    );
    expect((await act('move', { after: 0 })).status).toBe(200);
    await eventually(
      () => hook(webhook.id),
      ({ behind }) => behind === 0,
    );
    const cursors = receiver.posts.flatMap(eventsIn).map(({ cursor }) => cursor);
    const all = (await admin.get('/events?limit=500')).body.items as Event[];
    expect(cursors.slice(1)).toEqual(all.map(({ cursor }) => cursor));
    expect((await act('move', { after: 1_000_000 })).body).toMatchObject({
      code: 'cursor-ahead',
      errors: [{ pointer: '/after' }],
    });
    expect((await act('move')).body).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/after' }] });
  });

  it('the feed goes on from where its reader was, without gaps', async () => {
    const from = (await admin.get('/events?limit=500')).body.next as number;
    const code = await forwarded();
    const seen: Event[] = [];
    await eventually(
      async () => {
        const page = (await admin.get(`/events?after=${seen.at(-1)?.cursor ?? from}&limit=2`)).body;
        seen.push(...(page.items as Event[]));
        return seen.length;
      },
      (count) => count === 3,
    );
    expect(seen.map(({ cursor }) => cursor)).toEqual([from + 1, from + 2, from + 3]);
    expect(seen[0]).toMatchObject({
      v: 1,
      type: 'dossier.receive',
      code,
      stage: 'accepted',
      closed: false,
      unit: '82@2025-07-01',
      procedure: '2.001955',
      dueAt: '2026-12-04T10:00:00.000Z',
    });
    expect(JSON.stringify(seen)).not.toMatch(new RegExp(`${PERSON.name}|government-clerk`));
    const some = (await admin.get(`/events?after=${from}&kinds=dossier.forward,transfer.*`)).body;
    expect([some.items.length, some.next]).toEqual([1, from + 3]);
  });

  it('only the administration may register, and only what can be sent to', async () => {
    const body = { url: `${receiver.url}/hook` };
    expect((await people.clerk.post('/webhooks', body)).body.code).toBe('not-your-role');
    const auditor = await stack.as('auditor', '82');
    expect((await auditor.post('/webhooks', body)).body.code).toBe('not-your-role');
    expect((await auditor.get('/webhooks')).status).toBe(200);
    expect((await people.clerk.get('/events')).body.code).toBe('not-your-role');
    expect((await admin.post('/webhooks', { url: 'ftp://example.vn/' })).body).toMatchObject({
      code: 'webhook-address',
      errors: [{ pointer: '/url', rule: 'not-https' }],
    });
    expect((await admin.post('/webhooks', { ...body, kinds: ['money.*'] })).body).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '/kinds/0' }],
    });
    expect((await admin.post('/webhooks', { ...body, after: 9999 })).body.code).toBe('cursor-ahead');
    expect((await admin.get('/webhooks')).body.items).toEqual([]);
    const unknown = '5f0e4d0e-9a63-4c7a-8a1f-5b110b8f7c1e';
    expect((await admin.get(`/webhooks/${unknown}`)).body.code).toBe('webhook-not-found');
    expect((await admin.delete(`/webhooks/${unknown}`)).body.code).toBe('webhook-not-found');
    expect((await admin.post(`/webhooks/${unknown}/pause`, {})).body.code).toBe('webhook-not-found');
  });
});

describe('without leave for internal addresses', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await Stack.start();
  });
  afterAll(() => stack?.stop());

  it.each(['https://127.0.0.1/', 'https://2130706433/', 'https://[::ffff:10.0.0.1]/', 'https://localhost/'])(
    '%s is refused, and leaves no trace',
    async (url) => {
      const admin = await stack.as('administrator', '82');
      expect((await admin.post('/webhooks', { url })).body).toMatchObject({
        code: 'webhook-address',
        errors: [{ pointer: '/url', rule: 'private' }],
      });
      for (const table of ['webhooks', 'ledger']) expect(await stack.db(table)).toEqual([]);
    },
  );
});

import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { isSqlite } from '../../config/dialect';
import { crew, DEPARTMENTS, flat, MARKED_PERSON, LABOUR_RULES, walk, WHOLE_WAY, type Crew } from '../support/samples';
import { witness } from '../support/refusal';
import { Stack } from '../support/stack';

const CLOCK = '2026-11-25T02:00:00.000Z';

/** Every row of every table, as text. */
async function dump(db: Knex): Promise<string> {
  const tables: string[] = isSqlite(db)
    ? await db('sqlite_master').where({ type: 'table' }).pluck('name')
    : await db('information_schema.tables').where({ table_schema: 'public' }).pluck('table_name');
  const rows = await Promise.all(tables.map(async (table) => [table, await db(table)]));
  expect(tables).toEqual(expect.arrayContaining(['parties', 'contents', 'commands', 'deliveries', 'prints']));
  return JSON.stringify(rows);
}

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('personal data on %s', (engine, databaseUrl) => {
  if (engine === 'PostgreSQL' && !databaseUrl) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  let stack: Stack;
  let people: Crew;

  beforeAll(async () => {
    stack = await Stack.start({ clock: CLOCK, databaseUrl });
    people = await crew(stack, DEPARTMENTS.labour);
  });
  afterAll(() => stack?.stop());

  test('after the life of a dossier no identity number and no telephone is in the database', async () => {
    const { identityNumber, phone, email } = MARKED_PERSON;
    const upload = await people.clerk.upload(`CCCD ${identityNumber}.pdf`, new TextEncoder().encode('%PDF-1.7\n'));
    const [first, ...papers] = LABOUR_RULES.documents;
    const received = flat(
      await people.clerk.post('/dossiers', {
        ...LABOUR_RULES,
        content: { ...LABOUR_RULES.content, submitter: MARKED_PERSON },
        documents: [{ ...first, uploads: [upload.body.id] }, ...papers],
      }),
    );
    expect(received.status).toBe(201);
    const { code } = received.body;
    const printed = await people.clerk.post(`/dossiers/${code}/prints`, { kind: 'appointment-slip' });
    expect(printed.status).toBe(201);
    expect((await walk(people, received.body, WHOLE_WAY)).status).toBe(200);
    // A command that waits is there with its body.
    await stack.stopWorker();
    const waiting = people.clerk.post('/dossiers', {
      ...LABOUR_RULES,
      content: { ...LABOUR_RULES.content, submitter: MARKED_PERSON },
    });
    while ((await stack.db('commands').where({ status: 'pending' }).whereNotNull('body')).length === 0);
    const told = () => stack.db('deliveries').where({ audience: 'applicant' });
    await stack.startWorker();
    await waiting;
    while ((await told()).length === 0);

    const text = await dump(stack.db);
    const digits = phone.replace(/\D/g, '');
    for (const secret of [identityNumber, phone, digits, email]) expect(text).not.toContain(secret);
    // What is looked for would be found.
    expect(text).toContain(MARKED_PERSON.name);

    for (const query of [`identityNumber=${identityNumber}`, `phone=${digits}`, `q=${identityNumber}`, `q=${digits}`]) {
      const found = await people.clerk.get(`/dossiers?${query}`);
      expect(found.body.items.map((item: { code: string }) => item.code)).toContain(code);
    }
    expect((await people.clerk.get('/dossiers?identityNumber=087200009999')).body.items).toEqual([]);
    const { body } = await people.clerk.get(`/dossiers/${code}`);
    expect(body.attachments).toMatchObject([{ name: `CCCD ${identityNumber}.pdf` }]);
  });

  test('numbers are shown in part; in full one by one, to whoever says why, and auditors see that', async () => {
    const { body: dossier } = flat(await people.clerk.post('/dossiers', LABOUR_RULES));
    const path = `/dossiers/${dossier.code}`;
    const shown = await people.clerk.get(path);
    const parties = [{ part: 'submitter', name: 'Nguyễn Văn Ân', identityNumber: '•••••••••234', phone: '•••••••678' }];
    expect(shown.body.parties).toEqual(parties);
    const { body: listed } = await people.clerk.get(`/dossiers?code=${dossier.code}`);
    expect(listed.items[0].parties).toEqual(parties);
    const timeline = await people.clerk.get(`${path}/timeline`);
    expect(timeline.body.items[0].content.submitter).toMatchObject({ identityNumber: '•••••••••234' });
    for (const { body } of [shown, timeline]) expect(JSON.stringify(body)).not.toContain('087200001234');

    const order = { part: 'submitter', field: 'phone', reason: 'Gọi báo bổ sung' };
    const key = randomUUID();
    const seen = await people.clerk.post(`${path}/reveal`, order, key);
    expect([seen.status, seen.body.value]).toEqual([200, '0912345678']);
    expect((await people.clerk.post(`${path}/reveal`, order, key)).body).toEqual(seen.body);
    const identity = await people.head.post(`${path}/reveal`, { ...order, field: 'identityNumber' });
    expect(identity.body.value).toBe('087200001234');

    const auditor = await stack.as('auditor', '82');
    const { body: events } = await auditor.get(`${path}/privacy`);
    expect(events.items).toMatchObject([
      { kind: 'revealed', by: { id: 'government-clerk.82' }, part: 'submitter', field: 'phone', reason: order.reason },
      { kind: 'revealed', by: { role: 'head-of-unit' }, field: 'identityNumber' },
    ]);
    const { body: page } = await auditor.get('/privacy-events?limit=1');
    expect(page.items).toEqual([events.items[1]]);
    const { body: rest } = await auditor.get(`/privacy-events?limit=1&cursor=${page.next}`);
    expect(rest).toEqual({ items: [events.items[0]], next: null });
    const narrowed = async (query: string) => (await auditor.get(`/privacy-events?${query}`)).body.items;
    expect(await narrowed('account=government-clerk.82')).toEqual([events.items[0]]);
    expect(await narrowed('account=government-clerk.82&kind=erased')).toEqual([]);
    expect(await narrowed('kind=revealed')).toEqual([events.items[1], events.items[0]]);
    expect(JSON.stringify(await stack.db('ledger'))).not.toMatch(/0912345678|087200001234/);
  });

  test('who has no need to see a number does not', async () => {
    const { body: dossier } = flat(await people.clerk.post('/dossiers', LABOUR_RULES));
    const path = `/dossiers/${dossier.code}/reveal`;
    const order = { part: 'submitter', field: 'phone', reason: 'Gọi báo bổ sung' };
    const { refusal } = witness(() => stack, 'ledger events');
    const elsewhere = await stack.as('government-clerk', '29869');
    const auditor = await stack.as('auditor', '82');
    expect(await refusal(() => people.signatory.post(path, order))).toBe('403 not-your-role');
    expect(await refusal(() => auditor.post(path, order))).toBe('403 not-your-role');
    expect(await refusal(() => elsewhere.post(path, order))).toBe('404 dossier-not-found');
    expect(await refusal(() => people.clerk.post(path, { ...order, part: 'owner' }))).toBe(
      '422 nothing-to-reveal /field',
    );
    expect(await refusal(() => people.clerk.post(path, { ...order, reason: '     ' }))).toBe(
      '400 invalid-request /reason pattern',
    );
    expect(await refusal(() => people.clerk.post(path, { ...order, field: 'email' }))).toBe(
      '400 invalid-request /field enum',
    );
    expect((await people.clerk.get('/privacy-events')).body.code).toBe('not-your-role');
    expect((await people.clerk.get(`/dossiers/${dossier.code}/privacy`)).body.code).toBe('not-your-role');
  });

  test('a body that is sent again is known, another one under its key is not', async () => {
    const key = randomUUID();
    expect((await people.clerk.post('/dossiers', LABOUR_RULES, key)).status).toBe(201);
    expect((await people.clerk.post('/dossiers', LABOUR_RULES, key)).status).toBe(201);
    const other = await people.clerk.post('/dossiers', { ...LABOUR_RULES, channel: 'post' }, key);
    expect(other.body.code).toBe('idempotency-key-reused');
  });
});

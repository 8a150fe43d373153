import { lookupKey } from '../../../api/lookup-key';
import { Refusal } from '../../../domain/problem';
import { answer, ApiUnderTest, LOOKUP_KEY, NOW } from './api-under-test';
import { checkAnswer } from './check-answer';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.start();
  await api.addSamples();
});
afterAll(() => api.stop());
beforeEach(() => {
  api.engine.next = answer();
  api.engine.asked = [];
});

const order = (more: object = {}) => ({
  procedure: '1.000001',
  unit: '87',
  channel: 'direct',
  content: { submitter: { name: 'Nguyễn Văn An' } },
  documents: [{ code: 'don', originals: 1 }],
  ...more,
});

describe('the frame', () => {
  test('health needs no sign-in, and readiness is of all parts', async () => {
    const caller = await api.as();
    expect((await caller.get('//health/live')).status).toBe(200);
    expect(checkAnswer('readReady', await caller.get('//health/ready')).status).toBe(200);
    api.engine.state = { engine: true, worker: false };
    expect(checkAnswer('readReady', await caller.get('//health/ready')).body).toMatchObject({
      status: 'not-ready',
      worker: false,
    });
    api.engine.state = { engine: true, worker: true };
  });

  test('without a token nothing is told', async () => {
    for (const path of ['/work', '/dossiers/late', '/procedures', '/commands/c1']) {
      const response = await fetch(`${api.url}/api/v1${path}`);
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="mot-cua"']);
      expect(response.headers.get('content-type')).toMatch('application/problem+json');
    }
  });

  test('unknown paths, other methods and broken addresses are problems like any other', async () => {
    const caller = await api.as();
    expect((await caller.get('/nothing')).body.code).toBe('not-found');
    const other = await caller.post('/work', {});
    expect([other.status, other.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await caller.get('/dossiers/%E0%A4%A')).status).toBe(400);
  });

  test('a body has a limit', async () => {
    const { status, body } = await (
      await api.as()
    ).post('/dossiers', order({ content: { x: 'x'.repeat(10_000_000) } }));
    expect([status, body.code]).toEqual([413, 'body-too-large']);
  });

  test('the documentation page runs under a policy without inline scripts', async () => {
    const caller = await api.as();
    const page = await caller.get('//api/docs');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    for (const [, file] of String(page.body).matchAll(/(?:src|href)="([^"]+)"/g))
      expect((await caller.get(`/${file}`)).status).toBe(200);
    expect((await caller.get('//api/docs/package.json')).status).toBe(404);
    expect((await caller.get('//api/docs/..%2fserver.ts')).status).toBe(404);
    expect((await caller.get('/openapi.yaml')).body).toContain('openapi: 3.1.0');
    expect((await caller.get('//problems/too-late')).status).toBe(200);
  });

  test('what goes wrong inside is logged under the id that the caller gets, and not told', async () => {
    api.engine.next = new Error("insert into x values ('Nguyễn Văn An') - SQLITE_ERROR: no such table: x");
    const { status, body } = await (await api.as()).post('/dossiers', order());
    expect([status, body.code]).toEqual([500, 'internal']);
    const line = api.lines.find(
      ({ msg, requestId }) => msg === 'request failed' && `urn:uuid:${String(requestId)}` === body.instance,
    );
    expect(line).toMatchObject({ err: { message: 'SQLITE_ERROR: no such table: x' } });
    expect(JSON.stringify(api.lines)).not.toContain('Nguyễn');
  });

  test.each([
    ['engine-unavailable', 503, '5'],
    ['engine-busy', 429, '2'],
    ['storage-full', 507, null],
  ] as const)('%s says when to come again', async (code, status, wait) => {
    api.engine.next = new Refusal(code);
    const refused = checkAnswer('openDossier', await (await api.as()).post('/dossiers', order()));
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([status, wait]);
  });
});

describe('the catalogue', () => {
  test('procedures are those in force at the unit, found without diacritics', async () => {
    const caller = await api.as();
    const codes = async (query: string) =>
      checkAnswer('listProcedures', await caller.get(`/procedures?${query}`)).body.items.map(
        ({ code }: { code: string }) => code,
      );
    expect(await codes('unit=87&q=dang%20ky')).toEqual(['1.000001']);
    expect(await codes('unit=SNV')).toEqual([]);
    expect(await codes('q=zzz')).toEqual([]);
    expect((await caller.get('/procedures?unit=82')).body.code).toBe('unit-closed');
    expect(checkAnswer('readProcedure', await caller.get('/procedures/1.000001')).body.openings).toMatchObject([
      { name: 'receive' },
    ]);
    expect((await caller.get('/procedures/1.000002')).body.code).toBe('procedure-retired');
  });

  test('the form is in the language asked for and says why the appointment is that date', async () => {
    const caller = await api.as();
    api.now = '2026-11-27T02:30:00.000Z';
    const path = '/procedures/1.000001/forms/receive?unit=87';
    const { body } = checkAnswer('readForm', await caller.get(path, { 'accept-language': 'en' }));
    api.now = NOW;
    expect(body.action.schema.properties.submitter.title).toBe('Submitter');
    expect(body.deadline.dueAt).toBe('2026-12-01T10:00:00.000Z');
    expect(body.deadline.skipped.map(({ date }: { date: string }) => date)).toEqual(['2026-11-28', '2026-11-29']);
    expect((await caller.get(path)).body.action.schema.properties.submitter.title).toBe('Người nộp');
    expect((await caller.get(`${path}&channel=online`)).body.deadline).toBeNull();
    expect((await caller.get('/procedures/1.000001/forms/return?unit=87')).body.code).toBe('wrong-stage');
  });

  test('units and fields', async () => {
    const caller = await api.as();
    expect(checkAnswer('listUnits', await caller.get('/units?date=2024-01-01&level=commune')).body.items).toHaveLength(
      3,
    );
    expect(checkAnswer('listUnits', await caller.get('/units?q=phuong%2088')).body.items).toHaveLength(1);
    expect(checkAnswer('listFields', await caller.get('/fields')).body.items).toHaveLength(1);
  });
});

describe('commands', () => {
  test('a receipt goes to the engine once it is complete, and its answer carries the look-up key', async () => {
    const response = checkAnswer('openDossier', await (await api.as()).post('/dossiers', order(), 'key-1'));
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe('/api/v1/dossiers/H20.87-261125-0001');
    expect(response.body.lookupKey).toBe(lookupKey(LOOKUP_KEY, 'd1'));
    expect(api.engine.asked).toMatchObject([
      {
        key: 'key-1',
        body: { action: 'receive', expectedSeq: 0, actor: { id: 'an' }, documents: [{ uploads: [], copies: 0 }] },
      },
    ]);
  });

  test.each([
    [{ procedure: '9' }, 'procedure-unknown'],
    [{ procedure: '1.000002' }, 'procedure-retired'],
    [{ unit: '99' }, 'unit-unknown'],
    [{ unit: '82' }, 'unit-closed'],
    [{ unit: 'SNV' }, 'unit-does-not-serve'],
    [{ unit: '88' }, 'not-your-unit'],
    [{ action: 'return' }, 'wrong-stage'],
    [{ content: { submitter: { name: 'x'.repeat(100_000) } } }, 'form-invalid'],
    [{ content: {} }, 'form-invalid'],
    [{ documents: [] }, 'document-missing'],
    [{ channel: 'online' }, 'document-missing'],
    [{ content: { submitter: { name: 'A' }, byProxy: true } }, 'document-missing'],
    [{ documents: [{ code: 'don', originals: 1 }, { code: 'x' }] }, 'document-unknown'],
    [
      {
        documents: [
          { code: 'don', originals: 1 },
          { code: 'don', originals: 1 },
        ],
      },
      'form-invalid',
    ],
    [{ documents: [{ code: 'don', uploads: ['00000000-0000-4000-8000-000000000000'] }] }, 'upload-not-found'],
    [{ paper: { code: 'H20.87-261125-0001', receivedAt: '2026-02-30T00:00:00Z' } }, 'invalid-request'],
  ])('%j is refused before the engine hears of it', async (more, code) => {
    const refused = checkAnswer('openDossier', await (await api.as()).post('/dossiers', order(more)));
    expect(refused.body.code).toBe(code);
    expect(api.engine.asked).toEqual([]);
  });

  test('a slow engine gives a place to ask', async () => {
    api.engine.next = 'pending';
    const caller = await api.as();
    const response = checkAnswer('openDossier', await caller.post('/dossiers', order()));
    expect([response.status, response.headers.get('location')]).toEqual([202, '/api/v1/commands/c1']);
    expect(checkAnswer('readCommand', await caller.get('/commands/c1')).body.state).toBe('pending');
    expect((await (await api.as({ sub: 'binh' })).get('/commands/c1')).body.code).toBe('command-not-found');
  });

  test('an action is checked by its form, and sent with what its author saw', async () => {
    const caller = await api.as();
    const path = '/dossiers/later/actions/return';
    expect(checkAnswer('takeAction', await caller.post(path, { expectedSeq: 1, content: { x: 1 } })).body.code).toBe(
      'form-invalid',
    );
    expect(checkAnswer('takeAction', await caller.post(path, { expectedSeq: 1 })).status).toBe(200);
    expect((await caller.post('/dossiers/foreign/actions/return', { expectedSeq: 1 })).body.code).toBe(
      'dossier-not-found',
    );
    expect(api.engine.asked).toMatchObject([
      { dossierId: 'later', body: { action: 'return', expectedSeq: 1, content: {} } },
    ]);
  });

  test('a step that is no longer possible still reaches the engine, which knows whether it was done under this key', async () => {
    await (await api.as()).post('/dossiers/later/actions/receive', { expectedSeq: 7, content: { x: 1 } });
    expect(api.engine.asked).toHaveLength(1);
  });

  test('numbers are reserved by those who keep the book', async () => {
    const body = { date: '2026-11-25', count: 1 };
    const post = await api.as({ role: 'post-clerk' });
    expect((await post.post('/units/87/number-blocks', body)).body.code).toBe('not-your-role');
    const head = await api.as({ role: 'head-of-unit' });
    expect(checkAnswer('reserveNumbers', await head.post('/units/87/number-blocks', body)).status).toBe(201);
    expect((await head.post('/units/88/number-blocks', body)).body.code).toBe('not-your-unit');
    expect((await head.post('/units/87/number-blocks', { ...body, count: 201 })).body.code).toBe('invalid-request');
  });
});

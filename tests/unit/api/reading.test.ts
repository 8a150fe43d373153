import { lookupKey } from '../../../api/lookup-key';
import { ApiUnderTest, LOOKUP_KEY } from './api-under-test';
import { checkAnswer } from './check-answer';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.start();
  await api.addSamples();
});
afterAll(() => api.stop());

const ids = (body: { items: { id: string }[] }) => body.items.map(({ id }) => id);

describe('reading', () => {
  test('a dossier is found by its code as people write it, and by nobody who has nothing to do with it', async () => {
    const caller = await api.as();
    expect(checkAnswer('readDossier', await caller.get('/dossiers/h20.87%20-%20261125-0001')).body.id).toBe('late');
    expect(checkAnswer('readDossier', await caller.get('/dossiers/soon')).body.nearlyLate).toBe(true);
    expect((await caller.get('/dossiers/foreign')).body).toEqual({
      ...(await caller.get('/dossiers/nothing')).body,
      instance: expect.any(String),
    });
    expect((await (await api.as({ role: 'auditor' })).get('/dossiers/foreign')).status).toBe(200);
  });

  test('the actions are those of the caller', async () => {
    const { body } = checkAnswer('listActions', await (await api.as()).get('/dossiers/late/actions'));
    expect(body).toMatchObject({
      seq: 1,
      items: [{ name: 'return', href: expect.stringContaining('/actions/return') }],
    });
    expect((await (await api.as({ role: 'specialist' })).get('/dossiers/late/actions')).body.items).toEqual([]);
  });

  test('the work list has what is due first, also of units that were merged, in pages that neither skip nor repeat', async () => {
    const caller = await api.as();
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = checkAnswer('listWork', await caller.get(`/work?limit=2&cursor=${cursor}`));
      seen.push(...ids(body));
      if (body.next === null) break;
      cursor = String(body.next);
    }
    expect(seen).toEqual(['late', 'soon', 'later', 'never', 'never2']);
    expect(ids((await caller.get('/work?late=late')).body)).toEqual(['late']);
    expect(ids((await caller.get('/work?late=nearly')).body)).toEqual(['soon']);
    expect(ids((await caller.get('/work?unit=82')).body)).toEqual(['never']);
    expect((await caller.get('/work?unit=88')).body.code).toBe('not-your-unit');
    expect(ids((await caller.get('/work?role=signatory')).body)).toEqual([]);
  });

  test.each([
    ['q=duong', ['soon']],
    ['q=D%C6%B0%C6%A1ng%20tran', ['soon']],
    ['name=le%20qui', ['later']],
    ['name=Nguye%CC%82%CC%83n', ['never2', 'never', 'late']],
    ['name=nguyen%20tran', []],
    ['q=261125-0002', ['soon']],
    ['code=H20.88', []],
    ['q=087123456789&limit=1', ['never2']],
    ['phone=%2B84%20912345678&stage=processing&open=false', []],
  ])('search %s', async (query, expected) => {
    expect(ids(checkAnswer('searchDossiers', await (await api.as()).get(`/dossiers?${query}`)).body)).toEqual(expected);
  });

  test('a search goes on from page to page', async () => {
    const caller = await api.as();
    const first = (await caller.get('/dossiers?limit=3')).body;
    expect([...ids(first), ...ids((await caller.get(`/dossiers?limit=3&cursor=${first.next}`)).body)]).toEqual([
      'never2',
      'never',
      'later',
      'soon',
      'late',
    ]);
    expect((await caller.get('/dossiers?cursor=xyz')).body.errors[0].pointer).toBe('/query/cursor');
  });

  test('the register accounts for every number, and names only what the reader may see', async () => {
    const day = { identification: 'H20.87', date: '2026-11-25' };
    await api.db('number_counters').insert({ ...day, last: 4 });
    await api.db('number_register').insert([
      { ...day, sequence: 1, state: 'issued', dossier_id: 'late', command_id: 'a' },
      { ...day, sequence: 2, state: 'reserved', command_id: 'b' },
      { ...day, sequence: 4, state: 'issued', dossier_id: 'foreign', command_id: 'c' },
    ]);
    const { body } = checkAnswer('readNumbers', await (await api.as()).get('/units/87/numbers'));
    expect(body).toMatchObject({ last: 4, counts: { issued: 2, reserved: 1 }, gaps: [3] });
    expect(body.numbers.map(({ dossierId }: { dossierId: string | null }) => dossierId)).toEqual(['late', null, null]);
  });
});

describe('looking up', () => {
  const ask = (code: string, key: string) => fetch(`${api.url}/api/v1/lookup?code=${code}&key=${key}`);

  test('with code and key everybody sees where it stands, and nothing about people', async () => {
    const response = await ask('H20.87-261125-0001', lookupKey(LOOKUP_KEY, 'late').toLowerCase());
    const body = await response.text();
    expect(JSON.parse(body)).toMatchObject({ stage: { en: 'In progress' }, dueAt: '2026-11-24T10:00:00.000Z' });
    expect(body).not.toMatch(/Nguy|0871234|09123/);
  });

  test('a wrong key and a wrong code are answered alike', async () => {
    const answers = await Promise.all([
      ask('H20.87-261125-0001', 'AAAAA-AAAAA'),
      ask('H20.87-261125-9999', 'AAAAA-AAAAA'),
      ask('late', lookupKey(LOOKUP_KEY, 'late')),
    ]);
    const bodies = await Promise.all(
      answers.map(async (response) => ({ ...((await response.json()) as object), instance: '' })),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
  });

  test('the page does the same, and shows what was typed as text', async () => {
    const empty = await fetch(`${api.url}/tra-cuu`);
    expect([empty.status, empty.headers.get('content-security-policy')]).toEqual([
      200,
      expect.stringContaining("default-src 'none'"),
    ]);
    const wrong = await fetch(`${api.url}/tra-cuu?code=%22%3E%3Cscript%3E&key=x`);
    expect([wrong.status, (await wrong.text()).includes('<script')]).toEqual([404, false]);
    const right = await fetch(`${api.url}/tra-cuu?code=H20.87-261125-0001&key=${lookupKey(LOOKUP_KEY, 'late')}`);
    const text = await right.text();
    expect(text).toContain('17 giờ 00, ngày 24/11/2026');
    expect(text).toMatch(/<li class="here" aria-current="step">Giải quyết/);
    expect(text).toContain('Đã quá ngày hẹn');
  });

  test('the page speaks English when asked, and leads back with what was asked', async () => {
    const key = lookupKey(LOOKUP_KEY, 'later');
    const page = await fetch(`${api.url}/tra-cuu?code=H20.87-261125-0003&key=${key}&lang=en`);
    const text = await page.text();
    expect(page.headers.get('content-language')).toBe('en');
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('You need do nothing yet.');
    expect(text).not.toContain('The appointment has passed');
    expect(text).toContain(`/tra-cuu?code=H20.87-261125-0003&amp;key=${key}&amp;lang=vi`);
    expect(
      (await fetch(`${api.url}/tra-cuu`, { headers: { 'accept-language': 'en' } })).headers.get('content-language'),
    ).toBe('en');
    expect((await fetch(`${api.url}/tra-cuu?lang=fr`)).status).toBe(400);
  });
});

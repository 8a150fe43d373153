import { Caller } from '../support/caller';
import { crew, DEPARTMENTS, flat, LABOUR_RULES, type Crew } from '../support/samples';
import { Stack } from '../support/stack';

const PDF = new TextEncoder().encode('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('papers and numbers on %s', (engine, databaseUrl) => {
  if (engine === 'PostgreSQL' && !databaseUrl) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  let stack: Stack;
  let people: Crew;
  beforeAll(async () => {
    // A day of its own, so that its numbers are its own too.
    stack = await Stack.start({ clock: '2026-11-26T02:00:00.000Z', databaseUrl });
    people = await crew(stack, DEPARTMENTS.labour);
  });
  afterAll(() => stack?.stop());

  test('a scan stands in for paper online, is listed on the dossier, and comes back byte for byte', async () => {
    const scan = await people.clerk.upload('Nội quy.pdf', PDF);
    const request = await people.clerk.upload('../../etc/passwd', PDF);
    expect([scan.status, request.status]).toEqual([201, 201]);
    const documents = [
      { code: 'van-ban', originals: 0, copies: 0, uploads: [request.body.id] },
      { code: 'noi-quy', originals: 0, copies: 0, uploads: [scan.body.id] },
    ];
    const { body, status } = flat(
      await people.clerk.post('/dossiers', { ...LABOUR_RULES, channel: 'online', documents }),
    );
    expect(status).toBe(201);
    const path = `/dossiers/${body.code}/attachments/${scan.body.id}`;
    const download = await people.clerk.get(path);
    expect(download.status).toBe(200);
    expect(download.body).toBe(new TextDecoder().decode(PDF));
    expect(download.headers.get('content-disposition')).toMatch(/^attachment/);
    expect((await (await stack.as('post-clerk', '29869')).get(path)).status).toBe(404);
    const stolen = await people.clerk.post('/dossiers', { ...LABOUR_RULES, channel: 'online', documents });
    expect([stolen.status, stolen.body.code]).toEqual([422, 'upload-not-found']);
  });

  test('an empty file, and one that is not what its name says, are refused', async () => {
    const empty = await people.clerk.upload('rỗng.pdf', new Uint8Array());
    expect([empty.status, empty.body.code]).toEqual([422, 'file-empty']);
    const script = await people.clerk.upload('anh.png', new TextEncoder().encode('<svg onload="alert(1)"/>'));
    expect([script.status, script.body.code]).toEqual([415, 'file-type-refused']);
  });

  test('numbers given on paper come from a reserved block, and the register accounts for every one', async () => {
    const date = '2026-11-26';
    const block = await people.clerk.post('/units/82/number-blocks', { date, count: 2 }, 'block');
    expect(block.status).toBe(201);
    const [first] = block.body.codes as string[];
    expect((await people.clerk.post('/units/82/number-blocks', { date, count: 2 }, 'block')).body.codes).toEqual(
      block.body.codes,
    );
    const paper = { code: first, receivedAt: '2026-11-26T01:30:00.000Z' };
    const received = flat(await people.clerk.post('/dossiers', { ...LABOUR_RULES, paper }));
    expect(received.body).toMatchObject({ code: first, receivedAt: paper.receivedAt });
    const twice = await people.clerk.post('/dossiers', { ...LABOUR_RULES, paper });
    expect([twice.status, twice.body.code]).toEqual([409, 'number-taken']);
    const register = await people.clerk.get(`/units/82/numbers?date=${date}`);
    expect(register.body.gaps).toEqual([]);
    expect(register.body.numbers).toHaveLength(register.body.last);
  });

  test('the public look-up needs the key of the receipt, and tells nothing personal', async () => {
    const { body } = flat(await people.clerk.post('/dossiers', LABOUR_RULES));
    const anyone = new Caller(stack.api.url);
    const found = await anyone.get(`/lookup?code=${body.code}&key=${body.lookupKey.toLowerCase()}`);
    expect(found.status).toBe(200);
    expect(JSON.stringify(found.body)).not.toMatch(/Nguyễn|0872/);
    const wrongKey = await anyone.get(`/lookup?code=${body.code}&key=AAAAA-AAAAA`);
    const wrongCode = await anyone.get(`/lookup?code=H20-261126-9999&key=${body.lookupKey}`);
    expect([wrongKey.status, wrongCode.status]).toEqual([404, 404]);
    expect(wrongKey.body.code).toBe(wrongCode.body.code);
  });

  test('the work list shows what is due first, page by page', async () => {
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 20; page++) {
      const { status, body } = await people.clerk.get(`/work?limit=2${cursor && `&cursor=${cursor}`}`);
      expect(status).toBe(200);
      seen.push(...body.items.map((item: { id: string }) => item.id));
      if (!body.next) break;
      cursor = encodeURIComponent(body.next);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(2);
  });
});

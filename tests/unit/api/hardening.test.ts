import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { deflateRawSync } from 'node:zlib';
import { httpServer } from '../../../api/http-server';
import { disposition } from '../../../api/disposition';
import { csvText } from '../../../config/csv';
import { vaultOf } from '../../../config/vault';
import { ApiUnderTest, NOW } from './api-under-test';

const PDF = '%PDF-1.7\n';

describe('what a browser gets', () => {
  let api: ApiUnderTest;
  beforeAll(async () => {
    api = await ApiUnderTest.start();
    await api.addDossier('d1');
  });
  afterAll(() => api.stop());

  test('every answer tells browsers to load, frame and guess nothing, and sets no cookie', async () => {
    const caller = await api.as();
    for (const path of ['/dossiers', '/nothing', '//health/live', '//tra-cuu']) {
      const { headers } = await caller.get(path);
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/);
      expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
      expect([headers.get('x-powered-by'), headers.get('set-cookie'), headers.get('server')]).toEqual([
        null,
        null,
        null,
      ]);
    }
    expect((await caller.get('/dossiers')).headers.get('cache-control')).toBe('no-store');
  });

  test('a file that is a page to those who look for one is saved and never shown', async () => {
    const caller = await api.as();
    const polyglot = `${PDF}<script>alert(document.cookie)</script>`;
    const name = 'Đơn"; filename="x.html\r\nSet-Cookie: a=b';
    const sent = await caller.upload(name, new TextEncoder().encode(polyglot));
    expect(sent.status).toBe(201);
    const { id, sha256, size, mediaType } = sent.body;
    const [{ data_key: dataKey }] = await api.db('dossiers').where({ id: 'd1' });
    await api.db('attachments').insert({
      ...{ id, dossier_id: 'd1', seq: 1, document_code: 'don', media_type: mediaType, size, sha256 },
      name: vaultOf(api.db).encrypt({ id: 'd1', dataKey }, `attachments/${id}`, sent.body.name as string),
    });
    const { status, headers } = await caller.get(`/dossiers/d1/attachments/${id}`);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[^"]*"; filename\*=UTF-8''[^\s"';]*$/);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect([headers.get('x-content-type-options'), headers.get('set-cookie')]).toEqual(['nosniff', null]);
  });

  test.each([
    ['a picture with a script', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['the same with the head of a document of XML', '<?xml version="1.0"?><svg onload="alert(1)"/>'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a shell script', '#!/bin/sh\nrm -rf /'],
  ])('%s is not taken in', async (_what, content) => {
    const { status, body } = await (await api.as()).upload('don.pdf', new TextEncoder().encode(content));
    expect([status, body.code]).toEqual([415, 'file-type-refused']);
  });

  test('an archive that unfolds to a thousand times its size is refused without being unfolded', async () => {
    const before = process.memoryUsage().rss;
    const bomb = zipOf('[Content_Types].xml', deflateRawSync(Buffer.alloc(200_000_000, ' ')), 200_000_000);
    const { status, body } = await (await api.as()).upload('don.docx', new Uint8Array(bomb));
    expect([status, body.code]).toEqual([415, 'file-type-refused']);
    // Making it took the memory; taking it in must not take it once more for each request.
    for (let i = 0; i < 5; i++) await (await api.as()).upload('don.docx', new Uint8Array(bomb));
    expect(process.memoryUsage().rss - before).toBeLessThan(700_000_000);
  });

  test('names that reach into the language are no names', async () => {
    const caller = await api.as();
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'k' };
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      const body = `{"procedure":"1.000001","unit":"87","channel":"direct","content":{"${name}":{"polluted":true}},"documents":[]}`;
      expect((await caller.postRaw('/dossiers', body, headers)).status).toBeGreaterThanOrEqual(400);
      expect((await caller.get(`/dossiers?${name}=1&${name}[polluted]=1`)).status).toBe(400);
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '  @x', '＝1', '－1', '＋1', '＠x'])(
  'the cell %j is no formula in a list of ours',
  (cell) => {
    const [written = ''] = csvText([[cell]])
      .slice(1)
      .split('\r\n');
    const opened = written.startsWith('"') ? written.slice(1, -1) : written;
    expect(opened.startsWith("'")).toBe(true);
  },
);

test('a name of a file breaks out of no header', () => {
  for (const name of ['a"b', 'a\r\nSet-Cookie: x', "a';b", 'a\\', 'Đơn.pdf', '../x', '\u0000'])
    expect(disposition(name)).toMatch(/^attachment; filename="[\w. ()-]*"; filename\*=UTF-8''[\w.!~%-]*$/);
});

test('whoever never ends a request is let go', async () => {
  const patience = { headers: 50, request: 100, idle: 1000, lookEvery: 20 };
  const server = httpServer((req, res) => req.on('end', () => res.end('done')).resume(), patience).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  for (const start of [
    'GET / HT',
    'GET / HTTP/1.1\r\nHost: x\r\n',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc',
  ]) {
    const socket = connect(port, '127.0.0.1').setEncoding('utf8');
    let said = '';
    socket.on('data', (data: string) => (said += data));
    socket.write(start);
    await once(socket, 'close');
    expect(said).toMatch(/^(HTTP\/1.1 408 |$)/);
  }
  server.close();
  await once(server, 'close');
});

/** An archive with one file in it (APPNOTE.TXT 4.3). */
function zipOf(name: string, packed: Buffer, size: number): Buffer {
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(size, 22);
  local.writeUInt16LE(name.length, 26);
  return Buffer.concat([local, Buffer.from(name), packed, Buffer.from(`PK\u0001\u0002${NOW}`, 'latin1')]);
}

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { openUploads, type UploadStore } from '../../../config/uploads';
import { storedName } from '../../../config/upload-types';
import { ApiUnderTest, NOW } from './api-under-test';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const meta = (name = 'a.pdf') => ({ name, by: 'an', at: NOW });

describe('the store', () => {
  let folder: string;
  let store: UploadStore;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mot-cua-uploads-'));
    store = await openUploads(folder, 1000);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const save = (content: Buffer, name?: string) => store.save(Readable.from([content]), meta(name));

  test('keeps equal contents once, and gives them back', async () => {
    const [first, second] = [await save(PDF), await save(PDF, 'b.pdf')];
    expect(second.sha256).toBe(first.sha256);
    expect(second.id).not.toBe(first.id);
    expect(await store.find(second.id)).toEqual(second);
    expect(Buffer.concat(await store.open(first.sha256).toArray())).toEqual(PDF);
  });

  test.each([
    ['nothing', Buffer.alloc(0), 'file-empty'],
    ['a program that calls itself PDF', Buffer.from('MZ\u0090\u0000\u0003'), 'file-type-refused'],
    ['a page that calls itself PDF', Buffer.from('<html><script>alert(1)</script>'), 'file-type-refused'],
    ['too much', Buffer.concat([PDF, Buffer.alloc(1000)]), 'file-too-large'],
  ])('refuses %s and leaves nothing behind', async (_what, content, code) => {
    await expect(save(content)).rejects.toMatchObject({ code });
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
    expect(readdirSync(join(folder, 'manifests'))).toEqual([]);
  });

  test.each(['../../etc/passwd', 'x', '', '..'])('never makes a path of the id %p', async (id) => {
    expect(await store.find(id)).toBeUndefined();
    expect(() => store.open(id)).toThrow(RangeError);
  });

  test('sweeps what is old and was never attached', async () => {
    const [kept, gone] = [await save(PDF), await save(PNG, 'x.png')];
    expect(await store.sweep('2999-01-01T00:00:00.000Z', async (id) => id === kept.id)).toBe(1);
    expect(await store.find(gone.id)).toBeUndefined();
    expect(Buffer.concat(await store.open(kept.sha256).toArray())).toEqual(PDF);
    await expect(store.open(gone.sha256).toArray()).rejects.toThrow('ENOENT');
  });
});

test.each([
  ['../../etc/passwd', 'passwd.pdf'],
  ['C:\\tmp\\giấy.PDF', 'giấy.pdf'],
  ['gia\u0302\u0301y.pdf', 'giấy.pdf'],
  ['a\u202efdp.exe', 'afdp.exe.pdf'],
  ['x\u0000\r\n.pdf', 'x.pdf'],
  ['ảnh.png', 'ảnh.png.pdf'],
  ['', 'tep.pdf'],
  ['..', 'tep.pdf'],
  ['.pdf', 'pdf.pdf'],
  [`${'dài'.repeat(500)}.pdf`, `${'dài'.repeat(50)}.pdf`],
])('the name %p is kept as %p', (given, kept) => {
  expect(storedName(given, 'application/pdf')).toBe(kept);
});

describe('over HTTP', () => {
  let api: ApiUnderTest;
  beforeAll(async () => {
    api = await ApiUnderTest.start(2000);
  });
  afterAll(() => api.stop());

  test('one file is taken in, and told what it is', async () => {
    const { status, body } = await (await api.as()).upload('../Đơn xin.pdf', new Uint8Array(PDF));
    expect([status, body.name, body.mediaType, body.size]).toEqual([201, 'Đơn xin.pdf', 'application/pdf', PDF.length]);
  });

  test.each([
    [new Uint8Array(0), 422, 'file-empty'],
    [new Uint8Array(5_000_000), 413, 'file-too-large'],
    [new Uint8Array(Buffer.from('just text')), 415, 'file-type-refused'],
  ])('a file that is not right is refused (%#)', async (content, status, code) => {
    const answer = await (await api.as()).upload('a.pdf', content);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('anything but one file is refused', async () => {
    const caller = await api.as();
    const form = (...parts: string[]) => `${parts.map((part) => `--x\r\n${part}\r\n`).join('')}--x--\r\n`;
    const file = `Content-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n${PDF.toString()}`;
    const field = 'Content-Disposition: form-data; name="a"\r\n\r\nb';
    const type = { 'content-type': 'multipart/form-data; boundary=x' };
    for (const body of [form(file, file), form(field), form(file, field), form(), '--x\r\nbroken']) {
      expect((await caller.postRaw('/uploads', body, type)).status).toBe(400);
    }
    expect((await caller.postRaw('/uploads', '{}', { 'content-type': 'application/json' })).status).toBe(415);
    expect((await caller.postRaw('/uploads', 'x', { 'content-type': 'multipart/form-data' })).status).toBe(415);
  });
});

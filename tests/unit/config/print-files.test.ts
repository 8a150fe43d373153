import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashOf, openPrintFiles } from '../../../config/print-files';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mot-cua-prints-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const BYTES = Buffer.from('%PDF-1.3 giấy tiếp nhận');
const damaged = expect.objectContaining({ code: 'print-damaged' }) as Error;

test('bytes come back as they were; the same bytes are kept once, and nothing lies about', async () => {
  const files = await openPrintFiles(folder);
  const hash = await files.save(BYTES);
  expect(await files.save(BYTES)).toBe(hash);
  expect(await files.read(hash)).toEqual(BYTES);
  expect(readdirSync(join(folder, hash.slice(0, 2)))).toEqual([`${hash}.pdf`]);
  expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
});

test('a file that was cut off or changed is damaged; only saving the same document again mends it', async () => {
  const files = await openPrintFiles(folder);
  const hash = await files.save(BYTES);
  const path = join(folder, hash.slice(0, 2), `${hash}.pdf`);
  writeFileSync(path, BYTES.subarray(0, 5));
  await expect(files.read(hash)).rejects.toEqual(damaged);
  await files.save(BYTES);
  expect(await files.read(hash)).toEqual(BYTES);
  writeFileSync(path, Buffer.alloc(BYTES.length));
  await expect(files.read(hash)).rejects.toEqual(damaged);
  await files.save(BYTES);
  expect(await files.read(hash)).toEqual(BYTES);
  await expect(files.read(hashOf(Buffer.from('other')))).rejects.toEqual(damaged);
});

test('what is not a hash never becomes a path', async () => {
  const files = await openPrintFiles(folder);
  await expect(files.read('../../etc/passwd')).rejects.toThrow(RangeError);
});

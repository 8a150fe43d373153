import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Knex } from 'knex';
import { openDatabase } from '../../../config/database';
import { encryptStoredPrints } from '../../../config/encrypt-prints';
import { hashOf, openPrintFile, openPrintFiles, printFile } from '../../../config/print-files';
import { rewrapDataKeys } from '../../../config/rotate-keys';
import { vaultOf } from '../../../config/vault';

let folder = '';
let prints = '';
let db: Knex;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mot-cua-prints-'));
  prints = join(folder, 'prints');
  db = openDatabase({ file: ':memory:', keys: { home: folder } }, 'write');
  await db.schema.createTable('dossiers', (t) => {
    t.text('id').primary();
    t.text('data_key');
    t.text('erased_at');
  });
  await db.schema.createTable('prints', (t) => {
    t.text('dossier_id');
    t.text('sha256');
  });
  for (const id of ['a', 'b']) await db('dossiers').insert({ id, data_key: vaultOf(db).newDataKey(id) });
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const NAME = 'Nguyễn Văn Ân';
const BYTES = Buffer.from(`%PDF-1.3 giấy tiếp nhận ${NAME}`);
const damaged = expect.objectContaining({ code: 'print-damaged' }) as Error;
const erase = (id: string) => db('dossiers').where({ id }).update({ data_key: null, erased_at: 'today' });

function onDisk(): Buffer[] {
  const all = readdirSync(prints, { recursive: true, withFileTypes: true });
  return all.filter((file) => file.isFile()).map((file) => readFileSync(join(file.parentPath, file.name)));
}

test('bytes come back as they were and are kept once; on the disk they cannot be read', async () => {
  const files = await openPrintFiles(prints, db);
  const hash = await files.save('a', BYTES);
  expect(hash).toBe(hashOf(BYTES));
  const [first] = onDisk();
  expect(await files.save('a', BYTES)).toBe(hash);
  expect(onDisk()).toEqual([first]);
  expect(await files.read('a', hash)).toEqual(BYTES);
  expect(first?.includes(NAME)).toBe(false);
  expect(first?.includes('%PDF')).toBe(false);

  vaultOf(db).ring.add();
  expect(await rewrapDataKeys(db)).toBe(2);
  expect(await files.read('a', hash)).toEqual(BYTES);
});

test('once the key of a dossier is erased its files do not open, and others of the same bytes do', async () => {
  const files = await openPrintFiles(prints, db);
  const hash = await files.save('a', BYTES);
  await files.save('b', BYTES);
  await erase('a');
  await expect(files.read('a', hash)).rejects.toEqual(damaged);
  await expect(files.save('a', BYTES)).rejects.toMatchObject({ code: 'dossier-erased' });
  await files.remove('a', hash);
  expect([existsSync(printFile(prints, 'a', hash)), await files.read('b', hash)]).toEqual([false, BYTES]);
});

test('a file cut off, changed or put in place of another is damaged; only saving the same again mends it', async () => {
  const files = await openPrintFiles(prints, db);
  const hash = await files.save('a', BYTES);
  const path = printFile(prints, 'a', hash);
  const whole = readFileSync(path);
  const other = await files.save('a', Buffer.from('%PDF-1.3 other'));
  const changed = Buffer.from(whole);
  changed[40] = (changed[40] ?? 0) ^ 1;
  for (const wrong of [whole.subarray(0, 5), changed, readFileSync(printFile(prints, 'a', other)), BYTES]) {
    writeFileSync(path, wrong);
    await expect(files.read('a', hash)).rejects.toEqual(damaged);
    await files.save('a', BYTES);
    expect(await files.read('a', hash)).toEqual(BYTES);
  }
  await expect(files.read('a', hashOf(Buffer.from('none')))).rejects.toEqual(damaged);
});

test('what is not a hash or an id never becomes a path', async () => {
  const files = await openPrintFiles(prints, db);
  await expect(files.read('a', '../../etc/passwd')).rejects.toThrow(RangeError);
  await expect(files.read('../a', hashOf(BYTES))).rejects.toThrow(RangeError);
});

test('what an older version left open reads as before, and is taken in at a start', async () => {
  const older = (bytes: Buffer, ...of: string[]) => {
    const hash = hashOf(bytes);
    const path = openPrintFile(prints, hash);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    return db('prints')
      .insert([...of, 'nobody'].map((id) => ({ dossier_id: id, sha256: hash })))
      .then(() => hash);
  };
  expect(await encryptStoredPrints(db, prints)).toBe(0);
  const hash = await older(BYTES, 'a', 'b');
  const gone = await older(Buffer.from(`erased ${NAME}`), 'c');
  await db('dossiers').insert({ id: 'c', data_key: null, erased_at: 'today' });
  const foreign = await older(Buffer.from('of another database'));
  const files = await openPrintFiles(prints, db);
  expect(await files.read('a', hash)).toEqual(BYTES);

  expect([await encryptStoredPrints(db, prints), await encryptStoredPrints(db, prints)]).toEqual([2, 0]);
  for (const id of ['a', 'b']) expect(await files.read(id, hash)).toEqual(BYTES);
  expect(onDisk().some((bytes) => bytes.includes(NAME))).toBe(false);
  expect([gone, foreign].map((sha256) => existsSync(openPrintFile(prints, sha256)))).toEqual([false, true]);
});

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { openDatabase } from '../../../config/database';
import { openPrintFiles } from '../../../config/print-files';
import { vaultOf } from '../../../config/vault';
import { TEST_KEYS } from '../../support/keys';

const folder = mkdtempSync(join(tmpdir(), 'mot-cua-disk-'));

/** A small disk of its own, which only the superuser may mount. */
function mounted(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const own = mounted();
let db: Knex;
async function keys(): Promise<Knex> {
  db = openDatabase({ file: ':memory:', keys: TEST_KEYS }, 'write');
  await db.schema.createTable('dossiers', (t) => {
    t.text('id').primary();
    t.text('data_key');
  });
  await db('dossiers').insert({ id: 'a', data_key: vaultOf(db).newDataKey('a') });
  return db;
}
afterAll(async () => {
  await db?.destroy();
  if (own) execFileSync('umount', ['-l', folder]);
  rmSync(folder, { recursive: true, force: true });
});

(own ? test : test.skip)(
  'a full disk is said to be so, and nothing half-written stays (needs to mount one)',
  async () => {
    const files = await openPrintFiles(folder, await keys());
    const full = expect.objectContaining({ code: 'storage-full' }) as Error;
    await expect(files.save('a', randomBytes(2 << 20))).rejects.toEqual(full);
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
    const bytes = randomBytes(10_000);
    expect(await files.read('a', await files.save('a', bytes))).toEqual(bytes);
  },
);

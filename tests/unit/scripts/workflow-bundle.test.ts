import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { preparedBundle } from '../../../scripts/lib/workflow-bundle';

const root = resolve(__dirname, '../../..');
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mot-cua-bundle-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a bundle is made once, and anew when a source has changed', async () => {
  const copy = join(folder, 'sources');
  mkdirSync(join(copy, 'activities'), { recursive: true });
  for (const one of ['workflows', 'domain', 'activities/worker.ts', 'package-lock.json'])
    cpSync(join(root, one), join(copy, one), { recursive: true });
  const kept = join(folder, 'kept');
  const { code } = await preparedBundle(copy, kept);
  expect(code).toContain('dossier');
  const [name = ''] = readdirSync(kept);
  // What is kept is what is taken.
  writeFileSync(join(kept, name), 'kept');
  expect(await preparedBundle(copy, kept)).toEqual({ code: 'kept' });
  writeFileSync(join(copy, 'domain', 'new-rule.ts'), 'export {};');
  expect((await preparedBundle(copy, kept)).code).toBe(code);
  expect(readdirSync(kept)).not.toContain(name);
});

test('where nothing can be kept the bundle is made all the same', async () => {
  expect((await preparedBundle(root, join(root, 'package.json', 'no-folder'))).code).toContain('dossier');
});

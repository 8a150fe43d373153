import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHome, readKey } from '../../../config/home';
import { identityOf } from '../../../config/processes';
import { StartError } from '../../../config/start-error';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mot-cua-home-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lockOf = (home: string) => JSON.parse(readFileSync(join(home, 'lock'), 'utf8')) as { pid: number };
const leaveLock = (content: string) => writeFileSync(join(folder, 'lock'), content);

test('a held folder cannot be opened a second time', () => {
  const first = openHome(folder);
  expect(() => openHome(folder)).toThrow(StartError);
  expect(() => openHome(folder)).toThrow(`pid ${process.pid}`);
  first.close();
  openHome(folder).close();
});

test('processes of a cluster share a folder', () => {
  const first = openHome(folder, { exclusive: false });
  const second = openHome(folder, { exclusive: false });
  expect(second.keys).toBe(first.keys);
});

test('a living process of another program keeps its lock', async () => {
  const other = spawn(process.execPath, ['-e', 'console.log(1); setTimeout(() => {}, 60_000)']);
  await once(other.stdout, 'data');
  leaveLock(JSON.stringify({ pid: other.pid, identity: identityOf(other.pid ?? 0) }));
  expect(() => openHome(folder)).toThrow(`pid ${other.pid}`);
  other.kill('SIGKILL');
  await once(other, 'exit');
  openHome(folder).close();
});

test.each([
  ['of a process that has ended', () => ({ pid: spawnSync('true').pid, identity: '1 true' })],
  ['whose number another program has now', () => ({ pid: process.ppid, identity: '1 node start.ts' })],
  ['of our own number from before a restart of the container', () => ({ pid: process.pid, identity: 'x' })],
  ['that is not readable', () => 'half a lo'],
])('a stale lock %s is taken over', (_, content) => {
  leaveLock(JSON.stringify(content()));
  const home = openHome(folder);
  expect(lockOf(folder).pid).toBe(process.pid);
  home.close();
});

test('a path that is a file is said in both languages', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  for (const path of [file, join(file, 'below')]) {
    expect(() => openHome(path)).toThrow(/một tệp, không phải thư mục[^]*a file, not a folder/);
    expect(() => openHome(path)).toThrow('MOTCUA_HOME');
  }
});

test('a key is made once, for this account only', () => {
  const home = openHome(folder);
  const key = readKey(home, 'token');
  expect(key).toHaveLength(32);
  expect(readKey(home, 'token')).toEqual(key);
  expect(readKey(home, 'lookup')).not.toEqual(key);
  expect(statSync(join(home.keys, 'token')).mode & 0o077).toBe(0);
  home.close();
});

test('a damaged key is not replaced', () => {
  const home = openHome(folder);
  writeFileSync(join(home.keys, 'token'), 'short');
  expect(() => readKey(home, 'token')).toThrow('is damaged (5 bytes, needs 32)');
  home.close();
});

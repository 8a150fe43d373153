import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StartError } from '../../../config/start-error';
import { locateTemporal, type Source } from '../../../scripts/temporal/locate';

const GOOD = "echo 'temporal version 1.5.1'; echo '--db-filename --sqlite-pragma'";
const OLD = "echo 'temporal version 0.9.0'; echo '--db-filename'";

let folder: string;
let cache: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mot-cua-locate-'));
  cache = join(folder, 'cache');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(file: string, body: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
  return file;
}

const onPath = () => join(folder, 'bin', 'temporal');
const cached = (version: string) => join(cache, `temporal-${version}`, 'temporal');
const locate = (...sources: Source[]) =>
  locateTemporal({ cache, report: () => undefined, path: join(folder, 'bin'), sources });

test('a program on PATH comes before the cache', async () => {
  program(onPath(), GOOD);
  program(cached('1.5.1'), GOOD);
  await expect(locate()).resolves.toBe(onPath());
});

test('the newest program of the cache is taken, by number and not by letter', async () => {
  program(cached('1.5.1'), GOOD);
  program(cached('1.10.0'), GOOD);
  await expect(locate()).resolves.toBe(cached('1.10.0'));
});

test('programs that are too old or do not run are passed over', async () => {
  program(onPath(), OLD);
  program(cached('1.6.0'), 'exit 1');
  program(cached('1.5.1'), GOOD);
  await expect(locate()).resolves.toBe(cached('1.5.1'));
});

test('the first source that brings a working program fills the cache', async () => {
  const asked: string[] = [];
  const brings =
    (name: string, body?: string): Source =>
    async (into) => {
      asked.push(name);
      return body ? { binary: program(join(into, 'program'), body), version: '1.7.0' } : undefined;
    };
  const sources = [brings('nothing'), brings('old', OLD), brings('good', GOOD), brings('not asked', GOOD)];
  await expect(locate(...sources)).resolves.toBe(cached('1.7.0'));
  expect(asked).toEqual(['nothing', 'old', 'good']);
  expect(readdirSync(cache)).toEqual(['temporal-1.7.0']);
  await expect(locate()).resolves.toBe(cached('1.7.0'));
});

test('a source that fails leaves nothing behind', async () => {
  const failing: Source = async () => Promise.reject(new Error('the disk is full'));
  await expect(locate(failing)).rejects.toThrow('the disk is full');
  expect(readdirSync(cache)).toEqual([]);
});

test('without any source the three ways to get one are named', async () => {
  const error = await locate().catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(StartError);
  const { text } = error as StartError;
  for (const said of [text.vi, text.en])
    for (const way of ['PATH', 'go install', 'TEMPORAL_ADDRESS=']) expect(said).toContain(way);
  expect(existsSync(cache)).toBe(false);
});

test('a cache that cannot be written is said', async () => {
  writeFileSync(cache, '');
  await expect(locate(async () => undefined)).rejects.toThrow('MOTCUA_CACHE');
});

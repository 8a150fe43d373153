import { execFile, execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { openDatabase } from '../../config/database';

export type Postgres = { url: string; stop(): Promise<void> };
type Command = [program: string, args: string[]];

const DEBIAN = '/usr/lib/postgresql';
const ACCOUNT = 'postgres';
const execute = promisify(execFile);

/** The PostgreSQL of TEST_PG_URL, or a throw-away cluster of this machine's binaries; nothing where there are none. */
export async function startPostgres(): Promise<Postgres | undefined> {
  const given = process.env.TEST_PG_URL;
  if (given) return { url: given, stop: async () => undefined };
  const binaries = findBinaries();
  return binaries ? startCluster(binaries) : undefined;
}

/** A new empty database in the cluster of a URL: tests that share a cluster must not see each other. */
export async function freshDatabase(url: string): Promise<string> {
  const name = `t${randomUUID().replaceAll('-', '')}`;
  const admin = openDatabase({ url }, 'write');
  try {
    await admin.raw('create database ??', [name]);
  } finally {
    await admin.destroy();
  }
  const fresh = new URL(url);
  fresh.pathname = `/${name}`;
  return fresh.href;
}

async function startCluster(binaries: string): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-pg-'));
  const [data, log] = [join(folder, 'data'), join(folder, 'log')];
  const control = (...args: string[]) => asAccount(join(binaries, 'pg_ctl'), ['-D', data, '-w', ...args]);
  const run = ([program, args]: Command) => execute(program, args, { cwd: folder });
  const killWithUs = () => {
    quietly(() => execFileSync(...control('-m', 'immediate', 'stop'), { cwd: folder, stdio: 'ignore' }));
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', killWithUs);
  try {
    if (isRoot()) giveAway(folder);
    const initial = ['-D', data, '-U', ACCOUNT, '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];
    await run(asAccount(join(binaries, 'initdb'), initial));
    const port = await freePort();
    await run(control('-l', log, '-o', serverOptions(port, folder), 'start'));
    const stop = async () => {
      await run(control('-m', 'fast', 'stop'));
      process.off('exit', killWithUs);
      rmSync(folder, { recursive: true, force: true });
    };
    return { url: `postgres://${ACCOUNT}@127.0.0.1:${port}/postgres`, stop };
  } catch (error) {
    const said = existsSync(log) ? `\n${readFileSync(log, 'utf8')}` : '';
    killWithUs();
    process.off('exit', killWithUs);
    throw new Error(`PostgreSQL of ${binaries} does not start: ${(error as Error).message}${said}`, { cause: error });
  }
}

// The data is thrown away: nothing is written for a power cut.
function serverOptions(port: number, sockets: string): string {
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];
  const options = ['-p', String(port), '-h', '127.0.0.1', '-k', sockets, ...settings.flatMap((one) => ['-c', one])];
  return options.join(' ');
}

/** The folder that has both programs; of Debian's, which are not on PATH, the newest. */
function findBinaries(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const newestFirst = versions.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter).filter(Boolean),
    ...newestFirst.map((version) => join(DEBIAN, version, 'bin')),
  ];
  return folders.find((folder) => ['initdb', 'pg_ctl'].every((name) => existsSync(join(folder, name))));
}

const isRoot = () => process.getuid?.() === 0;

// PostgreSQL refuses to run as root.
function asAccount(program: string, args: string[]): Command {
  if (!isRoot()) return [program, args];
  if (['/sbin/runuser', '/usr/sbin/runuser'].some((file) => existsSync(file)))
    return ['runuser', ['-u', ACCOUNT, '--', program, ...args]];
  const quoted = [program, ...args].map((part) => `'${part.replaceAll("'", "'\\''")}'`);
  return ['su', ['-s', '/bin/sh', ACCOUNT, '-c', quoted.join(' ')]];
}

function giveAway(folder: string): void {
  const idOf = (flag: string) => Number(execFileSync('id', [flag, ACCOUNT], { encoding: 'utf8' }));
  chownSync(folder, idOf('-u'), idOf('-g'));
}

function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // There was nothing to stop.
  }
}

/** A port of the loopback interface that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}

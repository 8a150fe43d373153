import { execFileSync, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from './free-port';

export type TestPostgres = { url: string; stop(): Promise<void> };

const DEBIAN = '/usr/lib/postgresql';
const READY_WITHIN = 30_000;

/** The folder with the programs of a PostgreSQL server, on PATH or where Debian puts them; the newest of several. */
export function findPostgres(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
  ];
  return folders.find((folder) => folder && existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** A PostgreSQL server for tests: the one named by TEST_PG_URL, or a new empty one; nothing where there is none. */
export async function startPostgres(): Promise<TestPostgres | undefined> {
  if (process.env.TEST_PG_URL) return { url: process.env.TEST_PG_URL, stop: async () => undefined };
  const programs = findPostgres();
  if (!programs) return undefined;

  const owner = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-pg-'));
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const [data, log] = [join(folder, 'data'), join(folder, 'log')];
  const how: SpawnOptions = { cwd: folder, ...owner };
  const locale = process.platform === 'darwin' ? 'C' : 'C.UTF-8';
  const initdb = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', `--locale=${locale}`, '--no-sync'];
  execFileSync(join(programs, 'initdb'), initdb, { ...how, stdio: 'pipe' });

  const port = await freePort();
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    fsync: 'off',
    max_connections: 200,
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = `exec "$0" "$@" > "${log}" 2>&1`;
  const server = spawn('/bin/sh', ['-c', command, join(programs, 'postgres'), '-D', data, ...options], {
    ...how,
    stdio: 'ignore',
  });
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const stop = stopper(server, folder);
  await untilReady(url, server, log).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, stop };
}

/** PostgreSQL refuses to run as root: as root it gets the account of the system's own PostgreSQL, or that of nobody. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string, user: string) =>
    Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: 'pipe' }));
  for (const user of ['postgres', 'nobody']) {
    try {
      return { uid: id('-u', user), gid: id('-g', user) };
    } catch {
      // There is no such account here.
    }
  }
  return undefined;
}

function stopper(server: ChildProcess, folder: string): () => Promise<void> {
  const ended = new Promise<void>((done) => void server.once('exit', () => done()).once('error', () => done()));
  const kill = () => void server.kill('SIGQUIT');
  process.once('exit', kill);
  return async () => {
    process.off('exit', kill);
    // SIGQUIT is the immediate shutdown: the data is thrown away anyway.
    if (server.exitCode === null) kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
}

async function untilReady(url: string, server: ChildProcess, log: string): Promise<void> {
  for (const until = Date.now() + READY_WITHIN; Date.now() < until && server.exitCode === null; await pause(100)) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return await client.end();
    } catch {
      await client.end().catch(() => undefined);
    }
  }
  throw new Error(`PostgreSQL did not start:\n${readFileSync(log, 'utf8').slice(-1000)}`);
}

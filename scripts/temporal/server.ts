import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endProcess } from '../../config/processes';
import { StartError } from '../../config/start-error';
import { clearTheWay, isFree } from './occupied';
import { answersAsTemporal } from './probe';
import type { Report } from './report';

const READY_WITHIN = 60_000;

export type ServerOptions = {
  binary: string;
  home: string;
  port: number;
  report: Report;
  /** The server's own web page, 1000 above the port. */
  ui?: boolean;
};
export type TemporalServer = {
  address: string;
  /** Resolves when the server has ended, with what it said last; also after `stop`. */
  ended: Promise<string>;
  stop(): Promise<void>;
};

/**
 * Starts the development server on its file in the state folder and waits until it answers.
 * The caller holds the folder's lock: a server that still works on the file is a leftover, and is ended.
 * @throws StartError when the port is taken or the server does not come up
 */
export async function startTemporal(options: ServerOptions): Promise<TemporalServer> {
  const { binary, port, report } = options;
  const home = resolve(options.home);
  const files = {
    database: join(home, 'temporal.db'),
    pid: join(home, 'temporal.pid'),
    log: join(home, 'logs', 'temporal.log'),
  };
  mkdirSync(join(home, 'logs'), { recursive: true });
  await clearTheWay({ port, pidFile: files.pid, database: files.database, report });

  const page = (options.ui ?? true) && (await isFree(port + 1000));
  const logged = sizeOf(files.log);
  const child = launch(binary, serverArguments(port, files.database, page), files.log);
  if (child.pid) writeFileSync(files.pid, String(child.pid));
  const killWithUs = () => child.kill('SIGTERM');
  process.once('exit', killWithUs);

  const ended = new Promise<string>((done) => {
    child.once('error', (error) => done(error.message));
    child.once('exit', () => done(lastLines(files.log, logged)));
  }).finally(() => {
    process.off('exit', killWithUs);
    rmSync(files.pid, { force: true });
  });
  const stop = async () => {
    if (child.pid && child.exitCode === null && child.signalCode === null) await endProcess(child.pid);
    await ended;
  };
  const address = `127.0.0.1:${port}`;
  await untilAnswering(address, ended, files.log).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { address, ended, stop };
}

function serverArguments(port: number, database: string, page: boolean): string[] {
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--db-filename', database],
    ...(page ? ['--ui-port', String(port + 1000)] : ['--headless']),
    // Twice the throughput of the default journal; a power cut may cost the last commits, which callers send again.
    ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL', '--log-level', 'error'],
  ];
}

// A process group of its own: Ctrl-C in the terminal reaches us alone, and we stop the server after the workers.
function launch(binary: string, args: string[], log: string): ChildProcess {
  const output = openSync(log, 'a', 0o600);
  // Settings for clients, such as an address or a namespace, are not meant for this server.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')));
  try {
    return spawn(binary, args, { detached: true, stdio: ['ignore', output, output], env });
  } finally {
    closeSync(output);
  }
}

async function untilAnswering(address: string, ended: Promise<string>, log: string): Promise<void> {
  let last: string | undefined;
  void ended.then((text) => (last = text));
  for (const until = Date.now() + READY_WITHIN; Date.now() < until; await pause(200)) {
    if (last !== undefined) throw notUp('đã tự dừng', 'has ended by itself', log, last);
    if (await answersAsTemporal(address)) return;
  }
  throw notUp('không trả lời sau 60 giây', 'does not answer after 60 seconds', log, lastLines(log, 0));
}

function notUp(vi: string, en: string, log: string, lines: string): StartError {
  return new StartError({
    vi: `Máy chủ Temporal ${vi}; nhật ký: ${log}\n${lines}`,
    en: `The Temporal server ${en}; its log: ${log}`,
  });
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function lastLines(log: string, from: number): string {
  try {
    return readFileSync(log).subarray(from).toString('utf8').trim().split('\n').slice(-8).join('\n');
  } catch {
    return '';
  }
}

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from './report';

/** Without a byte for so long there is no way out to the network. */
const SILENCE = 25_000;
const WHOLE = 600_000;
const LOOK_EVERY = 500;

// In a process of its own: a download under way cannot be cancelled in the SDK, and it starts the server to prove it works.
const DOWNLOAD = `
  const { Runtime, DefaultLogger } = require('@temporalio/worker');
  const { TestWorkflowEnvironment } = require('@temporalio/testing');
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'cached-download', downloadDir: process.argv[1] } } })
    .then((env) => env.teardown())
    .then(() => process.exit(0), () => process.exit(1));
`;

/** Has the Temporal SDK download the program that fits it. Gives up quietly where there is no network. */
export async function downloadWithSdk(folder: string, report: Report) {
  report({
    vi: 'Chưa có máy chủ Temporal trên máy này; thử tải về…',
    en: 'There is no Temporal server on this machine yet; trying to download it…',
  });
  await runDownload(folder);
  // The file counts, not the exit code: on a busy machine the SDK's five seconds for starting the server are not enough.
  const file = readdirSync(folder).find((name) => /^temporal-cli-(?!.*downloading)/.test(name));
  const binary = file && join(folder, file);
  const version = binary && versionOf(binary);
  return binary && version ? { binary, version } : undefined;
}

function runDownload(folder: string): Promise<void> {
  // The root of the project, so that the SDK is found from wherever this was started.
  const child = spawn(process.execPath, ['-e', DOWNLOAD, folder], {
    cwd: join(__dirname, '../..'),
    detached: true,
    stdio: 'ignore',
  });
  const began = Date.now();
  let [size, grewAt] = [0, began];
  const timer = setInterval(() => {
    const now = sizeOf(folder);
    if (now > size) [size, grewAt] = [now, Date.now()];
    if (Date.now() - grewAt > SILENCE || Date.now() - began > WHOLE) endGroup(child.pid);
  }, LOOK_EVERY);
  const endWithUs = () => endGroup(child.pid);
  process.once('exit', endWithUs);
  return new Promise((done) => {
    const finish = () => {
      clearInterval(timer);
      process.off('exit', endWithUs);
      endGroup(child.pid);
      done();
    };
    child.once('error', finish);
    child.once('exit', finish);
  });
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}

function sizeOf(folder: string): number {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((file) => existsSync(file))
    .reduce((sum, file) => sum + statSync(file).size, 0);
}

function versionOf(binary: string): string | undefined {
  try {
    return /version (\d[\w.-]*)/.exec(execFileSync(binary, ['--version'], { encoding: 'utf8' }))?.[1];
  } catch {
    return undefined;
  }
}

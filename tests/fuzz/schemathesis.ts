import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const VERSION = '4.32.5';

/** The program, in a Python environment of its own in the cache; it is installed from PyPI when it is not there. */
export function schemathesis(cache: string): string {
  const folder = join(cache, `schemathesis-${VERSION}`);
  const program = join(folder, 'bin', 'schemathesis');
  if (existsSync(join(folder, 'ready'))) return program;
  console.log(`fuzz: installing schemathesis ${VERSION} from PyPI into ${folder}`);
  mkdirSync(cache, { recursive: true });
  execFileSync('python3', ['-m', 'venv', '--clear', folder], { stdio: 'inherit' });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `schemathesis==${VERSION}`];
  execFileSync(join(folder, 'bin', 'python'), pip, { stdio: 'inherit' });
  mkdirSync(join(folder, 'ready'));
  return program;
}

export type Round = {
  program: string;
  config: string;
  url: string;
  token?: string;
  seconds: number;
  seed: number;
  phases: string;
  report: string;
};

/** One round against the running API. @returns its exit code */
export function fuzz({ program, config, url, token, seconds, seed, phases, report }: Round): Promise<number> {
  const args = [
    ...['--config-file', config, 'run', `${url}/api/v1/openapi.yaml`, '--url', url],
    ...['--max-time', String(seconds), '--seed', String(seed), '--no-shrink', '--phases', phases],
    ...['--request-timeout', '60', '--continue-on-failure', '--suppress-health-check', 'all', '--warnings', 'off'],
    ...['--report', 'ndjson', '--report-ndjson-path', report, '--workers', '2'],
    // A stream that goes on for a quarter of an hour is no answer to be judged.
    ...['--exclude-path', '/api/v1/live'],
    ...(token ? ['--header', `Authorization:Bearer ${token}`] : []),
  ];
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PYTHONPATH: dirname(config) },
    });
    child.once('error', fail);
    child.once('exit', (code) => done(code ?? 1));
  });
}

import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Report } from './report';

// The newest version that `go install` builds: later ones have a replace directive in their go.mod.
const VERSION = '1.5.1';
export const GO_PACKAGE = `github.com/temporalio/cli/cmd/temporal@v${VERSION}`;

const PROGRESS_EVERY = 10_000;

/** Builds the program with Go where Go is installed. It takes minutes, so it says every ten seconds how far it is. */
export async function installWithGo(folder: string, report: Report, path = process.env.PATH ?? '') {
  const go = findGo(path);
  if (!go) return undefined;
  report({
    vi: `Dựng máy chủ Temporal bằng Go (${GO_PACKAGE}); chỉ lần đầu, khoảng 3 phút…`,
    en: `Building the Temporal server with Go (${GO_PACKAGE}); only this first time, about 3 minutes…`,
  });
  const { code, tail } = await build(go, folder, report);
  if (code === 0) return { binary: join(folder, 'temporal'), version: VERSION };
  report({
    vi: `Go không dựng được máy chủ Temporal:\n${tail}`,
    en: 'Go could not build the Temporal server (its last lines are above).',
  });
  return undefined;
}

function findGo(path: string): string | undefined {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, 'go'))
    .find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function build(go: string, folder: string, report: Report): Promise<{ code: number | null; tail: string }> {
  // GOOS and GOARCH of a cross-compiling operator would make a program for another machine, which Go refuses to put in GOBIN.
  const env = { ...process.env, GOBIN: folder, GOOS: undefined, GOARCH: undefined };
  const child = spawn(go, ['install', '-v', GO_PACKAGE], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const progress = { began: Date.now(), downloaded: 0, compiled: 0, lines: [] as string[] };
  let rest = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) count(progress, line);
  });
  const timer = setInterval(() => say(progress, report), PROGRESS_EVERY);
  return new Promise((done) => {
    const finish = (code: number | null, problem = '') => {
      clearInterval(timer);
      done({ code, tail: [...progress.lines.slice(-8), problem].join('\n').trim() });
    };
    child.once('error', (error) => finish(1, error.message));
    child.once('close', (code) => finish(code, rest));
  });
}

type Progress = { began: number; downloaded: number; compiled: number; lines: string[] };

// With -v every compiled package is one line that is its path; what is being downloaded is said in a sentence.
function count(progress: Progress, line: string): void {
  if (line.startsWith('go: downloading')) progress.downloaded++;
  else if (/^[\w./~-]+$/.test(line)) progress.compiled++;
  else progress.lines.push(line);
}

function say({ began, downloaded, compiled }: Progress, report: Report): void {
  const seconds = Math.round((Date.now() - began) / 1000);
  report({
    vi: `… ${seconds} giây: đã tải ${downloaded} mô-đun, đã biên dịch ${compiled} gói`,
    en: `… ${seconds} s: ${downloaded} modules downloaded, ${compiled} packages compiled`,
  });
}

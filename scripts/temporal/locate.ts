import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { commandOf } from '../../config/processes';
import { StartError } from '../../config/start-error';
import { downloadWithSdk } from './download';
import { GO_PACKAGE, installWithGo } from './go-install';
import type { Report } from './report';

const PROGRAM = 'temporal';
const execute = promisify(execFile);

/** Brings the program into an empty folder and names the file and its version; nothing when it cannot. */
export type Source = (folder: string, report: Report) => Promise<{ binary: string; version: string } | undefined>;
export type LocateOptions = {
  cache: string;
  report: Report;
  /** Where programs are searched; the PATH of this process unless told otherwise. */
  path?: string;
  /** Ways to get a program that is not here yet, tried in turn. */
  sources?: readonly Source[];
};

/**
 * Finds the official Temporal command line program, whose development server the embedded profile runs:
 * on PATH, in the cache, by the SDK's own download, or built with Go.
 * @throws StartError naming the ways to get one
 */
export async function locateTemporal(options: LocateOptions): Promise<string> {
  const { cache, report, path = process.env.PATH ?? '' } = options;
  const onPath = path.split(delimiter).filter(Boolean);
  const newestFirst = folders(cache, /^temporal-\d/).sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  for (const folder of [...onPath, ...newestFirst.map((name) => join(cache, name))]) {
    if (await canServe(join(folder, PROGRAM))) return join(folder, PROGRAM);
  }
  const sources = options.sources ?? [downloadWithSdk, (folder, say) => installWithGo(folder, say, path)];
  for (const source of sources) {
    const brought = await fetchInto(cache, source, report);
    if (brought) return brought;
  }
  throw notFound(cache);
}

// Old programs of this name, and other programs called `temporal`, cannot run the server as we need it.
async function canServe(binary: string): Promise<boolean> {
  try {
    await execute(binary, ['--version'], { timeout: 20_000 });
    const { stdout } = await execute(binary, ['server', 'start-dev', '--help'], { timeout: 20_000 });
    return stdout.includes('--db-filename') && stdout.includes('--sqlite-pragma');
  } catch {
    return false;
  }
}

// Each start fetches into a folder of its own and moves the finished file, so two starts at once cannot spoil each other's.
async function fetchInto(cache: string, source: Source, report: Report): Promise<string | undefined> {
  const folder = join(cache, `fetch-${process.pid}`);
  inCache(cache, () => mkdirSync(folder, { recursive: true }));
  try {
    const brought = await source(folder, report);
    if (!brought || !(await canServe(brought.binary))) return undefined;
    const kept = join(cache, `temporal-${brought.version}`);
    return inCache(cache, () => {
      mkdirSync(kept, { recursive: true });
      renameSync(brought.binary, join(kept, PROGRAM));
      return join(kept, PROGRAM);
    });
  } finally {
    removeLeftovers(cache);
  }
}

/** Ours, and those of starts that were killed on the way. */
function removeLeftovers(cache: string): void {
  for (const name of folders(cache, /^fetch-\d+$/)) {
    const pid = Number(name.slice('fetch-'.length));
    if (pid === process.pid || !commandOf(pid)) rmSync(join(cache, name), { recursive: true, force: true });
  }
}

function folders(cache: string, pattern: RegExp): string[] {
  try {
    return readdirSync(cache).filter((name) => pattern.test(name));
  } catch {
    return [];
  }
}

function inCache<T>(cache: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new StartError(
      {
        vi: `Không ghi được vào thư mục “${cache}”: ${(error as Error).message}. Hãy chọn thư mục khác bằng biến MOTCUA_CACHE.`,
        en: `The folder “${cache}” cannot be written: ${(error as Error).message}. Choose another one with MOTCUA_CACHE.`,
      },
      { cause: error },
    );
  }
}

function notFound(cache: string): StartError {
  const install = 'https://docs.temporal.io/cli';
  return new StartError({
    vi: [
      'Không tìm thấy máy chủ Temporal và không tải được. Có ba cách:',
      `  1. cài chương trình “temporal” vào PATH (${install}), hoặc đặt nó tại ${join(cache, 'temporal-1', PROGRAM)};`,
      `  2. cài Go rồi chạy lại: chương trình được dựng bằng “go install ${GO_PACKAGE}”;`,
      '  3. đặt TEMPORAL_ADDRESS=máy:cổng để dùng một máy chủ Temporal đang chạy.',
    ].join('\n'),
    en: [
      'No Temporal server was found, and none could be downloaded. There are three ways to get one:',
      `  1. put the program “temporal” on PATH (${install}), or at ${join(cache, 'temporal-1', PROGRAM)};`,
      `  2. install Go and start again: the program is then built with “go install ${GO_PACKAGE}”;`,
      '  3. set TEMPORAL_ADDRESS=host:port to use a Temporal server that runs already.',
    ].join('\n'),
  });
}

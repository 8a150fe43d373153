import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './stamp';
import { stampOfBuild, stampOfSources, WEB_FOLDER } from './web-stamp';

/** The folder of the built web application; nothing when it was never built. */
export function builtWeb(): string | undefined {
  return stampOfBuild() ? WEB_FOLDER : undefined;
}

/**
 * The web application, built now when it is missing or older than its sources. Without the tools to build it
 * (`npm ci --omit=dev`) what was built before is served, or the API alone.
 */
export async function prepareWeb(report: (line: string) => void): Promise<string | undefined> {
  if (stampOfBuild() === stampOfSources()) return WEB_FOLDER;
  if (!existsSync(join(ROOT, 'node_modules', 'vite'))) {
    const folder = builtWeb();
    report(
      folder
        ? 'Ứng dụng web cũ hơn mã nguồn; không có công cụ để dựng lại. (The web application is older than its sources and there are no tools to build it anew.)'
        : 'Không có ứng dụng web: chạy npm ci rồi npm run build:web. (No web application: run npm ci, then npm run build:web.)',
    );
    return folder;
  }
  report('Đang dựng ứng dụng web, mất vài giây… (Building the web application, some seconds…)');
  if ((await build()) === 0) return WEB_FOLDER;
  report('Không dựng được ứng dụng web; chỉ có API. (The web application was not built; there is the API only.)');
  return undefined;
}

/** In a process of its own, which gives its memory back. */
async function build(): Promise<number | null> {
  const child = spawn(process.execPath, ['--import', 'tsx', join('scripts', 'build-web.ts')], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

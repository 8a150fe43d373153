import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from './lib/stamp';
import { STAMP_NAME, stampOfSources, WEB_FOLDER } from './lib/web-stamp';

/** Builds the web application into dist/web: what `npm run build:web` runs, and `npm start` when it is needed. */
async function main(): Promise<void> {
  // Whatever runs this, a test too: what is built is what people get.
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  const stamp = stampOfSources();
  mkdirSync(dirname(WEB_FOLDER), { recursive: true });
  const folder = mkdtempSync(`${WEB_FOLDER}-`);
  try {
    await build({
      configFile: join(ROOT, 'web', 'vite.config.mts'),
      logLevel: 'warn',
      build: { outDir: folder, emptyOutDir: true },
    });
    compress(join(folder, 'assets'));
    writeFileSync(join(folder, STAMP_NAME), stamp);
    // A folder of mkdtemp is the maker's alone; another account may serve this one.
    chmodSync(folder, 0o755);
    replace(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Text is squeezed once here and not for every reader. */
function compress(folder: string): void {
  for (const name of readdirSync(folder).filter((file) => /\.(js|css|svg)$/.test(file))) {
    const file = join(folder, name);
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
  }
}

/** A program that serves the old folder keeps running; two builds at once end with one of theirs, whole. */
function replace(folder: string): void {
  const old = `${folder}-old`;
  try {
    renameSync(WEB_FOLDER, old);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  try {
    renameSync(folder, WEB_FOLDER);
  } catch (error) {
    // Another build was put there in the meantime, from the same sources.
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
  rmSync(old, { recursive: true, force: true });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

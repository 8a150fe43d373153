import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflows } from '../../activities/worker';
import { ROOT, stampOf } from './stamp';

const FOLDER = join(ROOT, 'dist', 'workflows');
/** What a bundle is made from: what workflows import, the tool that bundles, and what it is told. */
const SOURCES = ['workflows', 'domain', 'activities/worker.ts', 'package-lock.json'];

/**
 * The workflow bundle, kept beside the built web application under a name of its sources: bundling takes seconds, and a
 * start after the first need not do it. Where nothing can be kept it is made each time.
 */
export async function preparedBundle(root = ROOT, folder = FOLDER): Promise<{ code: string }> {
  const file = join(folder, `${stampOf(root, SOURCES, (name) => /\.tsx?$/.test(name))}.js`);
  if (existsSync(file)) return { code: readFileSync(file, 'utf8') };
  const made = await bundleWorkflows();
  if (!('code' in made)) throw new Error('the workflow bundle has no code');
  keep(folder, file, made.code);
  return { code: made.code };
}

/** Written aside and renamed, so that nobody reads half of it. Bundles of other sources are not needed any more. */
function keep(folder: string, file: string, code: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    const earlier = readdirSync(folder).filter((name) => name.endsWith('.js'));
    writeFileSync(`${file}.${process.pid}`, code);
    renameSync(`${file}.${process.pid}`, file);
    for (const name of earlier) rmSync(join(folder, name), { force: true });
  } catch {
    // A folder that may not be written, a full disk: the next start takes its seconds again, and nothing else is lost.
  }
}
